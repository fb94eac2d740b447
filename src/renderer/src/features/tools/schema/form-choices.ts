import type { RJSFSchema } from '@rjsf/utils';

import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { asJson, isPlain, selectFor, words } from './form-parts.ts';
import type { Planned } from './form-parts.ts';
import type { PlanBudget } from './plan-budget.ts';

/** Longest list whose entries the form holds one by one. */
const maxListed = 200;

/**
 * A field with values to choose from, all of one plain type; `null` among them means that it may be
 * left empty. A long list, or one more when there are many, becomes a field to type in that offers
 * what fits: its choices are read when somebody comes to it.
 */
export function planEnum(
  node: JsonObject,
  values: readonly unknown[],
  budget: PlanBudget,
): Planned {
  budget.copies -= values.length;
  const known = [...new Set(values)].filter((value) => value !== null);
  if (known.length === 0 && values.includes(null))
    return asJson({ ...node, default: null }, budget);
  if (known.length === 0 || !known.every(isPlain)) return asJson(node, budget);
  const [first] = known;
  const type = typeof first as 'string';
  if (!known.every((value) => typeof value === type)) return asJson(node, budget);
  const { default: preset, ...rest } = words(node, budget);
  const fits = isPlain(preset) && known.includes(preset);
  const isLong = known.length > maxListed || known.length > budget.choices;
  const schema: RJSFSchema = isLong ? { ...rest, type } : { ...rest, type, enum: known };
  if (!isLong) budget.choices -= known.length;
  const ui = isLong
    ? { 'ui:widget': 'choices', 'ui:options': { choices: known } }
    : selectFor(rest);
  return { schema: fits ? { ...schema, default: preset } : schema, ui };
}

/**
 * A field that is needed and can hold only one value, with that value filled in and nothing to
 * choose: the form does not show it.
 */
export function withConstant(planned: Planned, isNeeded: boolean): Planned {
  const { enum: values, default: _preset, ...rest } = planned.schema;
  const [only] = values ?? [];
  if (!isNeeded || values?.length !== 1 || !isPlain(only)) return planned;
  if ((rest as { nullable?: boolean }).nullable === true) return planned;
  return { schema: { ...rest, const: only, default: only }, ui: { 'ui:widget': 'hidden' } };
}
