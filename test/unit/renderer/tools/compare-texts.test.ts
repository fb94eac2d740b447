import { expect, test } from 'vitest';

import {
  answerText,
  compareTexts,
} from '../../../../src/renderer/src/features/tools/compare-texts.ts';

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const said = (text: string) =>
  answerText({ content: [{ type: 'text', text }], isError: false, tookMs: 1 });

test('lines far from a difference are only counted', () => {
  const before = numbers(1, 20).join('\n');
  const after = before.replace('10\n', 'ten\n');
  expect(compareTexts(before, after)).toEqual([
    { kind: 'left-out', count: 7 },
    { kind: 'same', text: '8' },
    { kind: 'same', text: '9' },
    { kind: 'removed', text: '10' },
    { kind: 'added', text: 'ten' },
    { kind: 'same', text: '11' },
    { kind: 'same', text: '12' },
    { kind: 'left-out', count: 8 },
  ]);
});

test('a line added at the end leaves the one before it as it was', () => {
  expect(compareTexts('a', 'a\nb')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'added', text: 'b' },
  ]);
});

test('the same texts differ in nothing, and what is too much is not tried', () => {
  expect(compareTexts('a\nb', 'a\nb')).toEqual([]);
  expect(compareTexts('a'.repeat(400_000), 'b')).toBeNull();
});

test('JSON in one line is laid out before it is compared', () => {
  expect(said('{"a":1,"b":2}')).toBe('{\n  "a": 1,\n  "b": 2\n}');
  expect(said('{not json')).toBe('{not json');
});
