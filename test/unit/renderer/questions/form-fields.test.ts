import { describe, expect, test } from 'vitest';

import {
  enteredValues,
  fieldsOf,
  initialValues,
} from '../../../../src/renderer/src/features/questions/form-fields.ts';

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', title: 'Your name', description: 'As on the card' },
    mail: { type: 'string', format: 'email' },
    age: { type: 'integer', default: 3 },
    share: { type: 'number' },
    agrees: { type: 'boolean', default: true },
    plain: { type: 'string', enum: ['a', 'b', 'a'], enumNames: ['Ah'] },
    titled: { type: 'string', oneOf: [{ const: 'x', title: 'Ex' }, { const: 'y' }, 7] },
    many: { type: 'array', items: { anyOf: [{ const: 'p', title: 'Pea' }] }, default: ['p'] },
    odd: 7,
  },
  required: ['name'],
};

describe('the fields a server asks for', () => {
  test('have kinds, words and choices', () => {
    expect(fieldsOf(schema).map(({ name, kind }) => [name, kind])).toEqual([
      ['name', 'text'],
      ['mail', 'text'],
      ['age', 'number'],
      ['share', 'number'],
      ['agrees', 'flag'],
      ['plain', 'choice'],
      ['titled', 'choice'],
      ['many', 'choices'],
      ['odd', 'text'],
    ]);
    const [name, mail, age, , , plain, titled, many] = fieldsOf(schema);
    expect(name).toMatchObject({ label: 'Your name', hint: 'As on the card', isRequired: true });
    expect(mail).toMatchObject({ label: 'mail', type: 'email', isRequired: false });
    expect(age).toMatchObject({ isWhole: true });
    expect(plain).toMatchObject({
      choices: [
        { value: 'a', label: 'Ah' },
        { value: 'b', label: 'b' },
      ],
    });
    expect(titled).toMatchObject({
      choices: [
        { value: 'x', label: 'Ex' },
        { value: 'y', label: 'y' },
      ],
    });
    expect(many).toMatchObject({ choices: [{ value: 'p', label: 'Pea' }] });
  });

  test('begin with the defaults', () => {
    expect(initialValues(schema)).toEqual({ age: 3, agrees: true, many: ['p'] });
    expect(initialValues({ properties: { a: { default: { b: 1 } } } })).toEqual({});
  });

  test('are sent as they were filled in, without what was left alone', () => {
    const values = { name: 'Ada', age: '', mail: '', plain: 'a' };
    expect(enteredValues(fieldsOf(schema), values)).toEqual({
      name: 'Ada',
      plain: 'a',
      agrees: false,
    });
  });

  test.each([{}, { properties: null }, { properties: [] }, { required: 'x' }])(
    'are none for %j',
    (odd) => {
      expect(fieldsOf(odd)).toEqual([]);
      expect(initialValues(odd)).toEqual({});
    },
  );
});

test('keeps the first of each choice, in its order, however many there are', () => {
  const choices = Array.from({ length: 60_000 }, (_, at) => `c${String(at % 30_000)}`);
  const [field] = fieldsOf({ properties: { a: { enum: choices, enumNames: choices } } });
  if (field?.kind !== 'choice') throw new Error('no choice');
  expect(field.choices).toHaveLength(30_000);
  expect(field.choices.at(-1)).toEqual({ value: 'c29999', label: 'c29999' });
});
