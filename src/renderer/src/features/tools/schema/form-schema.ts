import type { RJSFSchema, UiSchema } from '@rjsf/utils';

import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { isObject } from '../../../../../shared/util/is-object.ts';
import { lookUp } from '../../../../../shared/json-schema/safe-schema.ts';
import { own } from '../../../../../shared/util/own.ts';

/** A schema made ready for the form, or the news that only JSON will do. */
export type FormPlan =
  | { readonly kind: 'form'; readonly schema: RJSFSchema; readonly uiSchema: UiSchema }
  | { readonly kind: 'json-only' };

/** A part of the form and how it is shown. */
interface Planned {
  readonly schema: RJSFSchema;
  readonly ui: UiSchema;
}

interface Context {
  readonly root: JsonObject;
  /** Fields that may still be planned. */
  budget: number;
}

const maxDepth = 8;
const maxFields = 300;
const maxOptions = 8;
const maxEnum = 1_000;

/**
 * Turns a tool's input schema into one that a form can show: references written out, `null` beside
 * one other type taken as "may be left empty", and every part that a form cannot show (free-form
 * objects, tuples, recursion) turned into a field for JSON. What it leaves out of the schema is
 * still checked when the tool runs.
 */
export function planForm(inputSchema: JsonObject): FormPlan {
  const context: Context = { root: inputSchema, budget: maxFields };
  const root = written(inputSchema, context.root);
  if (root === null || (root['type'] !== undefined && typeOf(root) !== 'object')) {
    return { kind: 'json-only' };
  }
  const properties = isObject(root['properties']) ? root['properties'] : {};
  const isFree = Object.keys(properties).length === 0 && isObject(root['additionalProperties']);
  if (isFree || root['anyOf'] !== undefined || root['oneOf'] !== undefined) {
    return { kind: 'json-only' };
  }
  const planned = planObject(root, context, 0);
  if (context.budget < 0) return { kind: 'json-only' };
  const { title: _title, description: _description, ...schema } = planned.schema;
  return { kind: 'form', schema, uiSchema: planned.ui };
}

function plan(raw: unknown, context: Context, depth: number): Planned {
  context.budget -= 1;
  const node = written(raw, context.root);
  if (node === null || depth > maxDepth || context.budget < 0) return asJson(raw);
  if (Array.isArray(node['enum'])) return planEnum(node, node['enum']);
  if ('const' in node) return planEnum(node, [node['const']]);
  const options = optionsOf(node);
  if (options !== null && !isObject(node['properties'])) {
    return planOptions(node, options, context, depth);
  }
  switch (typeOf(node)) {
    case 'string':
      return planString(node);
    case 'number':
    case 'integer':
    case 'boolean':
      return { schema: { ...words(node), type: typeOf(node) as 'number' }, ui: {} };
    case 'object':
      return isObject(node['properties']) && Object.keys(node['properties']).length > 0
        ? planObject(node, context, depth)
        : asJson(node);
    case 'array':
      return planArray(node, context, depth);
    default:
      return asJson(node);
  }
}

function planObject(node: JsonObject, context: Context, depth: number): Planned {
  const planned = new Map<string, Planned>();
  const source = isObject(node['properties']) ? node['properties'] : {};
  for (const [key, raw] of Object.entries(source)) {
    if (key === '__proto__' || raw === false) continue;
    planned.set(key, plan(raw, context, depth + 1));
  }
  const required = strings(node['required']).filter((key) => planned.has(key));
  const parts = [...planned];
  const properties = Object.fromEntries(parts.map(([key, { schema }]) => [key, schema]));
  const ui: UiSchema = Object.fromEntries(parts.map(([key, one]) => [key, one.ui]));
  const schema: RJSFSchema = { ...words(node), type: 'object', properties, required };
  return { schema: { ...schema, additionalProperties: false }, ui };
}

function planArray(node: JsonObject, context: Context, depth: number): Planned {
  if (!isObject(node['items']) || node['prefixItems'] !== undefined) return asJson(node);
  const item = plan(node['items'], context, depth + 1);
  const isChoice = Array.isArray(item.schema.enum);
  const uniqueItems = isChoice && node['uniqueItems'] === true;
  const schema: RJSFSchema = { ...words(node), type: 'array', items: item.schema, uniqueItems };
  if (uniqueItems) return { schema, ui: selectFor(schema) };
  // The list says what its items are; a label on each would only repeat it.
  const isBare = item.schema.properties === undefined && item.schema.title === undefined;
  return { schema, ui: { items: isBare ? { ...item.ui, 'ui:label': false } : item.ui } };
}

function planString(node: JsonObject): Planned {
  const format = typeof node['format'] === 'string' ? node['format'] : '';
  const hint = own(hints, format);
  const ui: UiSchema =
    hint === undefined
      ? { 'ui:widget': 'prose' }
      : { 'ui:widget': 'TextWidget', 'ui:placeholder': hint };
  return { schema: { ...words(node), type: 'string' }, ui };
}

const hints: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T09:30:00Z',
  time: '09:30:00Z',
  email: 'ana@example.org',
  uri: 'https://example.org',
  url: 'https://example.org',
};

