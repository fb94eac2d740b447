import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { lookUp } from '../../../../../shared/json-schema/safe-schema.ts';
import { isObject } from '../../../../../shared/util/is-object.ts';
import { laidOver } from './plan-budget.ts';
import type { PlanBudget } from './plan-budget.ts';

const maxSteps = 16;

/** The node itself, with its references and `allOf` written out; null when that cannot be done. */
export function written(raw: unknown, root: JsonObject, budget: PlanBudget): JsonObject | null {
  let node = raw;
  for (let steps = 0; isObject(node) && typeof node['$ref'] === 'string'; steps += 1) {
    if (steps > maxSteps || budget.copies < 0) return null;
    const { $ref, ...rest } = node;
    const target = lookUp(root, $ref);
    if (!isObject(target)) return null;
    node = laidOver(target, rest, budget);
  }
  if (!isObject(node)) return null;
  if (!Array.isArray(node['allOf'])) return node;
  return mergeAll(node, node['allOf'], root, budget);
}

function mergeAll(
  node: JsonObject,
  parts: readonly unknown[],
  root: JsonObject,
  budget: PlanBudget,
): JsonObject | null {
  const { allOf: _allOf, ...own } = node;
  let merged: JsonObject = own;
  for (const part of parts.slice(0, maxSteps)) {
    const isFlat = isObject(part) && part['allOf'] === undefined;
    const next = isFlat ? written(part, root, budget) : null;
    if (next === null || next['allOf'] !== undefined) return null;
    const properties = laidOver(record(next['properties']), record(merged['properties']), budget);
    const required = [...strings(next['required']), ...strings(merged['required'])];
    merged = laidOver(next, merged, budget);
    if (required.length > 0) merged = { ...merged, required };
    if (Object.keys(properties).length > 0) merged = { ...merged, properties };
  }
  return merged;
}

/** The texts in a list, or none. */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function record(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
