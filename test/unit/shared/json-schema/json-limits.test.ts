import { expect, test } from 'vitest';

import { isWithin } from '../../../../src/shared/json-schema/json-limits.ts';

const limits = { maxNodes: 10, maxChars: 20, maxDepth: 3 };

test.each<[string, unknown, boolean]>([
  ['a plain value', 7, true],
  ['nothing', null, true],
  ['ten values', [1, 2, 3, 4, 5, 6, 7, 8, 9], true],
  ['eleven values', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], false],
  ['twenty characters', 'x'.repeat(20), true],
  ['twenty-one characters', 'x'.repeat(21), false],
  ['keys count as characters', { ['x'.repeat(21)]: 1 }, false],
  ['many small texts', ['x'.repeat(11), 'x'.repeat(10)], false],
  ['three levels', { a: { b: { c: 1 } } }, true],
  ['four levels', { a: { b: { c: { d: 1 } } } }, false],
  ['a list with holes', Array.from({ length: 5 }), true],
])('%s', (_what, value, expected) => expect(isWithin(value, limits)).toBe(expected));

test('a nesting deeper than any stack is looked at all the same', () => {
  let value: unknown = 1;
  for (let level = 0; level < 500_000; level += 1) value = [value];
  expect(isWithin(value, { maxNodes: 1e9, maxChars: 1e9, maxDepth: 1e9 })).toBe(true);
  expect(isWithin(value, { maxNodes: 1e9, maxChars: 1e9, maxDepth: 400 })).toBe(false);
});
