import type { StandardSchemaV1 } from '@modelcontextprotocol/client';

import type { JsonObject } from '../../../shared/domain/catalog.ts';

/** A plain JSON object, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where each method's answer keeps the entries that one bad apple must not spoil. */
const fieldByMethod: ReadonlyMap<string, string> = new Map([
  ['tools/list', 'tools'],
  ['resources/list', 'resources'],
  ['resources/templates/list', 'resourceTemplates'],
  ['prompts/list', 'prompts'],
  ['tools/call', 'content'],
  ['resources/read', 'contents'],
  ['prompts/get', 'messages'],
]);

const asideKey = 'app.patchbay/raw';

/**
 * Sets the answer aside as it was sent, and takes the entries of a list, a tool's content or a
 * prompt's messages out of what the SDK sees: its modern codec rejects the whole answer when one entry does not fit its schema, while
 * the catalog leaves out the one entry. A missing `resultType` counts as complete, and missing
 * cache hints as "do not cache" (2026-07-28, basic and server/utilities/caching).
 */
export function setRawAside(method: string, result: unknown): unknown {
  const field = fieldByMethod.get(method);
  if (field === undefined || !isJsonObject(result)) return result;
  const type = result['resultType'] ?? 'complete';
  if (type !== 'complete') return result;
  return {
    ttlMs: 0,
    cacheScope: 'private',
    ...result,
    resultType: type,
    [field]: [],
    [asideKey]: { sent: result },
  };
}

/** The answer as it was sent, set aside by {@link setRawAside}; the very answer if it was not. */
export function takeSent(result: JsonObject): JsonObject {
  const aside = result[asideKey];
  const sent = isJsonObject(aside) ? aside['sent'] : undefined;
  return isJsonObject(sent) ? sent : result;
}

/** Accepts any answer as it is; shapes are checked by whoever asked. */
export const anyResult: StandardSchemaV1<unknown, JsonObject> = {
  '~standard': {
    version: 1,
    vendor: 'patchbay',
    validate: (value) =>
      isJsonObject(value) ? { value } : { issues: [{ message: 'The answer is not an object.' }] },
  },
};
