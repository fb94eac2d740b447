import type { RJSFSchema } from '@rjsf/utils';

import type { JsonObject } from '../../../../../shared/domain/catalog.ts';
import { isLargeWhole } from '../../../../../shared/util/exact-json.ts';
import { isObject } from '../../../../../shared/util/is-object.ts';
import { own } from '../../../../../shared/util/own.ts';
import { optionFor, optionsIn } from './form-options.ts';
import { isUntouched } from './untouched.ts';

/**
 * The arguments that a filled-in form stands for. Optional fields left empty are omitted, and so are
 * optional groups in which nothing was typed, whatever they preset. A required field left empty
 * becomes its constant where it has one, false for a switch, null where null is allowed, and an empty
 * list or object where it is one. `schema` is the one the form was drawn from.
 */
export function cleanArguments(schema: RJSFSchema, data: unknown): JsonObject {
  const options = optionsIn(schema);
  return cleanObject(options === null ? schema : optionFor(options, data), data) ?? {};
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
  if (isNeeded && schema.const !== undefined) return schema.const;
  if (!isNeeded && isGroup(schema) && isUntouched(schema, value)) return undefined;
  const cleaned = cleanKind(schema, value);
  if (!isEmpty(cleaned, schema)) return cleaned;
  if (!isNeeded) return undefined;
  if (cleaned !== undefined && cleaned !== null) return cleaned;
  if ((schema as { nullable?: boolean }).nullable === true) return null;
  if (schema.type === 'boolean' && schema.enum === undefined) return false;
  if (schema.type === 'array') return [];
  return schema.type === 'object' ? (cleanObject(schema, {}) ?? {}) : undefined;
}

/** Whether a part holds others. */
function isGroup(schema: RJSFSchema): boolean {
  return schema.properties !== undefined || optionsIn(schema) !== null;
}

function cleanKind(schema: RJSFSchema, value: unknown): unknown {
  const options = optionsIn(schema);
  if (options !== null) {
    return value === undefined || value === null
      ? value
      : cleanKind(optionFor(options, value), value);
  }
  if (schema.type === 'object' && schema.properties !== undefined) {
    return cleanObject(schema, value);
  }
  if (schema.type === 'number' || schema.type === 'integer') return typedNumber(value);
  if (schema.type !== 'array' || !Array.isArray(value)) return value;
  const items = isObject(schema.items) ? (schema.items as RJSFSchema) : {};
  return value.flatMap((item: unknown) => {
    const cleaned = clean(items, item, true);
    return cleaned === undefined ? [] : [cleaned];
  });
}

/** What was typed as the number it says, exactly; whatever is none stays as it is. */
function typedNumber(value: unknown): unknown {
  if (typeof value !== 'string' || value.trim() === '') return value;
  const text = value.trim();
  if (isLargeWhole(text)) return BigInt(text);
  const number = Number(text);
  return Number.isFinite(number) ? number : value;
}

/** What an untouched field holds. A field for JSON that says `{}` or `[]` means it. */
function isEmpty(value: unknown, schema: RJSFSchema): boolean {
  if (value === undefined || value === '') return true;
  if (schema.type === undefined && optionsIn(schema) === null) return false;
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
