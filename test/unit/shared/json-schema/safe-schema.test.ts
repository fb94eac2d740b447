import { describe, expect, test } from 'vitest';

import {
  lookUp,
  maxSchemaDepth,
  safeSchema,
} from '../../../../src/shared/json-schema/safe-schema.ts';

describe('a schema made harmless', () => {
  test('keeps references inside and drops those that leave', () => {
    const safe = safeSchema({
      $id: 'https://example.org/tool',
      properties: {
        near: { $ref: '#/$defs/Name' },
        far: { $ref: 'https://example.org/name.json' },
        id: { type: 'string' },
      },
      $defs: { Name: { type: 'string' } },
    });
    expect(safe).toEqual({
      properties: { near: { $ref: '#/$defs/Name' }, far: {}, id: { type: 'string' } },
      $defs: { Name: { type: 'string' } },
    });
  });

  test('leaves the data of a schema as it is', () => {
    const schema = { default: { $ref: 'x', id: 1 }, enum: [{ id: 1 }], required: ['id'] };
    expect(safeSchema(schema)).toEqual(schema);
  });

  test('does not change what it was given', () => {
    const schema = Object.freeze({ properties: Object.freeze({ a: Object.freeze({}) }) });
    expect(() => safeSchema(schema)).not.toThrow();
  });

  test('accepts anything below the deepest nesting', () => {
    let schema: object = { const: 'never' };
    for (let depth = 0; depth < 2 * maxSchemaDepth; depth += 1) schema = { not: schema };
    const text = JSON.stringify(safeSchema(schema));
    expect(text).not.toContain('never');
    expect(text).toContain('true');
  });

  test('refuses what grows without end when written out', () => {
    let $defs: Record<string, object> = { d0: { type: 'string' } };
    for (let level = 1; level <= 30; level += 1) {
      const inner = { $ref: `#/$defs/d${String(level - 1)}` };
      $defs = { ...$defs, [`d${String(level)}`]: { allOf: [inner, inner] } };
    }
    expect(safeSchema({ $ref: '#/$defs/d30', $defs })).toBeNull();
    expect(
      safeSchema({ $ref: '#/$defs/d3', $defs: { d3: { $ref: '#/$defs/d3' } } }),
    ).not.toBeNull();
  });

  test('drops an own key called __proto__', () => {
    const schema: unknown = JSON.parse('{"properties":{"__proto__":{"type":"string"},"a":{}}}');
    expect(JSON.stringify(safeSchema(schema))).toBe('{"properties":{"a":{}}}');
  });
});

describe('patterns', () => {
  test('are kept however long they may take, and left out when they are none', () => {
    const schema = {
      properties: {
        slow: { pattern: '^(a+)+$' },
        broken: { pattern: '[', type: 'string' },
        some: { patternProperties: { '^a': {}, '(': {} } },
      },
    };
    expect(safeSchema(schema)).toEqual({
      properties: { slow: { pattern: '^(a+)+$' }, broken: { type: 'string' }, some: {} },
    });
  });
});

describe('a reference', () => {
  const root = { $defs: { 'a/b': { x: 1 }, 'c%d': 2 }, list: [{ y: 3 }] };
  test.each([
    ['#', root],
    ['#/$defs/a~1b/x', 1],
    ['#/$defs/c%25d', 2],
    ['#/list/0/y', 3],
    ['#/missing', undefined],
    ['#/toString', undefined],
    ['other#/x', undefined],
  ])('%s', (ref, expected) => expect(lookUp(root, ref)).toEqual(expected));
});
