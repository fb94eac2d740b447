import type { RJSFSchema, UiSchema } from '@rjsf/utils';

import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { isObject } from '../../../../../shared/util/is-object.ts';
import { fitsRules } from './fits-rules.ts';
import { presetWithin, toldWithin } from './plan-budget.ts';
import type { PlanBudget } from './plan-budget.ts';

/** A part of the form and how it is shown. */
export interface Planned {
  readonly schema: RJSFSchema;
  readonly ui: UiSchema;
}

const maxTitleChars = 200;

/** A field for JSON, where no other fits. */
export function asJson(raw: unknown, budget: PlanBudget): Planned {
  const node = isObject(raw) ? raw : {};
  // An empty field says the same as null does, wherever null may stand.
  const given = node['default'] ?? undefined;
  const preset = fitsRules(node, given) ? presetWithin(given, budget) : undefined;
  const isNullable = node['default'] === null && node['type'] === undefined;
  // The form leaves out a field whose schema is empty.
  const named = {
    ...words(node, budget),
    $comment: 'json',
    ...(isNullable ? { nullable: true } : {}),
  };
  const schema = preset === undefined ? named : { ...named, default: preset as never };
  return { schema, ui: { 'ui:field': 'json' } };
}

/** Title, description and a default of the right type, within the part's own bounds. */
export function words(node: JsonObject, budget: PlanBudget): RJSFSchema {
  const { title, description, default: preset } = node;
  const type = typeOf(node);
  const actual = Array.isArray(preset) ? 'array' : typeof preset;
  const fits =
    preset !== undefined && preset !== null && actual === (type === 'integer' ? 'number' : type);
  const isKind = fits || (isPlain(preset) && type === undefined);
  const kept = isKind && fitsRules(node, preset);
  const given = kept ? presetWithin(preset, budget) : undefined;
  return {
    ...(typeof title === 'string' ? { title: shortened(title) } : {}),
    ...(typeof description === 'string' ? { description: toldWithin(description, budget) } : {}),
    ...(given === undefined ? {} : { default: given as string }),
    ...(Array.isArray(node['type']) && node['type'].includes('null') ? { nullable: true } : {}),
  };
}

function shortened(title: string): string {
  return title.length > maxTitleChars ? `${title.slice(0, maxTitleChars)}…` : title;
}

/** The one type a schema means; undefined when there are several or none. */
export function typeOf(node: JsonObject): string | undefined {
  const { type } = node;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) {
    const types = type.filter((one) => one !== 'null');
    return types.length === 1 ? String(types[0]) : undefined;
  }
  if (isObject(node['properties'])) return 'object';
  return isObject(node['items']) ? 'array' : undefined;
}

/** Whether a value can be shown on a line. */
export function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** How a list to choose from is shown. */
export function selectFor({ description }: RJSFSchema): UiSchema {
  const options = { size: 'xs', limit: 200, comboboxProps: { withinPortal: true } };
  const told = description === undefined ? options : { ...options, description };
  return { 'ui:widget': 'select', 'ui:options': told };
}
