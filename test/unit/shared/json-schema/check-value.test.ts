import { describe, expect, test } from 'vitest';

import { checkValue, draftOf } from '../../../../src/shared/json-schema/check-value.ts';

const schema = {
  type: 'object',
  required: ['name', 'inner'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 2 },
    count: { type: 'integer', minimum: 1 },
    inner: { type: 'object', required: ['deep'], properties: { deep: { enum: ['a', 'b'] } } },
    list: { type: 'array', items: { type: 'number' } },
  },
};

const told = (value: unknown) =>
  checkValue(schema, value)?.map(({ path, keyword, wanted }) => [path.join('.'), keyword, wanted]);

describe('checking a value', () => {
  test('finds nothing wrong with a right one', () => {
    expect(told({ name: 'Ana', count: 1, inner: { deep: 'a' }, list: [1, 2.5] })).toEqual([]);
  });

  test('names each field, what is wrong with it and what is wanted', () => {
    const problems = told({ name: 'A', count: 0, inner: {}, list: [1, 'x'] });
    // The order of problems is the validator's own affair.
    expect(problems).toHaveLength(4);
    expect(problems).toEqual(
      expect.arrayContaining([
        ['inner.deep', 'required', undefined],
        ['name', 'minLength', 2],
        ['count', 'minimum', 1],
        ['list.1', 'type', 'number'],
      ]),
    );
  });

  test('names a field that is missing', () => {
    expect(told({ inner: { deep: 'b' } })).toEqual([['name', 'required', undefined]]);
  });

  test('follows references inside the schema', () => {
    const recursive = {
      $ref: '#/$defs/Node',
      $defs: { Node: { properties: { next: { $ref: '#/$defs/Node' }, at: { type: 'number' } } } },
    };
    expect(checkValue(recursive, { next: { next: { at: 1 } } })).toEqual([]);
    expect(checkValue(recursive, { next: { next: { at: 'x' } } })?.[0]?.path).toEqual([
      'next',
      'next',
      'at',
    ]);
  });

  test.each([
    ['a reference to another place', { $ref: 'https://example.org/x' }],
    ['a type that is none', { type: { a: 1 } }],
    ['a type nobody knows', { type: 'any' }],
    ['a pattern that is none', { pattern: '[' }],
    ['no schema', null],
    ['a reference to nowhere', { $ref: '#/nowhere' }],
    ['a bound that is a text', { properties: { a: { minimum: 'one' } } }],
    ['a bound that is null', { properties: { a: { maximum: null } } }],
    ['a step of nothing', { properties: { a: { multipleOf: 0 } } }],
    ['choices that are none', { properties: { a: { enum: 'x' } } }],
    ['needed said as in draft-03', { properties: { a: { required: true } } }],
    ['parts that are none', { allOf: {}, anyOf: [], oneOf: null, properties: null }],
    ['a field that is a text', { properties: { a: 'number' } }],
    ['a dependency on nothing', { dependentRequired: { a: 'b' } }],
  ])('refuses nothing because of %s', (_what, odd) => {
    expect(checkValue(odd, { a: 1 })).toEqual([]);
  });

  test.each([['a reference to itself', { $ref: '#' }]])(
    'cannot tell because of %s',
    (_what, odd) => {
      expect(checkValue(odd, { a: 1 })).toBeNull();
    },
  );

  test('keeps the rest of a schema in which one reference leads nowhere', () => {
    const half = { required: ['b'], properties: { a: { $ref: '#/$defs/Gone' } } };
    expect(checkValue(half, { a: 1 })?.map(({ path }) => path)).toEqual([['b']]);
  });

  test.each([
    [{ minimum: 0, exclusiveMinimum: true }, 0, 'exclusiveMinimum'],
    [{ minimum: 0, exclusiveMinimum: false }, -1, 'minimum'],
    [{ maximum: 10, exclusiveMaximum: true }, 10, 'exclusiveMaximum'],
    [{ maximum: 10, exclusiveMaximum: false }, 11, 'maximum'],
  ])('understands the bounds of draft-04: %o refuses %d', (n, wrong, keyword) => {
    const both = [{}, { $schema: 'http://json-schema.org/draft-04/schema#' }];
    for (const named of both) {
      const bounded = { ...named, properties: { n } };
      expect(checkValue(bounded, { n: wrong })?.map((one) => one.keyword)).toEqual([keyword]);
      expect(checkValue(bounded, { n: 5 })).toEqual([]);
    }
    expect(checkValue({ properties: { n: { exclusiveMaximum: false } } }, { n: 5 })).toEqual([]);
  });

  test('judges a number that is kept exactly as the number next to it', () => {
    const exact = { properties: { list: { items: { type: 'integer', minimum: 1 } } } };
    expect(checkValue(exact, { list: [9007199254740993n] })).toEqual([]);
    expect(checkValue(exact, { list: [-9007199254740993n] })).toHaveLength(1);
  });

  test('keeps the rest of a schema in which one pattern is none', () => {
    const half = { required: ['b'], properties: { a: { pattern: '^[\\w-.]+$', type: 'string' } } };
    expect(
      checkValue(half, { a: 1 })
        ?.map(({ keyword }) => keyword)
        .sort(),
    ).toEqual(['required', 'type']);
  });

  test('reads the draft a schema names', () => {
    expect(draftOf({ $schema: 'http://json-schema.org/draft-07/schema#' })).toBe('7');
    expect(draftOf({ $schema: 'http://json-schema.org/draft-04/schema#' })).toBe('7');
    expect(draftOf({})).toBe('2020-12');
  });
});