function selectFor({ description }: RJSFSchema): UiSchema {
  const options = { size: 'xs', limit: 200, comboboxProps: { withinPortal: true } };
  const told = description === undefined ? options : { ...options, description };
  return { 'ui:widget': 'select', 'ui:options': told };
}

function planEnum(node: JsonObject, values: readonly unknown[]): Planned {
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length > maxEnum || !known.every(isPlain)) return asJson(node);
  const [first] = known;
  const type = typeof first as 'string';
  if (!known.every((value) => typeof value === type)) return asJson(node);
  const { default: preset, ...rest } = words(node);
  const fits = isPlain(preset) && known.includes(preset);
  const schema: RJSFSchema = { ...rest, type, enum: [...known] as string[] };
  return { schema: fits ? { ...schema, default: preset } : schema, ui: selectFor(rest) };
}

function planOptions(
  node: JsonObject,
  options: readonly unknown[],
  context: Context,
  depth: number,
): Planned {
  const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = node;
  const useful = options.filter((option) => !isNull(option));
  const nullable = useful.length < options.length;
  const choices = useful.map((option) => (isObject(option) ? option['const'] : undefined));
  if (useful.length > 0 && choices.every((choice) => choice !== undefined)) {
    return marked(planEnum(rest, choices), nullable);
  }
  const [only] = useful;
  if (useful.length === 1 && isObject(only)) {
    const { title: _title, ...inner } = only;
    return marked(plan({ ...inner, ...rest }, context, depth + 1), nullable);
  }
  if (useful.length === 0 || useful.length > maxOptions) return asJson(node);
  const planned = useful.map((option) => plan(option, context, depth + 1));
  if (planned.some(({ schema }) => schema.type === undefined || schema.type === 'array')) {
    return asJson(node);
  }
  const oneOf = planned.map(({ schema }, index) => ({
    ...schema,
    title: schema.title ?? `${String(schema.type)} ${String(index + 1)}`,
  }));
  return marked(
    { schema: { ...words(rest), oneOf }, ui: { oneOf: planned.map(({ ui }) => ui) } },
    nullable,
  );
}

/** `nullable` tells the cleaning of the data that an empty required field means `null`. */
function marked(planned: Planned, nullable: boolean): Planned {
  if (!nullable) return planned;
  return { ...planned, schema: { ...planned.schema, nullable } };
}

function asJson(raw: unknown): Planned {
  const node = isObject(raw) ? raw : {};
  const preset = node['default'];
  // The form leaves out a field whose schema is empty.
  const named = { ...words(node), $comment: 'json' };
  const schema = preset === undefined ? named : { ...named, default: preset as never };
  return { schema, ui: { 'ui:field': 'json' } };
}

/** Title, description and a default of the right type. */
function words(node: JsonObject): RJSFSchema {
  const { title, description, default: preset } = node;
  const type = typeOf(node);
  const actual = Array.isArray(preset) ? 'array' : typeof preset;
  const fits =
    preset !== undefined && preset !== null && actual === (type === 'integer' ? 'number' : type);
  return {
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof description === 'string' ? { description } : {}),
    ...(fits || (isPlain(preset) && type === undefined) ? { default: preset as string } : {}),
    ...(Array.isArray(node['type']) && node['type'].includes('null') ? { nullable: true } : {}),
  };
}

/** The node itself, with its references and `allOf` written out; null when that cannot be done. */
function written(raw: unknown, root: JsonObject): JsonObject | null {
  let node = raw;
  for (let steps = 0; isObject(node) && typeof node['$ref'] === 'string'; steps += 1) {
    if (steps > 16) return null;
    const { $ref, ...rest } = node;
    const target = lookUp(root, $ref);
    if (!isObject(target)) return null;
    node = { ...target, ...rest };
  }
  if (!isObject(node)) return null;
  if (!Array.isArray(node['allOf'])) return node;
  return mergeAll(node, node['allOf'], root);
}

function mergeAll(
  node: JsonObject,
  parts: readonly unknown[],
  root: JsonObject,
): JsonObject | null {
  const { allOf: _allOf, ...rest } = node;
  let merged: JsonObject = rest;
  for (const part of parts.slice(0, 16)) {
    const next = isObject(part) && part['allOf'] === undefined ? written(part, root) : null;
    if (next === null || next['allOf'] !== undefined) return null;
    const properties = { ...record(next['properties']), ...record(merged['properties']) };
    const required = [...strings(next['required']), ...strings(merged['required'])];
    merged = { ...next, ...merged, ...(required.length > 0 ? { required } : {}) };
    if (Object.keys(properties).length > 0) merged = { ...merged, properties };
  }
  return merged;
}

function typeOf(node: JsonObject): string | undefined {
  const { type } = node;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) {
    const types = type.filter((one) => one !== 'null');
    return types.length === 1 ? String(types[0]) : undefined;
  }
  if (isObject(node['properties'])) return 'object';
  return isObject(node['items']) ? 'array' : undefined;
}

function optionsOf(node: JsonObject): readonly unknown[] | null {
  const options = node['anyOf'] ?? node['oneOf'];
  return Array.isArray(options) ? options : null;
}

function isNull(option: unknown): boolean {
  return isObject(option) && option['type'] === 'null';
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function record(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
