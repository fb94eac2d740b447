import { describe, expect, test } from 'vitest';

import { planForm } from '../../../../src/renderer/src/features/tools/schema/form-schema.ts';
import {
  fieldsIn,
  shownPart,
} from '../../../../src/renderer/src/features/tools/schema/shown-part.ts';

/** The plan of one field. */
function fieldOf(field: unknown, more: object = {}) {
  const plan = planForm({ type: 'object', properties: { field }, ...more });
  if (plan.kind !== 'form') throw new Error('no form');
  const ui = plan.uiSchema['field'] as Record<string, unknown>;
  return { schema: plan.schema.properties?.['field'], ui };
}

const asJson = { 'ui:field': 'json' };

describe('planning a form', () => {
  test('shows texts, numbers, switches and choices', () => {
    expect(fieldOf({ type: 'string', title: 'T' }).ui).toEqual({ 'ui:widget': 'prose' });
    expect(fieldOf({ type: 'integer', default: 5, minimum: 1 }).schema).toEqual({
      type: 'integer',
      default: 5,
    });
    expect(fieldOf({ type: 'boolean' }).schema).toEqual({ type: 'boolean' });
    expect(fieldOf({ enum: ['a', 'b', null], default: 'b' }).schema).toEqual({
      type: 'string',
      enum: ['a', 'b'],
      default: 'b',
    });
    expect(fieldOf({ oneOf: [{ const: 'x', title: 'X' }, { const: 'y' }] }).schema).toEqual({
      type: 'string',
      enum: ['x', 'y'],
    });
  });

  test('has a field for whatever is needed, also where nothing says what it is', () => {
    const needed = { type: 'object', required: ['a', 'b'] };
    const properties = { a: { type: 'string' } };
    const plan = (more: object) => {
      const planned = planForm({ ...needed, properties, ...more });
      return planned.kind === 'form' && Object.entries(planned.uiSchema);
    };
    const text = ['a', { 'ui:widget': 'prose' }];
    expect(plan({})).toEqual([text, ['b', asJson]]);
    expect(plan({ additionalProperties: true })).toEqual([text, ['b', asJson]]);
    expect(plan({ additionalProperties: { type: 'number' } })).toEqual([text, ['b', {}]]);
    expect(plan({ additionalProperties: false })).toEqual([text]);
    expect(plan({ required: ['__proto__'] })).toEqual([text]);
  });

  test('drops a default of the wrong type', () => {
    expect(fieldOf({ type: 'string', default: { evil: true } }).schema).toEqual({ type: 'string' });
    expect(fieldOf({ type: 'integer', default: 'x' }).schema).toEqual({ type: 'integer' });
  });

  test('takes null beside one type as "may be empty"', () => {
    const nullable = { type: 'string', title: 'Note', nullable: true };
    expect(
      fieldOf({ anyOf: [{ type: 'string' }, { type: 'null' }], title: 'Note', default: null })
        .schema,
    ).toEqual(nullable);
    expect(fieldOf({ type: ['string', 'null'], title: 'Note' }).schema).toEqual(nullable);
  });

  test('writes out references and allOf', () => {
    const $defs = {
      Point: { type: 'object', properties: { x: { type: 'number' } }, required: ['x'] },
    };
    const y = { properties: { y: { type: 'number' } }, required: ['y'] };
    expect(fieldOf({ allOf: [{ $ref: '#/$defs/Point' }, y] }, { $defs }).schema).toMatchObject({
      type: 'object',
      properties: { x: { type: 'number' }, y: { type: 'number' } },
      required: ['y', 'x'],
    });
  });

  test.each([
    ['any value', {}],
    ['an object without known fields', { type: 'object' }],
    ['a tuple', { type: 'array', prefixItems: [{ type: 'number' }] }],
    ['several types', { type: ['string', 'number'] }],
    ['a reference to another place', { $ref: 'https://example.org/x.json' }],
    ['a reference to nowhere', { $ref: '#/$defs/Nobody' }],
    ['a reference that turns in circles', { $ref: '#/properties/field' }],
    ['choices of several types', { enum: ['a', 1] }],
  ])('asks for JSON where a form cannot show %s', (_what, field) => {
    const { schema, ui } = fieldOf(field);
    expect(ui).toEqual(asJson);
    // The form would leave out a field with an empty schema.
    expect(Object.keys(schema ?? {})).not.toHaveLength(0);
  });

  test('ends recursion in a field for JSON', () => {
    const Tree = { type: 'object', properties: { child: { $ref: '#/$defs/Tree' } } };
    const plan = planForm({ ...Tree, $defs: { Tree } });
    expect(plan.kind).toBe('form');
    expect(JSON.stringify(plan)).toContain('"ui:field":"json"');
  });

  test('offers one of several objects', () => {
    const { schema } = fieldOf({
      oneOf: [
        { title: 'By id', properties: { id: { type: 'integer' } } },
        { properties: { name: { type: 'string' } } },
      ],
    });
    expect(schema).toMatchObject({ oneOf: [{ title: 'By id' }, { title: 'object 2' }] });
  });

  test.each([
    ['free-form arguments', { type: 'object', additionalProperties: { type: 'string' } }],
    ['choices between whole sets of arguments', { oneOf: [{ required: ['a'] }] }],
    ['something that is no object', { type: 'array' }],
    ['a root that cannot be found', { $ref: '#/$defs/Gone' }],
    ['more fields than a form can bear', { properties: manyFields(400) }],
  ])('takes only JSON for %s', (_what, schema) => {
    expect(planForm(schema)).toEqual({ kind: 'json-only' });
  });

  test('survives references that multiply', () => {
    let $defs: Record<string, object> = { d0: { type: 'string' } };
    for (let level = 1; level <= 40; level += 1) {
      const inner = { $ref: `#/$defs/d${String(level - 1)}` };
      const outer = { type: 'object', properties: { a: inner, b: inner } };
      $defs = { ...$defs, [`d${String(level)}`]: outer };
    }
    const plan = planForm({ properties: { all: { $ref: '#/$defs/d40' } }, $defs });
    if (plan.kind !== 'form') throw new Error('no form');
    expect(fieldsIn(plan.schema)).toBeLessThan(70);
  });

  test('needs no input for a tool without fields', () => {
    expect(planForm({ type: 'object' })).toMatchObject({
      kind: 'form',
      schema: { properties: {} },
    });
  });
});

