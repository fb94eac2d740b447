import { describe, expect, it } from 'vitest';

import { errorTree } from '../../../../src/renderer/src/features/tools/schema/error-tree.ts';
import { createRjsfValidator } from '../../../../src/renderer/src/features/tools/schema/rjsf-validator.ts';

const validator = createRjsfValidator();
const schema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, list: { type: 'array', items: { type: 'number' } } },
} as const;

describe('the validator of the form', () => {
  it('puts what is wrong where the form looks for it', () => {
    const { errors, errorSchema } = validator.validateFormData({ list: [1, 'x'] }, schema as never);
    expect(errors).toHaveLength(2);
    expect(errorSchema).toMatchObject({
      name: { __errors: [expect.stringContaining('name')] },
      list: { 1: { __errors: [expect.stringContaining('number')] } },
    });
  });

  it('finds nothing wrong with right data', () => {
    expect(validator.validateFormData({ name: 'Ana' }, schema as never)).toEqual({
      errors: [],
      errorSchema: {},
    });
  });

  it('lets the form change and add errors', () => {
    const { errorSchema } = validator.validateFormData(
      {},
      schema as never,
      (_data, errors) => {
        errors.addError('as a whole');
        return errors;
      },
      (errors) => errors.map((error) => ({ ...error, message: 'changed' })),
    );
    expect(errorSchema).toEqual({ name: { __errors: ['changed'] }, __errors: ['as a whole'] });
  });

  it('tells which part of a schema data belongs to', () => {
    const root = { $defs: { Id: { type: 'integer' } } } as const;
    const part = { properties: { id: { $ref: '#/$defs/Id' } }, required: ['id'] } as const;
    expect(validator.isValid(part as never, { id: 1 }, root as never)).toBe(true);
    expect(validator.isValid(part as never, { id: 'x' }, root as never)).toBe(false);
    expect(validator.isValid(part as never, {}, root as never)).toBe(false);
  });

  it('hands out what it found as it is', () => {
    const { errors } = validator.rawValidation<{ name: string }>(schema as never, {});
    expect(errors?.map(({ name }) => name)).toEqual(['required']);
  });
});

describe('a tree of remarks', () => {
  it('keeps the first two about a field, each once', () => {
    const remarks = ['one', 'one', 'two', 'three'].map((message) => ({ path: ['a'], message }));
    expect(errorTree(remarks)).toEqual({ a: { __errors: ['one', 'two'] } });
  });

  it('never reaches the prototype of objects', () => {
    errorTree([{ path: ['__proto__', 'polluted'], message: 'x' }]);
    errorTree([{ path: ['constructor', 'prototype', 'polluted'], message: 'x' }]);
    expect('polluted' in {}).toBe(false);
  });
});
