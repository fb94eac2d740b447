import { expect, test } from 'vitest';

import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import { validateArguments } from '../../../src/main/catalog/validate-arguments.ts';

const problemsOf = (inputSchema: JsonObject, args: JsonObject) =>
  validateArguments(inputSchema, args).problems;

const schema = {
  type: 'object',
  properties: {
    a: { type: 'number' },
    b: { type: 'array', items: { type: 'string', minLength: 2 } },
    'c/d': { type: 'string' },
  },
  required: ['needed'],
  additionalProperties: false,
};

test('names every refused field by its path and keeps quiet about the enclosing ones', () => {
  const problems = problemsOf(schema, { a: 'x', b: ['', 3], 'c/d': 1, extra: 1 });
  expect(problems.map(({ path }) => path).sort()).toEqual(
    ['needed', 'a', 'b.0', 'b.1', 'c/d', 'extra'].sort(),
  );
  expect(problems.find(({ path }) => path === 'extra')?.message).toBe(
    'This field is not expected.',
  );
});

test('accepts what the schema accepts', () => {
  expect(problemsOf(schema, { a: 1, b: ['ab'], needed: true })).not.toEqual([]);
  expect(problemsOf({ type: 'object', properties: { a: { type: 'number' } } }, { a: 1 })).toEqual(
    [],
  );
});

test('never fetches a reference and refuses nothing when the schema cannot be read', () => {
  expect(
    problemsOf({ properties: { a: { $ref: 'https://example.invalid/x.json' } } }, { a: 1 }),
  ).toEqual([]);
  expect(problemsOf({ properties: 7 }, { a: 1 })).toEqual([]);
});

test('reads older drafts by their name', () => {
  const draft4 = {
    $schema: 'http://json-schema.org/draft-04/schema#',
    properties: { n: { type: 'number', minimum: 3, exclusiveMinimum: true } },
  };
  expect(problemsOf(draft4, { n: 3 })).toHaveLength(1);
  expect(problemsOf(draft4, { n: 4 })).toEqual([]);
});

test('a pattern that would take forever is not tried', () => {
  const slow = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
  expect(problemsOf(slow, { a: `${'a'.repeat(40)}!` })).toEqual([]);
});

test('a field left empty counts as not given where the schema does not know null', () => {
  const optional = {
    type: 'object',
    properties: { a: { type: 'number' }, b: { type: ['string', 'null'] }, c: {} },
  };
  expect(validateArguments(optional, { a: null, b: null, c: null })).toEqual({
    args: { b: null, c: null },
    problems: [],
  });
  const needed = { ...optional, required: ['a'] };
  expect(problemsOf(needed, { a: null })).toMatchObject([{ path: 'a' }]);
});
