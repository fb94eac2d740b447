import type { Schema } from '@cfworker/json-schema';

import { isObject } from '../util/is-object.ts';
import { own } from '../util/own.ts';

/** Nesting below which a schema accepts anything. */
export const maxSchemaDepth = 48;
/** Largest size of a schema with its references written out, in nodes. */
export const maxSchemaNodes = 20_000;

/**
 * A copy of a server's schema that can be checked against: references that leave the schema,
 * identifiers that would rename it, patterns that are none, types that do not exist, and whatever is
 * nested too deeply are left out and so accept anything. Null when it is too large once written out.
 * How long a check takes is not its affair.
 */
export function safeSchema(schema: unknown): Schema | boolean | null {
  const copy = copyOf(schema, 0, 'schema');
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

function copyOf(value: unknown, depth: number, role: Role): unknown {
  if (role === 'data') return value;
  if (depth > maxSchemaDepth) return true;
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item, depth + 1, 'schema'));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) =>
    role === 'map' ? isKeptName(key) : isKeptKeyword(key, inner),
  );
  return Object.fromEntries(
    kept.map(([key, inner]) => [
      key,
      copyOf(inner, depth + 1, role === 'map' ? 'schema' : roleOf(key)),
    ]),
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

function isKeptKeyword(key: string, value: unknown): boolean {
  if (key === '$ref') return typeof value === 'string' && value.startsWith('#');
  if (key === 'type') return [value].flat().every((type) => types.has(type));
  if (key === 'pattern') return typeof value === 'string' && isPattern(value);
  if (key === 'patternProperties') {
    return isObject(value) && Object.keys(value).every(isPattern);
  }
  // The validator would take these for a new name, or for a schema inside the schema.
  return !['$id', 'id', '$anchor', '$recursiveRef', '$dynamicRef', '__proto__'].includes(key);
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
