import { describe, expect, test } from 'vitest';

import { planForm } from '../../../../src/renderer/src/features/tools/schema/form-schema.ts';
import { placeRemarks } from '../../../../src/renderer/src/features/tools/schema/place-remarks.ts';

const text = { type: 'string' };
const plan = planForm({
  type: 'object',
  properties: {
    a: text,
    free: { type: 'object' },
    inner: { type: 'object', properties: { deep: text } },
    list: { type: 'array', items: { type: 'object', properties: { b: text } } },
    fixed: { const: 1 },
    either: {
      oneOf: [
        { type: 'object', properties: { kind: { const: 'p' }, x: text }, required: ['kind'] },
        { type: 'object', properties: { kind: { const: 'q' }, y: text }, required: ['kind'] },
      ],
    },
  },
  required: ['a', 'fixed'],
});
const data = { either: { kind: 'q' }, list: [{}] };

function placed(...path: readonly string[]) {
  if (plan.kind !== 'form') throw new Error('no form');
  const { atFields, above } = placeRemarks(plan.schema, data, [{ path, message: 'wrong' }]);
  expect(atFields.length + above.length).toBe(1);
  return atFields[0]?.path.join('.') ?? 'above';
}

describe('where a remark is shown', () => {
  test.each([
    [['a'], 'a'],
    [['free', 'x', 'y'], 'free'],
    [['inner', 'deep'], 'inner.deep'],
    [['list'], 'list'],
    [['list', '0', 'b'], 'list.0.b'],
    [['either', 'y'], 'either.y'],
  ])('at its field: %j', (path, at) => expect(placed(...path)).toBe(at));

  test.each([
    [[]],
    [['unknown']],
    [['toString']],
    [['inner']],
    [['inner', 'unknown']],
    [['list', '0']],
    [['fixed']],
    [['either']],
    [['either', 'x']],
  ])('above, as no field shows it: %j', (path: string[]) => expect(placed(...path)).toBe('above'));
});
