import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import type { CallRecord } from '../../../../shared/domain/call-record.ts';
import { readExactJson } from '../../../../shared/util/exact-json.ts';
import { isObject } from '../../../../shared/util/is-object.ts';

/** Calls kept at most; main keeps no more. */
export const maxCalls = 10_000;

/** Puts calls together, newest first, each once. */
export function mergeCalls(
  known: readonly CallRecord[],
  added: readonly CallRecord[],
): readonly CallRecord[] {
  if (added.length === 0) return known;
  const ids = new Set(known.map(({ id }) => id));
  const fresh = added.filter(({ id }) => !ids.has(id));
  if (fresh.length === 0) return known;
  return [...known, ...fresh].sort((a, b) => b.at - a.at).slice(0, maxCalls);
}

/** The arguments a call was made with, read from what was kept of it; undefined when it was cut. */
export function keptArguments(request: string): JsonObject | undefined {
  try {
    const params = readExactJson(request);
    const args = isObject(params) ? (params['arguments'] ?? {}) : undefined;
    return isObject(args) ? args : undefined;
  } catch {
    return undefined;
  }
}
