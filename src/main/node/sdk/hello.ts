import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { isJsonObject } from './raw-answer.ts';

/**
 * The answer to `initialize` (2025-11-25, basic/lifecycle) with its optional parts absent rather
 * than null or of another type, and an anonymous server where it does not say who it is. The SDK
 * would refuse the whole answer for one of them.
 */
export function tolerantHello(result: unknown): unknown {
  if (!isJsonObject(result)) return result;
  const { instructions, serverInfo, capabilities, ...rest } = withoutNulls(result);
  return {
    ...rest,
    serverInfo: whoItIs(serverInfo),
    capabilities: whatItOffers(capabilities),
    ...(typeof instructions === 'string' && { instructions }),
  };
}

/** The answer to `server/discover` (2026-07-28) without the nulls in place of optional parts. */
export function tolerantDiscovery(result: JsonObject): JsonObject {
  const known = withoutNulls(result);
  const { instructions, ...rest } = known;
  return {
    ...rest,
    ...('capabilities' in known && { capabilities: whatItOffers(known['capabilities']) }),
    ...(typeof instructions === 'string' && { instructions }),
  };
}

function whoItIs(serverInfo: unknown): JsonObject {
  const given = isJsonObject(serverInfo) ? withoutNulls(serverInfo) : {};
  const { title, ...rest } = given;
  return {
    ...rest,
    name: wordOf(given['name']),
    version: wordOf(given['version']),
    ...(typeof title === 'string' && { title }),
  };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * What is null or false is not offered. A capability the SDK knows says no more than that it is where
 * it is no object; of others everything is kept.
 */
function whatItOffers(capabilities: unknown): JsonObject {
  if (!isJsonObject(capabilities)) return {};
  const offered = Object.entries(capabilities).filter(
    ([, value]) => value !== null && value !== false,
  );
  return Object.fromEntries(
    offered.map(([name, value]) => [name, knownCapabilities.has(name) ? asObject(value) : value]),
  );
}

const knownCapabilities: ReadonlySet<string> = new Set([
  'tools',
  'resources',
  'prompts',
  'completions',
  'logging',
  'tasks',
  'experimental',
  'extensions',
]);

const asObject = (value: unknown): JsonObject => (isJsonObject(value) ? withoutNulls(value) : {});

function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
