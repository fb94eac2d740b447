import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import { isObject } from '../../../../shared/util/is-object.ts';
import { own } from '../../../../shared/util/own.ts';

/** One of several values to choose from. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A field of a form that a server asks for. */
export type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly isRequired: boolean;
} & (
  | { readonly kind: 'text'; readonly type: 'text' | 'email' | 'url' | 'date' | 'datetime-local' }
  | { readonly kind: 'number'; readonly isWhole: boolean }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice' | 'choices'; readonly choices: readonly Choice[] }
);

/** What a person has entered so far, by field. */
export type FieldValues = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const inputTypes = { email: 'email', uri: 'url', date: 'date' } as const;

/** The fields of a schema, in its order; whatever is no plain value is a text. */
export function fieldsOf(schema: JsonObject): readonly Field[] {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([name, property]) => {
    const part = isObject(property) ? property : {};
    const common = {
      name,
      label: textOf(part['title']) || name,
      hint: textOf(part['description']),
      isRequired: required.includes(name),
    };
    return { ...common, ...kindOf(part) };
  });
}

/** The defaults of the schema, as far as the fields can show them. */
export function initialValues(schema: JsonObject): FieldValues {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const entries = Object.entries(properties).map(([name, property]) => {
    const value = isObject(property) ? property['default'] : undefined;
    return [name, value] as const;
  });
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => isShown(entry[1])),
  );
}

/** What is sent: fields that were left alone are left out. */
export function enteredValues(fields: readonly Field[], values: FieldValues): JsonObject {
  const entries = fields.map(({ name, kind }) => {
    // A switch that was never touched says no.
    const value = own(values, name) ?? (kind === 'flag' ? false : '');
    return [name, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** Whether what was entered is not what the form began with. */
export function isChanged(
  fields: readonly Field[],
  start: FieldValues,
  values: FieldValues,
): boolean {
  const sent = (entered: FieldValues) => JSON.stringify(enteredValues(fields, entered));
  return sent(start) !== sent(values);
}

function kindOf(part: Readonly<Record<string, unknown>>) {
  switch (part['type']) {
    case 'boolean':
      return { kind: 'flag' } as const;
    case 'number':
    case 'integer':
      return { kind: 'number', isWhole: part['type'] === 'integer' } as const;
    case 'array': {
      const items = isObject(part['items']) ? part['items'] : {};
      return { kind: 'choices', choices: choicesOf(items) } as const;
    }
    default: {
      const choices = choicesOf(part);
      if (choices.length > 0) return { kind: 'choice', choices } as const;
      const format = part['format'];
      const type = Object.entries(inputTypes).find(([name]) => name === format)?.[1] ?? 'text';
      return { kind: 'text', type } as const;
    }
  }
}

/** Values with titles of their own (`oneOf`, `anyOf`), or plain ones with names beside them. */
function choicesOf(part: Readonly<Record<string, unknown>>): readonly Choice[] {
  const titled = [part['oneOf'], part['anyOf']].find(Array.isArray) ?? [];
  const named = titled.flatMap((one: unknown) =>
    isObject(one) && typeof one['const'] === 'string'
      ? [{ value: one['const'], label: textOf(one['title']) || one['const'] }]
      : [],
  );
  if (named.length > 0) return distinct(named);
  const names: readonly unknown[] = Array.isArray(part['enumNames']) ? part['enumNames'] : [];
  const values: readonly unknown[] = Array.isArray(part['enum']) ? part['enum'] : [];
  return distinct(
    values.flatMap((value, index) =>
      typeof value === 'string' ? [{ value, label: textOf(names[index]) || value }] : [],
    ),
  );
}

function distinct(choices: readonly Choice[]): readonly Choice[] {
  const first = new Map<string, Choice>();
  for (const choice of choices) if (!first.has(choice.value)) first.set(choice.value, choice);
  return [...first.values()];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 500) : '';
}

function isShown(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
  return ['string', 'number', 'boolean'].includes(typeof value);
}
