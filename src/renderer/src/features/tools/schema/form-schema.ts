import type { RJSFSchema, UiSchema } from '@rjsf/utils';

import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { isObject } from '../../../../../shared/util/is-object.ts';
import { planEnum, withConstant } from './form-choices.ts';
import { optionTitle } from './form-options.ts';
import { asJson, selectFor, typeOf, words } from './form-parts.ts';
import type { Planned } from './form-parts.ts';
import { budgetFor, isSpent } from './plan-budget.ts';
import type { PlanBudget } from './plan-budget.ts';
import { variantsOf } from './root-variants.ts';
import { strings, written } from './written-schema.ts';

/** A schema made ready for the form, or the news that only JSON will do. */
export type FormPlan =
  | { readonly kind: 'form'; readonly schema: RJSFSchema; readonly uiSchema: UiSchema }
  | { readonly kind: 'json-only' };

interface Context {
  readonly root: JsonObject;
  readonly budget: PlanBudget;
}

const jsonOnly: FormPlan = { kind: 'json-only' };
const maxDepth = 8;
const maxOptions = 8;
/** A group with more fields than this is a field for JSON. */
const maxGroupFields = 60;
/** Longest preset list whose items get a field each. */
const maxPresetItems = 50;

/**
 * Turns a tool's input schema into one that a form can show: references written out, `null` beside
 * one other type taken as "may be left empty", and every part that a form cannot show (free-form
 * objects, tuples, recursion) turned into a field for JSON. What it leaves out of the schema is
 * still checked when the tool runs. A schema that stands for more than a form can hold becomes
 * JSON as a whole; that is found out soon, however it is made.
 */
export function planForm(inputSchema: JsonObject): FormPlan {
  const budget = budgetFor(inputSchema);
  if (budget === null) return jsonOnly;
  const context: Context = { root: inputSchema, budget };
  const root = written(inputSchema, context.root, budget);
  if (root === null || (root['type'] !== undefined && typeOf(root) !== 'object')) return jsonOnly;
  const properties = isObject(root['properties']) ? root['properties'] : {};
  const isFree = Object.keys(properties).length === 0 && isObject(root['additionalProperties']);
  const planned = isFree ? null : planRoot(root, context);
  if (planned === null) return jsonOnly;
  if (isSpent(budget)) return jsonOnly;
  const { title: _title, description: _description, ...schema } = planned.schema;
  return { kind: 'form', schema, uiSchema: planned.ui };
}

/** The form as a whole: one group, or one of several; null when it is neither. */
function planRoot(root: JsonObject, context: Context): Planned | null {
  const options = optionsOf(root);
  if (options === null) return planObject(root, context, 0);
  const variants = variantsOf(root, options, context);
  if (variants === null || variants.length > maxOptions) return null;
  const [only] = variants;
  if (only === undefined || variants.length === 1) return planObject(only ?? root, context, 0);
  return planVariants(
    {},
    variants.map((variant) => planObject(variant, context, 0)),
  );
}

function plan(raw: unknown, context: Context, depth: number): Planned {
  const { budget } = context;
  budget.fields -= 1;
  // What is planned of a form that will not be is of no use.
  if (isSpent(budget)) return { schema: {}, ui: {} };
  const node = written(raw, context.root, budget);
  if (node === null || depth > maxDepth) return asJson(raw, budget);
  if (Array.isArray(node['enum'])) return planEnum(node, node['enum'], budget);
  if ('const' in node) return planEnum(node, [node['const']], budget);
  const options = optionsOf(node);
  if (options !== null && !isObject(node['properties'])) {
    return planOptions(node, options, context, depth);
  }
  switch (typeOf(node)) {
    case 'string':
      return planString(node, budget);
    case 'number':
    case 'integer':
    case 'boolean':
      return { schema: { ...words(node, budget), type: typeOf(node) as 'number' }, ui: {} };
    case 'object':
      return isObject(node['properties']) && Object.keys(node['properties']).length > 0
        ? planObject(node, context, depth)
        : asJson(node, budget);
    case 'array':
      return planArray(node, context, depth);
    default:
      return asJson(node, budget);
  }
}

function planObject(node: JsonObject, context: Context, depth: number): Planned {
  const { budget } = context;
  const before = budget.fields;
  const planned = new Map<string, Planned>();
  const needed = new Set(strings(node['required']));
  for (const [key, raw] of [...describedIn(node), ...undescribedIn(node, needed)]) {
    if (key === '__proto__' || raw === false) continue;
    if (isSpent(budget)) break;
    const isNeeded = needed.has(key);
    planned.set(key, withConstant(plan(raw, context, depth + 1), isNeeded));
    if (depth > 0 && before - budget.fields > maxGroupFields) return asJson(node, budget);
  }
  const required = strings(node['required']).filter((key) => planned.has(key));
  const parts = [...planned];
  const schema: RJSFSchema = {
    ...words(node, budget),
    type: 'object',
    properties: Object.fromEntries(parts.map(([key, one]) => [key, one.schema])),
    required,
    additionalProperties: false,
  };
  return { schema, ui: Object.fromEntries(parts.map(([key, one]) => [key, one.ui])) };
}

