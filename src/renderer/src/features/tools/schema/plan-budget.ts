import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { isWithin } from '../../../../../shared/json-schema/json-limits.ts';
import type { JsonLimits } from '../../../../../shared/json-schema/json-limits.ts';

/**
 * What planning one form may still cost. A small schema can stand for a huge form, as its references
 * may point to the same large part again and again.
 */
export interface PlanBudget {
  /** Fields that may still be planned; below zero there is no form. */
  fields: number;
  /** Keys that may still be copied; below zero there is no form. */
  copies: number;
  /** Choices that may still stand in lists; others are typed. */
  choices: number;
  /** Characters of descriptions that may still be shown in full; others are cut short. */
  chars: number;
  /** Values that defaults may still fill in; below zero there is no form. */
  presets: number;
}

const schemaLimits: JsonLimits = { maxNodes: 20_000, maxChars: 1_000_000, maxDepth: 100 };

/** The budget for a schema; null when it is too large to be looked at. */
export function budgetFor(schema: unknown): PlanBudget | null {
  if (!isWithin(schema, schemaLimits)) return null;
  return { fields: 300, copies: 60_000, choices: 3_000, chars: 60_000, presets: 500 };
}

/** Whether more was wanted than a form can have. */
export function isSpent({ fields, copies, presets }: PlanBudget): boolean {
  return fields < 0 || copies < 0 || presets < 0;
}

/** `next` with what `over` says on top, at the cost of their keys. */
export function laidOver(next: JsonObject, over: JsonObject, budget: PlanBudget): JsonObject {
  budget.copies -= Object.keys(next).length + Object.keys(over).length;
  return budget.copies < 0 ? {} : { ...next, ...over };
}

const longestTold = 4_000;
const shortestTold = 80;

/** A description that fits; what was cut ends in three dots. */
export function toldWithin(text: string, budget: PlanBudget): string {
  const limit = Math.min(longestTold, Math.max(shortestTold, budget.chars));
  const told = text.length > limit ? `${text.slice(0, limit)}…` : text;
  budget.chars -= told.length;
  return told;
}

/** The value a schema presets, if there is room for it. */
export function presetWithin(preset: unknown, budget: PlanBudget): unknown {
  if (preset === undefined || preset === null) return preset;
  const limits = { maxNodes: Math.max(0, budget.presets), maxChars: 50_000, maxDepth: 20 };
  if (isWithin(preset, limits)) {
    budget.presets -= JSON.stringify(preset).length / 8;
    return preset;
  }
  budget.presets = -1;
  return undefined;
}
