import type { RJSFSchema } from '@rjsf/utils';

import { optionsIn } from './form-options.ts';

/**
 * What a form holds before anything is typed: the defaults and constants of its schema, and of
 * several variants that are needed the first one's.
 */
export function initialData(schema: RJSFSchema, isNeeded = true): unknown {
  if (schema.default !== undefined) return structuredClone(schema.default);
  const [first] = optionsIn(schema) ?? [];
  if (first !== undefined) {
    const isObjects = first.type === 'object';
    return isNeeded && isObjects ? initialData(first) : undefined;
  }
  if (schema.type !== 'object') return undefined;
  const required = new Set(schema.required ?? []);
  const entries = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const value = typeof inner === 'object' ? initialData(inner, required.has(key)) : undefined;
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}
