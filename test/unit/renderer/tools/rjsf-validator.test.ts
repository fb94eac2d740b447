import { describe, expect, test } from 'vitest';

import { errorTree } from '../../../../src/renderer/src/features/tools/schema/error-tree.ts';
import { createRjsfValidator } from '../../../../src/renderer/src/features/tools/schema/rjsf-validator.ts';

const validator = createRjsfValidator();
const schema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, list: { type: 'array', items: { type: 'number' } } },
} as const;

describe('the validator of the form', () => {
  test('tells which part of a schema data belongs to', () => {
    expect(validator.isValid(schema as never, { name: 'Ana' }, schema as never)).toBe(true);
    expect(validator.isValid(schema as never, { name: 1 }, schema as never)).toBe(false);
    expect(validator.isValid(schema as never, {}, schema as never)).toBe(false);
  });

  test('does not look through data that a server made large', () => {
    const list = Array.from({ length: 5_000 }, (_, index) => index);
    const numbers = { type: 'array', uniqueItems: true, items: { type: 'string' } } as const;
    expect(validator.isValid(numbers as never, list, numbers as never)).toBe(true);
    expect(validator.isValid(numbers as never, [1], numbers as never)).toBe(false);
  });

  test('finds nothing wrong by itself: that is judged away from the page', () => {
    expect(validator.validateFormData({}, schema as never)).toEqual({
      errors: [],
      errorSchema: {},
    });
    expect(validator.rawValidation(schema as never, {})).toEqual({ errors: [] });
  });
});

describe('a tree of remarks', () => {
  test('keeps the first two about a field, each once', () => {
    const remarks = ['one', 'one', 'two', 'three'].map((message) => ({ path: ['a'], message }));
    expect(errorTree(remarks)).toEqual({ a: { __errors: ['one', 'two'] } });
  });

  test('never reaches the prototype of objects', () => {
    errorTree([{ path: ['__proto__', 'polluted'], message: 'x' }]);
    errorTree([{ path: ['constructor', 'prototype', 'polluted'], message: 'x' }]);
    expect('polluted' in {}).toBe(false);
  });
});
