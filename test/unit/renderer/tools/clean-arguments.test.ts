import { describe, expect, test } from 'vitest';

import { cleanArguments } from '../../../../src/renderer/src/features/tools/schema/clean-arguments.ts';
import { planForm } from '../../../../src/renderer/src/features/tools/schema/form-schema.ts';
import { initialData } from '../../../../src/renderer/src/features/tools/schema/initial-data.ts';

function cleaned(properties: object, required: readonly string[], data: unknown) {
  const plan = planForm({ type: 'object', properties: properties, required });
  if (plan.kind !== 'form') throw new Error('no form');
  return cleanArguments(plan.schema, data);
}

const text = { type: 'string' };

describe('the arguments a form stands for', () => {
  test('leaves out optional fields that are empty', () => {
    const properties = {
      a: text,
      n: { type: 'number' },
      list: { type: 'array', items: text },
      inner: { type: 'object', properties: { deep: text } },
      note: { anyOf: [text, { type: 'null' }] },
      flag: { type: 'boolean' },
      any: {},
    };
    const data = { a: '', n: undefined, list: [undefined], inner: { deep: '' }, note: null };
    expect(cleaned(properties, [], data)).toEqual({});
  });

  test('keeps what was filled in, zero and false too', () => {
    const properties = {
      n: { type: 'number' },
      flag: { type: 'boolean' },
      list: { type: 'array', items: text },
    };
    const data = { n: 0, flag: false, list: ['x', undefined, 'y'] };
    expect(cleaned(properties, [], data)).toEqual({ n: 0, flag: false, list: ['x', 'y'] });
  });

  test('gives required fields left alone the only value they can mean', () => {
    const properties = {
      flag: { type: 'boolean' },
      note: { type: ['string', 'null'] },
      list: { type: 'array', items: text },
      inner: { type: 'object', properties: { flag: { type: 'boolean' } }, required: ['flag'] },
      name: text,
    };
    const required = Object.keys(properties);
    expect(cleaned(properties, required, {})).toEqual({
      flag: false,
      note: null,
      list: [],
      inner: { flag: false },
    });
  });

  test('takes a field for JSON at its word', () => {
    const properties = { any: {}, free: { type: 'object' } };
    expect(cleaned(properties, [], { any: null, free: {} })).toEqual({ any: null, free: {} });
  });

  test('drops what the form does not know', () => {
    expect(cleaned({ a: text }, [], { a: 'x', other: 1 })).toEqual({ a: 'x' });
    expect(cleaned({ a: text }, [], 'nonsense')).toEqual({});
  });

  test('starts with the defaults, nested ones too', () => {
    expect(
      initialData({
        type: 'object',
        properties: {
          a: { type: 'string', default: 'x' },
          b: { type: 'string' },
          inner: { type: 'object', properties: { n: { type: 'integer', default: 2 } } },
        },
      }),
    ).toEqual({ a: 'x', inner: { n: 2 } });
  });
});
