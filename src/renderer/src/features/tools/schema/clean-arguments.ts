import type { RJSFSchema } from '@rjsf/utils';

import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { isObject } from '../../../../../shared/util/is-object.ts';
import { own } from '../../../../../shared/util/own.ts';

/**
 * The arguments that a filled-in form stands for. Optional fields left empty are omitted; a required
 * one left empty becomes false for a switch, null where null is allowed, and an empty list or object
 * where it is one. `schema` is the one the form was drawn from.
 */
export function cleanArguments(schema: RJSFSchema, data: unknown): JsonObject {
  const cleaned = cleanObject(schema, data);
  return cleaned ?? {};
}

function cleanObject(schema: RJSFSchema, data: unknown): JsonObject | undefined {
  if (!isObject(data)) return undefined;
  const required = new Set(schema.required ?? []);
  const properties = Object.entries(schema.properties ?? {});
  const entries = properties.flatMap(([key, raw]) => {
    const inner = typeof raw === 'object' ? raw : {};
    const isNeeded = required.has(key);
    const held = own(data, key);
    const value = clean(inner, held, isNeeded);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

function clean(schema: RJSFSchema, value: unknown, isNeeded: boolean): unknown {
  const cleaned = cleanKind(schema, value);
  if (!isEmpty(cleaned, schema)) return cleaned;
  if (!isNeeded) return undefined;
  if (cleaned !== undefined && cleaned !== null) return cleaned;
  if ((schema as { nullable?: boolean }).nullable === true) return null;
  if (schema.type === 'boolean' && schema.enum === undefined) return false;
  if (schema.type === 'array') return [];
  return schema.type === 'object' ? (cleanObject(schema, {}) ?? {}) : undefined;
}

function cleanKind(schema: RJSFSchema, value: unknown): unknown {
  if (schema.type === 'object' && schema.properties !== undefined) {
    return cleanObject(schema, value);
  }
  if (schema.type !== 'array' || !Array.isArray(value)) return value;
  const items = isObject(schema.items) ? (schema.items as RJSFSchema) : {};
  return value.flatMap((item: unknown) => {
    const cleaned = clean(items, item, true);
    return cleaned === undefined ? [] : [cleaned];
  });
}

/** What an untouched field holds. A field for JSON that says `{}` or `[]` means it. */
function isEmpty(value: unknown, schema: RJSFSchema): boolean {
  if (value === undefined || value === '') return true;
  if (schema.type === undefined && schema.oneOf === undefined) return false;
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** What a form holds before anything is typed: the defaults of its schema. */
export function initialData(schema: RJSFSchema): unknown {
  if (schema.default !== undefined) return structuredClone(schema.default);
  if (schema.type !== 'object') return undefined;
  const entries = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const value = typeof inner === 'object' ? initialData(inner) : undefined;
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}
