import { expect, test } from 'vitest';

import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import { validateArguments } from '../../../src/main/catalog/validate-arguments.ts';
import { inlineJudge, undecidedJudge } from '../../support/inline-judge.ts';

const problemsOf = async (inputSchema: JsonObject, args: JsonObject) =>
  (await validateArguments(inlineJudge, inputSchema, args)).problems;

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

test('names every refused field by its path and keeps quiet about the enclosing ones', async () => {
  const problems = await problemsOf(schema, { a: 'x', b: ['', 3], 'c/d': 1, extra: 1 });
  expect(problems.map(({ path }) => path).sort()).toEqual(
    ['needed', 'a', 'b.0', 'b.1', 'c/d', 'extra'].sort(),
  );
  expect(problems.find(({ path }) => path === 'extra')?.message).toBe(
    'This field is not expected.',
  );
});

test('accepts what the schema accepts', async () => {
  expect(await problemsOf(schema, { a: 1, b: ['ab'], needed: true })).not.toEqual([]);
  expect(
    await problemsOf({ type: 'object', properties: { a: { type: 'number' } } }, { a: 1 }),
  ).toEqual([]);
});

test('never fetches a reference and refuses nothing when the schema cannot be read', async () => {
  expect(
    await problemsOf({ properties: { a: { $ref: 'https://example.invalid/x.json' } } }, { a: 1 }),
  ).toEqual([]);
  expect(await problemsOf({ properties: 7 }, { a: 1 })).toEqual([]);
});

test('reads older drafts by their name', async () => {
  const draft4 = {
    $schema: 'http://json-schema.org/draft-04/schema#',
    properties: { n: { type: 'number', minimum: 3, exclusiveMinimum: true } },
  };
  expect(await problemsOf(draft4, { n: 3 })).toHaveLength(1);
  expect(await problemsOf(draft4, { n: 4 })).toEqual([]);
});

test('what cannot be judged is not refused, and is said', async () => {
  const args = { a: null };
  const known = { type: 'object', properties: { a: { type: 'number' } }, required: ['b'] };
  expect(await validateArguments(undecidedJudge, known, args)).toEqual({
    args,
    problems: [],
    isJudged: false,
  });
  expect(await validateArguments(inlineJudge, { $ref: '#' }, args)).toMatchObject({
    isJudged: false,
  });
});

test('a field left empty counts as not given where the schema does not know null', async () => {
  const optional = {
    type: 'object',
    properties: { a: { type: 'number' }, b: { type: ['string', 'null'] }, c: {} },
  };
  expect(await validateArguments(inlineJudge, optional, { a: null, b: null, c: null })).toEqual({
    args: { b: null, c: null },
    problems: [],
    isJudged: true,
  });
  const needed = { ...optional, required: ['a'] };
  expect(await problemsOf(needed, { a: null })).toMatchObject([{ path: 'a' }]);
});
