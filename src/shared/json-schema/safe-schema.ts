import type { Schema } from '@cfworker/json-schema';

import { isObject } from '../util/is-object.ts';
import { own } from '../util/own.ts';
import { isSchema, isWellFormed, withNumericBounds } from './keyword-forms.ts';

/** Nesting below which a schema accepts anything. */
export const maxSchemaDepth = 48;
/** Largest size of a schema with its references written out, in nodes. */
export const maxSchemaNodes = 20_000;

/**
 * A copy of a server's schema that can be checked against: references that leave the schema or lead
 * nowhere, identifiers that would rename it, patterns that are none, types that do not exist,
 * keywords of a form JSON Schema does not know, and whatever is nested too deeply are left out and so
 * accept anything. Booleans of draft-04 beside a bound become that bound. Null when it is too large once written out.
 * How long a check takes is not its affair.
 */
export function safeSchema(schema: unknown): Schema | boolean | null {
  const copy = copyOf(schema, { root: schema, depth: 0, role: 'schema' });
  if (!isObject(copy)) return copy !== false;
  return writtenOutSize(copy) > maxSchemaNodes ? null : copy;
}

/** What a key of the copy holds: one schema, schemas by name, or plain data. */
type Role = 'schema' | 'map' | 'data';

const maps = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);
const data = new Set(['default', 'const', 'enum', 'examples', 'required', 'dependentRequired']);

interface Place {
  readonly root: unknown;
  readonly depth: number;
  readonly role: Role;
}

function copyOf(value: unknown, { root, depth, role }: Place): unknown {
  if (role === 'data') return value;
  if (depth > maxSchemaDepth) return true;
  const inside = (inner: unknown, as: Role) => copyOf(inner, { root, depth: depth + 1, role: as });
  if (Array.isArray(value)) return value.map((item: unknown) => inside(item, 'schema'));
  if (!isObject(value)) return value;
  if (role === 'map') {
    const named = Object.entries(value).filter(
      ([name, inner]) => isKeptName(name) && isSchema(inner),
    );
    return Object.fromEntries(named.map(([name, inner]) => [name, inside(inner, 'schema')]));
  }
  const kept = Object.entries(withNumericBounds(value)).filter(([keyword, inner]) =>
    isKeptKeyword(keyword, inner, root),
  );
  return Object.fromEntries(
    kept.map(([keyword, inner]) => [keyword, inside(inner, roleOf(keyword))]),
  );
}

function roleOf(keyword: string): Role {
  if (maps.has(keyword)) return 'map';
  return data.has(keyword) ? 'data' : 'schema';
}

const types = new Set<unknown>([
  'array',
  'boolean',
  'integer',
  'null',
  'number',
  'object',
  'string',
]);

function isKeptName(name: string): boolean {
  return name !== '__proto__';
}

function isKeptKeyword(key: string, value: unknown, root: unknown): boolean {
  if (key === '$ref') return typeof value === 'string' && isSchemaAt(root, value);
  if (key === 'type') return [value].flat().every((type) => types.has(type));
  if (key === 'pattern') return typeof value === 'string' && isPattern(value);
  if (key === 'patternProperties') {
    return isObject(value) && Object.keys(value).every(isPattern);
  }
  if (!isWellFormed(key, value)) return false;
  // The validator would take these for a new name, or for a schema inside the schema.
  return !['$id', 'id', '$anchor', '$recursiveRef', '$dynamicRef', '__proto__'].includes(key);
}

// A reference that leads nowhere would make the validator give up on the whole schema.
function isSchemaAt(root: unknown, ref: string): boolean {
  return isSchema(lookUp(root, ref));
}

// What the validator could not compile would make it give up on the whole schema.
function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** How many nodes there are when each reference is replaced by what it points to, once a path. */
function writtenOutSize(root: object): number {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const measure = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 0;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    if (open.has(node)) return 1;
    open.add(node);
    let size = 1;
    for (const inner of Object.values(node)) size += measure(inner);
    const ref = '$ref' in node && typeof node.$ref === 'string' ? node.$ref : null;
    if (ref !== null) size += measure(lookUp(root, ref));
    open.delete(node);
    sizes.set(node, Math.min(size, maxSchemaNodes + 1));
    return Math.min(size, maxSchemaNodes + 1);
  };
  return measure(root);
}

/** What a reference inside a schema (`#`, `#/$defs/Name`; RFC 6901) points to. */
export function lookUp(root: unknown, ref: string): unknown {
  if (!ref.startsWith('#')) return undefined;
  const segments = ref.slice(1).split('/').slice(1).map(unescapePointer);
  let node = root;
  for (const segment of segments) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, segment))
      return undefined;
    node = own(node as Readonly<Record<string, unknown>>, segment);
  }
  return node;
}

/** One step of a JSON pointer in a URI fragment, as plain text. */
export function unescapePointer(segment: string): string {
  let plain = segment;
  try {
    plain = decodeURIComponent(segment);
  } catch {
    // A lone percent sign stands for itself.
  }
  return plain.replaceAll('~1', '/').replaceAll('~0', '~');
}
