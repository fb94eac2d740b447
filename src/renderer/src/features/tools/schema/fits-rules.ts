import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { withNumericBounds } from '../../../../../shared/json-schema/keyword-forms.ts';
import { own } from '../../../../../shared/util/own.ts';

/**
 * Whether a part's preset value keeps the part's own bounds; one that does not would be refused
 * although nobody typed it. Patterns are left to the judge, as they may take for ever.
 */
export function fitsRules(node: JsonObject, preset: unknown): boolean {
  const rules = withNumericBounds(node);
  if (typeof preset === 'number') return fitsNumber(rules, preset);
  if (typeof preset === 'string') return isBetween(rules, 'Length', [...preset].length);
  return !Array.isArray(preset) || isBetween(rules, 'Items', preset.length);
}

function fitsNumber(rules: JsonObject, preset: number): boolean {
  const { multipleOf: step, type } = rules;
  const isStep = typeof step !== 'number' || step <= 0 || isMultiple(preset, step);
  const isWhole = type !== 'integer' || Number.isInteger(preset);
  return (
    isStep &&
    isWhole &&
    preset >= limit(rules, 'minimum', -Infinity) &&
    preset <= limit(rules, 'maximum', Infinity) &&
    preset > limit(rules, 'exclusiveMinimum', -Infinity) &&
    preset < limit(rules, 'exclusiveMaximum', Infinity)
  );
}

function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

function isBetween(rules: JsonObject, what: 'Length' | 'Items', size: number): boolean {
  return (
    size >= limit(rules, `min${what}`, -Infinity) && size <= limit(rules, `max${what}`, Infinity)
  );
}

function limit(rules: JsonObject, keyword: string, otherwise: number): number {
  const value = own(rules, keyword);
  return typeof value === 'number' ? value : otherwise;
}
