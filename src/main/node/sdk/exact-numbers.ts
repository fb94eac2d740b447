import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { isObject } from '../../../shared/util/is-object.ts';

// Known to every engine the app runs on; Node 20, on which only tests run, has none yet.
const rawJson = (JSON as { readonly rawJSON?: (text: string) => unknown }).rawJSON;

/**
 * Arguments in a form that `JSON.stringify` writes without changing a digit: bigints stand for whole
 * numbers beyond 2^53. Where the engine cannot, they become the number next to them.
 */
export function writable(params: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(params).map(([key, inner]) => [key, exact(inner)]));
}

function exact(value: unknown): unknown {
  if (typeof value === 'bigint') return rawJson?.(String(value)) ?? Number(value);
  if (Array.isArray(value)) return value.map(exact);
  return isObject(value) ? writable(value) : value;
}