function describedIn(node: JsonObject): readonly (readonly [string, unknown])[] {
  return isObject(node['properties']) ? Object.entries(node['properties']) : [];
}

/** Fields that are needed though nothing says what they are; whatever others may be, they may be. */
function undescribedIn(
  node: JsonObject,
  needed: ReadonlySet<string>,
): readonly (readonly [string, unknown])[] {
  const { properties, additionalProperties: others = {} } = node;
  const isKnown = (key: string) => isObject(properties) && Object.hasOwn(properties, key);
  return [...needed].filter((key) => !isKnown(key)).map((key) => [key, others]);
}

function planArray(node: JsonObject, context: Context, depth: number): Planned {
  const { budget } = context;
  const preset = node['default'];
  const isLong = Array.isArray(preset) && preset.length > maxPresetItems;
  if (!isObject(node['items']) || node['prefixItems'] !== undefined || isLong) {
    return asJson(node, budget);
  }
  const item = plan(node['items'], context, depth + 1);
  const isChoice = Array.isArray(item.schema.enum);
  const uniqueItems = isChoice && node['uniqueItems'] === true;
  const told = words(node, budget);
  const schema: RJSFSchema = { ...told, type: 'array', items: item.schema, uniqueItems };
  if (uniqueItems) return { schema, ui: selectFor(schema) };
  // The list says what its items are; a label on each would only repeat it.
  const isBare = item.schema.properties === undefined && item.schema.title === undefined;
  return { schema, ui: { items: isBare ? { ...item.ui, 'ui:label': false } : item.ui } };
}

function planString(node: JsonObject, budget: PlanBudget): Planned {
  const format = typeof node['format'] === 'string' ? node['format'] : '';
  const hint = hints.get(format);
  const ui: UiSchema =
    hint === undefined
      ? { 'ui:widget': 'prose' }
      : { 'ui:widget': 'TextWidget', 'ui:placeholder': hint };
  return { schema: { ...words(node, budget), type: 'string' }, ui };
}

const hints: ReadonlyMap<string, string> = new Map([
  ['date', '2026-01-31'],
  ['date-time', '2026-01-31T09:30:00Z'],
  ['time', '09:30:00Z'],
  ['email', 'ana@example.org'],
  ['uri', 'https://example.org'],
  ['url', 'https://example.org'],
]);

function planOptions(
  node: JsonObject,
  options: readonly unknown[],
  context: Context,
  depth: number,
): Planned {
  const { budget } = context;
  const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = node;
  budget.copies -= Object.keys(rest).length + options.length;
  const useful = options.filter((option) => !isNull(option));
  const nullable = useful.length < options.length;
  const choices = useful.map((option) => (isObject(option) ? option['const'] : undefined));
  if (useful.length > 0 && choices.every((choice) => choice !== undefined)) {
    return marked(planEnum(rest, choices, budget), nullable);
  }
  const [only] = useful;
  if (useful.length === 1 && isObject(only)) {
    const { title: _title, ...inner } = only;
    budget.copies -= Object.keys(inner).length;
    return marked(plan({ ...inner, ...rest }, context, depth + 1), nullable);
  }
  if (useful.length === 0 || useful.length > maxOptions) return asJson(node, budget);
  const planned = useful.map((option) => plan(option, context, depth + 1));
  if (planned.some(({ schema }) => schema.type === undefined || schema.type === 'array')) {
    return asJson(node, budget);
  }
  return marked(planVariants(words(rest, budget), planned), nullable);
}

function planVariants(told: RJSFSchema, planned: readonly Planned[]): Planned {
  const oneOf = planned.map(({ schema }, index) => ({
    ...schema,
    title: optionTitle(schema, index),
  }));
  return { schema: { ...told, oneOf }, ui: { oneOf: planned.map(({ ui }) => ui) } };
}

/** `nullable` tells the cleaning of the data that an empty required field means `null`. */
function marked(planned: Planned, nullable: boolean): Planned {
  if (!nullable) return planned;
  return { ...planned, schema: { ...planned.schema, nullable } };
}

function optionsOf(node: JsonObject): readonly unknown[] | null {
  const options = node['anyOf'] ?? node['oneOf'];
  return Array.isArray(options) ? options : null;
}

function isNull(option: unknown): boolean {
  return isObject(option) && option['type'] === 'null';
}
