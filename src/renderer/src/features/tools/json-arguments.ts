import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import { readExactJson } from '../../../../shared/util/exact-json.ts';
import { err, ok } from '../../../../shared/util/result.ts';
import type { Result } from '../../../../shared/util/result.ts';
import { isObject } from '../../../../shared/util/is-object.ts';

/** Why a text cannot be a tool's arguments. */
export type JsonProblem =
  | { readonly kind: 'not-json'; readonly place: JsonPlace | undefined }
  | { readonly kind: 'not-object' };

/** Where a text stops being JSON; both count from 1. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

/** Reads a tool's arguments from JSON, large whole numbers exactly; nothing at all means none. */
export function readJsonArguments(text: string): Result<JsonObject, JsonProblem> {
  if (text.trim() === '') return ok({});
  try {
    const value = readExactJson(text);
    return isObject(value) ? ok(value) : err({ kind: 'not-object' });
  } catch (error) {
    return err({ kind: 'not-json', place: placeIn(error) });
  }
}

/** Where a text stops being JSON; undefined when it is, or when the engine does not say. */
export function jsonPlace(text: string): JsonPlace | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return placeIn(error);
  }
}

/** The engine's sentence is English; the place in it is what helps. */
function placeIn(error: unknown): JsonPlace | undefined {
  const found = /\(line (\d+) column (\d+)\)/.exec(String(error));
  return found ? { line: Number(found[1]), column: Number(found[2]) } : undefined;
}
