import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isSameValue } from '../../../src/main/pins/same-value.ts';

const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a copy is the same; two values are the same only where their text is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [mine, theirs] = [copyOf(one), copyOf(other)];
      expect(isSameValue(mine, copyOf(mine))).toBe(true);
      if (isSameValue(mine, theirs)) expect(mine).toEqual(theirs);
    }),
  );
});

test.each([
  [{ a: 1 }, { a: 1, b: 1 }],
  [{ a: 1, b: 1 }, { a: 1 }],
  [{ a: 1 }, [1]],
  [[], {}],
  [{ a: null }, { a: undefined }],
  [{}, null],
  [[1], [1, 2]],
  [{ toString: Object.prototype.toString }, {}],
  [JSON.parse('{"__proto__": {"a": 1}}'), {}],
  ['1', 1],
])('%j is not %j', (one, other) => {
  expect(isSameValue(one, other)).toBe(false);
  expect(isSameValue(other, one)).toBe(false);
});
