import { describe, expect, test } from 'vitest';

import {
  maxTreeLines,
  parentOf,
  treeLines,
} from '../../../../src/renderer/src/parts/runs/json-tree-model.ts';

const value = { name: 'Ada', list: [1, { deep: { deeper: { deepest: true } } }], 'odd key': null };
const paths = (lines: ReturnType<typeof treeLines>) => lines.map(({ path }) => path);
const none = new Map<string, boolean>();

describe('treeLines', () => {
  test('lays a value out with the path of each line, and begins closed where it is deep', () => {
    expect(paths(treeLines(value, none, ''))).toEqual([
      '$',
      '$.name',
      '$.list',
      '$.list[0]',
      '$.list[1]',
      '$.list[1].deep',
      '$["odd key"]',
    ]);
  });

  test('opens and closes what a person chose', () => {
    const open = treeLines(value, new Map([['$.list[1].deep', true]]), '');
    expect(paths(open)).toContain('$.list[1].deep.deeper');
    expect(paths(treeLines(value, new Map([['$.list', false]]), ''))).toEqual([
      '$',
      '$.name',
      '$.list',
      '$["odd key"]',
    ]);
  });

  test('finds names and values however deep, with what they are in, and nothing else', () => {
    expect(paths(treeLines(value, none, 'DEEPEST'))).toEqual([
      '$',
      '$.list',
      '$.list[1]',
      '$.list[1].deep',
      '$.list[1].deep.deeper',
      '$.list[1].deep.deeper.deepest',
    ]);
    expect(paths(treeLines(value, none, 'ada'))).toEqual(['$', '$.name']);
    expect(paths(treeLines(value, none, 'nothing'))).toEqual(['$']);
  });

  test('begins with a long list closed, cuts long texts, and never has too many lines', () => {
    const many = { long: Array.from({ length: 5_000 }, (_, index) => index) };
    expect(paths(treeLines(many, none, ''))).toEqual(['$', '$.long']);
    const whole = Array.from({ length: maxTreeLines * 2 }, (_, index) => index);
    expect(treeLines(whole, none, '')).toHaveLength(maxTreeLines);
    const [, line] = treeLines({ text: 'x'.repeat(5_000) }, none, '');
    expect(line?.value).toMatchObject({ kind: 'text', text: expect.stringMatching(/^"x{300}…"$/) });
  });

  test('has nothing to open where there is nothing inside', () => {
    const [, empty] = treeLines({ a: [] }, none, '');
    expect(empty?.isOpen).toBeUndefined();
  });
});

test('parentOf leads to what a line is in', () => {
  const lines = treeLines(value, none, '');
  expect(parentOf(lines, 5)).toBe(4);
  expect(parentOf(lines, 6)).toBe(0);
  expect(parentOf(lines, 0)).toBeNull();
});