function manyFields(count: number): Record<string, object> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`f${String(index)}`, { type: 'string' }]),
  );
}

describe('a small schema that stands for a huge form', () => {
  const text = { type: 'string' };
  const fields = (count: number, field: unknown) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${String(at)}`, field]));
  const ref = { $ref: '#/$defs/part' };

  test.each([
    ['more fields than a form can hold', { properties: fields(301, text) }],
    [
      'references to a large part',
      {
        properties: fields(299, ref),
        $defs: { part: { type: 'string', ...fields(1_000, true) } },
      },
    ],
    [
      'the same large parts together, again and again',
      {
        properties: fields(299, { allOf: [ref, ref, ref, ref] }),
        $defs: { part: { properties: fields(100, text) } },
      },
    ],
    ['a preset text that fills a book', { properties: { a: { default: 'x'.repeat(60_000) } } }],
    ['large presets', { properties: { a: { type: 'object', default: fields(5_000, 1) } } }],
    ['more nodes than are looked at', { properties: { a: { enum: [...Array(30_000).keys()] } } }],
    ['nesting without end', { properties: { a: nested(50_000) } }],
  ])('is JSON: %s', (_what, schema) => {
    expect(planForm({ type: 'object', ...schema })).toEqual({ kind: 'json-only' });
  });

  test('has fields to type in where there are many choices', () => {
    const many = { enum: Array.from({ length: 900 }, (_, at) => `choice ${String(at)}`) };
    const { schema, ui } = fieldOf(many);
    expect(schema).toEqual({ type: 'string' });
    expect(ui).toEqual({ 'ui:widget': 'choices', 'ui:options': { choices: many.enum } });
    const short = { enum: ['a', 'b', 'a'] };
    const plan = planForm({
      type: 'object',
      properties: { ...fields(20, { enum: many.enum.slice(0, 200) }), short },
    });
    if (plan.kind !== 'form') throw new Error('no form');
    const listed = Object.values(plan.schema.properties ?? {}).filter(
      (field) => typeof field === 'object' && field.enum !== undefined,
    );
    // Fifteen lists of 200 are as many as a form holds.
    expect(listed).toHaveLength(15);
    expect(fieldOf(short).schema).toEqual({ type: 'string', enum: ['a', 'b'] });
  });

  test('cuts what it tells, and shows that it did', () => {
    const long = { type: 'string', description: 'd'.repeat(100_000), title: 't'.repeat(1_000) };
    const { schema } = fieldOf(long);
    expect(schema).toMatchObject({ title: `${'t'.repeat(200)}…` });
    expect((schema as { description: string }).description).toBe(`${'d'.repeat(4_000)}…`);
    const plan = planForm({ type: 'object', properties: fields(100, ref), $defs: { part: long } });
    const all = JSON.stringify(plan);
    expect(all.length).toBeLessThan(120_000);
  });

  test('has a field for JSON in place of a large group', () => {
    const group = { type: 'object', properties: fields(61, text) };
    expect(fieldOf(group)).toEqual({ schema: { $comment: 'json' }, ui: asJson });
    expect(fieldOf({ ...group, properties: fields(60, text) }).schema).toMatchObject({
      type: 'object',
    });
    const plan = planForm({ type: 'object', ...deepGroups(9) });
    if (plan.kind !== 'form') throw new Error('no form');
    expect(fieldsIn(plan.schema)).toBeLessThan(130);
  });

  test('keeps a long preset list as JSON', () => {
    const preset = Array.from({ length: 60 }, () => 'x');
    expect(fieldOf({ type: 'array', items: text, default: preset })).toEqual({
      schema: { $comment: 'json', default: preset },
      ui: asJson,
    });
  });

  function deepGroups(levels: number): object {
    let group: object = text;
    for (let level = 0; level < levels; level += 1) {
      group = { type: 'object', properties: { a: group, b: group } };
    }
    return group;
  }

  function nested(levels: number): object {
    let schema: object = text;
    for (let level = 0; level < levels; level += 1) schema = { not: schema };
    return schema;
  }
});

describe('the part of a form that is shown', () => {
  const text = { type: 'string' } as const;
  const group = { type: 'object', properties: { a: text, b: text } } as const;
  const schema = {
    type: 'object',
    properties: { one: group, two: group, three: text, four: text },
    required: ['one', 'four'],
  } as const;
  const keysOf = (count: number, wanted: readonly string[] = []) =>
    Object.keys(shownPart(schema as never, count, new Set(wanted)).schema.properties ?? {});

  test('has as many fields as asked for, in their order', () => {
    expect(fieldsIn(schema as never)).toBe(9);
    expect(keysOf(1)).toEqual(['one']);
    expect(keysOf(4)).toEqual(['one', 'two']);
    expect(keysOf(7)).toEqual(['one', 'two', 'three']);
    expect(shownPart(schema as never, 4, new Set()).left).toBe(2);
    expect(shownPart(schema as never, 4, new Set()).schema.required).toEqual(['one']);
  });

  test('is all of it when there is room', () => {
    expect(shownPart(schema as never, 8, new Set())).toEqual({ schema, left: 0 });
  });

  test('has what is wrong, wherever it stands', () => {
    expect(keysOf(1, ['four'])).toEqual(['one', 'four']);
  });
});
