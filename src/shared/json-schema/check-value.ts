import { Validator } from '@cfworker/json-schema';
import type { OutputUnit, SchemaDraft } from '@cfworker/json-schema';

import { isObject } from '../util/is-object.ts';
import { lookUp, safeSchema, unescapePointer } from './safe-schema.ts';

/** What is wrong with one value, and where it is. */
export interface ValueProblem {
  readonly path: readonly string[];
  readonly keyword: string;
  /** What the keyword asks for, when it is plain text or a number. */
  readonly wanted?: string | number;
  /** What the validator says, in English. */
  readonly message: string;
}

const maxProblems = 50;

/** Keywords that only say that something inside is wrong. */
const enclosing = new Set([
  'properties',
  'additionalProperties',
  'items',
  'prefixItems',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
]);

/**
 * Checks a value against a schema (JSON Schema 2020-12, or the draft it names) without fetching or
 * generating anything. Null when the schema is too large or makes no sense. A stranger's schema may
 * make it run for ever, so it runs where it can be ended: behind a `SchemaJudge`.
 */
export function checkValue(schema: unknown, value: unknown): readonly ValueProblem[] | null {
  try {
    const safe = safeSchema(schema);
    if (safe === null) return null;
    const { valid, errors } = new Validator(safe, draftOf(schema), false).validate(
      withNumbers(value),
    );
    if (valid) return [];
    const inner = errors.filter(({ keyword }) => !enclosing.has(keyword));
    return (inner.length > 0 ? inner : errors)
      .slice(0, maxProblems)
      .map((unit) => problemOf(unit, safe));
  } catch {
    return null;
  }
}

/** The draft a schema names in `$schema`; what draft-04 says otherwise is translated beforehand. */
export function draftOf(schema: unknown): SchemaDraft {
  const named = isObject(schema) && typeof schema['$schema'] === 'string' ? schema['$schema'] : '';
  if (/draft-0[467]/.test(named)) return '7';
  return named.includes('2019-09') ? '2019-09' : '2020-12';
}

/** The value with each bigint as the number next to it: the validator knows no others. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withNumbers(inner)]));
}

function problemOf(unit: OutputUnit, schema: unknown): ValueProblem {
  const path = unit.instanceLocation.split('/').slice(1).map(unescapePointer);
  const missing =
    unit.keyword === 'required' ? /property "(.*)"/s.exec(unit.error)?.[1] : undefined;
  const wanted = lookUp(schema, unit.keywordLocation);
  return {
    path: missing === undefined ? path : [...path, missing],
    keyword: unit.keyword,
    ...(typeof wanted === 'string' || typeof wanted === 'number' ? { wanted } : {}),
    message: unit.error,
  };
}
