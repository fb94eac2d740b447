import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import { readExactJson } from '../../../../shared/util/exact-json.ts';
import { err, ok, type Result } from '../../../../shared/util/result.ts';
import { isObject } from '../../../../shared/util/is-object.ts';

/** Why a text cannot be a tool's arguments. */
export type JsonProblem =
  { readonly kind: 'not-json'; readonly reason: string } | { readonly kind: 'not-object' };

/** Reads a tool's arguments from JSON, large whole numbers exactly; nothing at all means none. */
export function readJsonArguments(text: string): Result<JsonObject, JsonProblem> {
  if (text.trim() === '') return ok({});
  try {
    const value = readExactJson(text);
    return isObject(value) ? ok(value) : err({ kind: 'not-object' });
  } catch (error) {
    return err({ kind: 'not-json', reason: error instanceof Error ? error.message : '' });
  }
}
