import type { RJSFSchema } from '@rjsf/utils';

import { isObject } from '../../../../../shared/util/is-object.ts';
import { own } from '../../../../../shared/util/own.ts';
import { optionsIn } from './form-options.ts';

/** Whether a part of a form holds nothing but what it held before somebody came to it. */
export function isUntouched(schema: RJSFSchema, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (schema.const !== undefined) return schema.const === value;
  if (schema.default !== undefined && isSame(schema.default, value)) return true;
  const options = optionsIn(schema);
  if (options !== null) return options.some((option) => isUntouched(option, value));
  if (Array.isArray(value)) return value.every((item) => isNothing(item));
  if (!isObject(value)) return false;
  const { properties } = schema;
  if (properties === undefined) return false;
  return Object.entries(properties).every(
    ([key, inner]) => typeof inner !== 'object' || isUntouched(inner, own(value, key)),
  );
}

function isNothing(item: unknown): boolean {
  return item === undefined || item === null || item === '';
}

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => isSame(own(one, key), own(other, key)));
}
