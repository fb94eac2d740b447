import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { isObject } from '../../../../../shared/util/is-object.ts';
import { typeOf } from './form-parts.ts';
import { laidOver } from './plan-budget.ts';
import type { PlanBudget } from './plan-budget.ts';
import { strings, written } from './written-schema.ts';

/**
 * What a schema with `anyOf` or `oneOf` at its top asks for, each with what is common to all: one
 * group when its options only say what is needed of the fields there are, else a group for each.
 * Null when one of them is no group,
 * or asks for nothing in particular.
 */
export function variantsOf(
  root: JsonObject,
  options: readonly unknown[],
  context: { readonly root: JsonObject; readonly budget: PlanBudget },
): readonly JsonObject[] | null {
  const { anyOf: _anyOf, oneOf: _oneOf, ...base } = root;
  const fields = isObject(base['properties']) ? base['properties'] : {};
  const all: JsonObject[] = [];
  for (const option of options) {
    const node = written(option, context.root, context.budget);
    if (node === null || (node['type'] !== undefined && typeOf(node) !== 'object')) return null;
    if (node['anyOf'] !== undefined || node['oneOf'] !== undefined) return null;
    all.push(node);
  }
  const isRefining = all.every((node) =>
    namesIn(node).every((name) => Object.hasOwn(fields, name)),
  );
  if (isRefining && Object.keys(fields).length > 0) return [base];
  const isOpen = all.some((node) => namesIn(node).length === 0) && namesIn(base).length === 0;
  if (isOpen) return null;
  return all.map((node) => joined(base, node, fields, context.budget));
}

function joined(
  base: JsonObject,
  node: JsonObject,
  fields: JsonObject,
  budget: PlanBudget,
): JsonObject {
  const inner = isObject(node['properties']) ? node['properties'] : {};
  return {
    ...laidOver(base, node, budget),
    type: 'object',
    properties: laidOver(fields, inner, budget),
    required: [...strings(base['required']), ...strings(node['required'])],
  };
}

function namesIn(node: JsonObject): readonly string[] {
  return isObject(node['properties']) ? Object.keys(node['properties']) : [];
}
