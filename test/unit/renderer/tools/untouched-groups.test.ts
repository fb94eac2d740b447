import { describe, expect, test } from 'vitest';

import { cleanArguments } from '../../../../src/renderer/src/features/tools/schema/clean-arguments.ts';
import { planForm } from '../../../../src/renderer/src/features/tools/schema/form-schema.ts';
import { initialData } from '../../../../src/renderer/src/features/tools/schema/initial-data.ts';

function formOf(schema: object) {
  const plan = planForm({ type: 'object', ...schema });
  if (plan.kind !== 'form') throw new Error('no form');
  return plan;
}

const text = { type: 'string' };
const group = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
});
const press = group({ kind: { const: 'press' }, x: { type: 'number' } }, ['kind', 'x']);
const write = group({ kind: { const: 'write' }, words: text }, ['kind', 'words']);

describe('an optional group in which nothing was typed', () => {
  test.each([
    ['a default inside', group({ file: text, limit: { type: 'number', default: 40 } }, ['file'])],
    ['a group inside', group({ owner: group({ name: text }, ['name']) }, ['owner'])],
    ['a list inside', group({ all: { type: 'array', items: text, minItems: 1 } }, ['all'])],
    ['a switch inside', group({ on: { type: 'boolean' }, a: text }, ['on'])],
    ['a constant inside', group({ kind: { const: 'k' }, a: text }, ['kind', 'a'])],
    ['a preset of its own', { ...group({ n: { type: 'number' } }, ['n']), default: { n: 1 } }],
    ['variants', { oneOf: [press, write] }],
  ])('stays out, whatever it holds: %s', (_what, field) => {
    const { schema } = formOf({ properties: { field } });
    expect(cleanArguments(schema, initialData(schema))).toEqual({});
  });

  test('is there as a whole once something is typed in it', () => {
    const inner = { file: text, limit: { type: 'number', default: 40 }, all: { type: 'boolean' } };
    const { schema } = formOf({ properties: { field: group(inner, ['file', 'all']) } });
    const data = initialData(schema) as { field: object };
    expect(cleanArguments(schema, { field: { ...data.field, file: 'x' } })).toEqual({
      field: { file: 'x', limit: 40, all: false },
    });
  });
});

describe('variants', () => {
  const { schema } = formOf({
    properties: { action: { oneOf: [press, write] } },
    required: ['action'],
  });

  test('are called by their constant, which is filled in and not asked for', () => {
    const action = schema.properties?.['action'] as { oneOf: { title: string }[] };
    expect(action.oneOf.map(({ title }) => title)).toEqual(['press', 'write']);
    expect(initialData(schema)).toEqual({ action: { kind: 'press' } });
  });

  test('that are optional stay out when only their constant is there', () => {
    const optional = formOf({ properties: { field: { oneOf: [press, write] } } });
    expect(cleanArguments(optional.schema, { field: { kind: 'write' } })).toEqual({});
  });

  test('are cleaned by the one the data belongs to', () => {
    expect(cleanArguments(schema, { action: { kind: 'write', words: 'w', x: 1 } })).toEqual({
      action: { kind: 'write', words: 'w' },
    });
    expect(cleanArguments(schema, { action: { words: 'w' } })).toEqual({
      action: { kind: 'write', words: 'w' },
    });
  });

  test('of the whole become a form with what is common to all', () => {
    const whole = formOf({
      properties: { account: text },
      required: ['account'],
      oneOf: [press, write],
    });
    expect(cleanArguments(whole.schema, { account: 'a', kind: 'write', words: 'w' })).toEqual({
      account: 'a',
      kind: 'write',
      words: 'w',
    });
  });
});

describe('what is typed', () => {
  const { schema } = formOf({ properties: { n: { type: 'integer' }, f: { type: 'number' } } });
  test.each([
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['12', 12],
    ['1e3', 1000],
    [' 7 ', 7],
    ['abc', 'abc'],
    ['0x', '0x'],
  ])('in a field for numbers: %s', (typed, sent) => {
    expect(cleanArguments(schema, { n: typed })).toEqual({ n: sent });
  });

  test('stays out when it is nothing', () => {
    expect(cleanArguments(schema, { n: '', f: undefined })).toEqual({});
  });
});

describe('a preset', () => {
  test.each([
    [{ type: 'integer', minimum: 1, default: 0 }],
    [{ type: 'integer', minimum: 1, exclusiveMinimum: true, default: 1 }],
    [{ type: 'integer', default: 1.5 }],
    [{ type: 'number', multipleOf: 5, default: 7 }],
    [{ type: 'string', maxLength: 2, default: 'none' }],
    [{ type: 'array', items: text, minItems: 2, default: ['a'] }],
    [{ anyOf: [{ type: 'object', additionalProperties: text }, { type: 'null' }], default: null }],
    [{ type: 'object', default: null }],
  ])('that its own rules refuse, or that is null, is not sent: %j', (field) => {
    const plan = formOf({ properties: { field } });
    expect(cleanArguments(plan.schema, initialData(plan.schema))).toEqual({});
  });
});
