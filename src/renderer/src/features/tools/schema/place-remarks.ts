import type { RJSFSchema } from '@rjsf/utils';

import { isObject } from '../../../../../shared/util/is-object.ts';
import { own } from '../../../../../shared/util/own.ts';
import type { Remark } from './error-tree.ts';
import { optionFor, optionsIn } from './form-options.ts';

/** Remarks by where they can be seen. */
export interface PlacedRemarks {
  /** Each at the path of a field of the form that shows it. */
  readonly atFields: readonly Remark[];
  /** Those that no field shows. */
  readonly above: readonly Remark[];
}

/**
 * Where each remark is shown: at its field, at the field for JSON that it lies in, or above the
 * button that runs the tool. `schema` is the form's own, `data` what it holds.
 */
export function placeRemarks(
  schema: RJSFSchema,
  data: unknown,
  remarks: readonly Remark[],
): PlacedRemarks {
  const atFields: Remark[] = [];
  const above: Remark[] = [];
  for (const remark of remarks) {
    const path = fieldPath(schema, data, remark.path);
    if (path === null) above.push(remark);
    else atFields.push({ ...remark, path });
  }
  return { atFields, above };
}

/** The path of the field in which a value is typed; null when the form has none for it. */
function fieldPath(
  schema: RJSFSchema,
  data: unknown,
  path: readonly string[],
): readonly string[] | null {
  let node = schema;
  let held = data;
  for (let depth = 0; ; depth += 1) {
    const options = optionsIn(node);
    if (options !== null) node = optionFor(options, held);
    const key = path[depth];
    if (key === undefined || !isGroup(node)) {
      return isShown(node, options !== null) ? path.slice(0, depth) : null;
    }
    const inner = innerOf(node, key);
    if (inner === null) return null;
    held = Array.isArray(held) ? held[Number(key)] : isObject(held) ? own(held, key) : undefined;
    node = inner;
  }
}

function isGroup(node: RJSFSchema): boolean {
  return node.properties !== undefined || isList(node);
}

function isList({ type, items, uniqueItems }: RJSFSchema): boolean {
  return type === 'array' && items !== undefined && uniqueItems !== true;
}

// A group has no place of its own for a remark, and a constant is not shown.
function isShown(node: RJSFSchema, isVariant: boolean): boolean {
  return node.properties === undefined && node.const === undefined && !isVariant;
}

function innerOf(node: RJSFSchema, key: string): RJSFSchema | null {
  const inner = node.properties === undefined ? node.items : own(node.properties, key);
  return isObject(inner) ? inner : null;
}
