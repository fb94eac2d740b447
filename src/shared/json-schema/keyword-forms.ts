import { isObject } from '../util/is-object.ts';
import { own } from '../util/own.ts';

type Form = (value: unknown) => boolean;

const isNumber: Form = (value) => typeof value === 'number' && Number.isFinite(value);
const isCount: Form = (value) => isNumber(value) && Number(value) >= 0;
/** Whether a value can stand where JSON Schema wants a schema. */
export const isSchema: Form = (value) => typeof value === 'boolean' || isObject(value);
const isSchemas: Form = (value) =>
  Array.isArray(value) && value.length > 0 && value.every(isSchema);
const isTexts: Form = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ...each(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'], isNumber),
  ['multipleOf', (value) => isNumber(value) && Number(value) > 0],
  ...each(
    ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
    isCount,
  ),
  ...each(['minContains', 'maxContains'], isCount),
  ['uniqueItems', (value) => typeof value === 'boolean'],
  ['format', (value) => typeof value === 'string'],
  ['enum', Array.isArray],
  ['required', isTexts],
  ...each(['allOf', 'anyOf', 'oneOf', 'prefixItems'], isSchemas),
  ['items', (value) => isSchema(value) || isSchemas(value)],
  ...each(['not', 'if', 'then', 'else', 'contains', 'propertyNames'], isSchema),
  ...each(['additionalProperties', 'unevaluatedProperties'], isSchema),
  ...each(['additionalItems', 'unevaluatedItems'], isSchema),
  ...each(['properties', '$defs', 'definitions', 'dependentSchemas'], isObject),
  ['dependencies', (value) => isObject(value) && Object.values(value).every(isDependency)],
  ['dependentRequired', (value) => isObject(value) && Object.values(value).every(isTexts)],
]);

/** Whether a keyword's value has a form that JSON Schema 2020-12 gives it; other keywords always do. */
export function isWellFormed(keyword: string, value: unknown): boolean {
  return forms.get(keyword)?.(value) ?? true;
}

/**
 * A schema whose `exclusiveMinimum` and `exclusiveMaximum` are numbers (draft-06 and later). As
 * booleans (draft-04, section 5.1.3) they say whether the bound beside them belongs to the range.
 */
export function withNumericBounds(
  schema: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return bounded(bounded(schema, 'minimum', 'exclusiveMinimum'), 'maximum', 'exclusiveMaximum');
}

function bounded(
  schema: Readonly<Record<string, unknown>>,
  bound: string,
  exclusive: string,
): Readonly<Record<string, unknown>> {
  const isExclusive = own(schema, exclusive);
  if (typeof isExclusive !== 'boolean') return schema;
  const rest = Object.entries(schema).filter(([keyword]) => ![bound, exclusive].includes(keyword));
  const limit = own(schema, bound);
  if (limit === undefined) return Object.fromEntries(rest);
  return Object.fromEntries([...rest, [isExclusive ? exclusive : bound, limit]]);
}

function isDependency(value: unknown): boolean {
  return isSchema(value) || isTexts(value);
}

function each(keywords: readonly string[], form: Form): [string, Form][] {
  return keywords.map((keyword) => [keyword, form]);
}
