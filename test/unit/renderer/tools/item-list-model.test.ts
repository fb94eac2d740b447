import { describe, expect, test } from 'vitest';

import {
  filterItems,
  indexAfterKey,
  linesOf,
  oneLine,
} from '../../../../src/renderer/src/parts/offers/item-list-model.ts';
import { ageOf } from '../../../../src/renderer/src/ui/use-age.ts';
import { beginningOf, chunksOf } from '../../../../src/renderer/src/parts/runs/text-chunks.ts';

const items = [
  { id: 'r1', name: 'read_file', detail: 'Reads a file', group: 'Resources' },
  { id: 'r2', name: 'write_file', detail: 'Writes a file', group: 'Resources' },
  { id: 't1', name: 'greeting', detail: 'file://{x}', group: 'Templates' },
];

describe('the list of what a server offers', () => {
  test('finds by every word, in name and line', () => {
    expect(filterItems(items, 'FILE writes').map(({ id }) => id)).toEqual(['r2']);
    expect(filterItems(items, ' ')).toBe(items);
    expect(filterItems(items, 'nothing')).toEqual([]);
  });

  test('puts a heading above each group and counts only items', () => {
    expect(
      linesOf(items).map((line) => (line.kind === 'group' ? line.text : line.position)),
    ).toEqual(['Resources', 1, 2, 'Templates', 3]);
  });

  test('says the first paragraph in one line', () => {
    expect(oneLine('  One\n two.\n\nMore')).toBe('One two.');
    expect(oneLine(undefined)).toBe('');
  });

  test.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 2],
    ['ArrowUp', -1, 2],
    ['ArrowUp', 0, 0],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['PageDown', 0, 2],
    ['x', 0, null],
  ])('%s from %i goes to %s', (key, at, to) => expect(indexAfterKey(key, at, 3)).toBe(to));

  test('moves nowhere when it is empty', () => expect(indexAfterKey('End', -1, 0)).toBeNull());
});

describe('a long text', () => {
  const text = Array.from({ length: 50 }, (_, line) => `line ${String(line)}`).join('\n');

  test('is cut at ends of lines without losing any', () => {
    const chunks = chunksOf(text, 60);
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.join('\n')).toBe(text);
  });

  test('without lines is cut all the same', () => {
    expect(chunksOf('x'.repeat(25), 10).join('')).toBe('x'.repeat(25));
    expect(beginningOf('x'.repeat(25), 10)).toHaveLength(10);
    expect(chunksOf('', 10)).toEqual([]);
  });
});

describe('how long ago', () => {
  test.each([
    [500, 'now'],
    [3_000, '3 seconds ago'],
    [3 * 3_600_000 + 5, '3 hours ago'],
    [86_400_000, 'yesterday'],
  ])('%i ms', (ms, words) => expect(ageOf(ms, 'en', 'long')).toBe(words));

  test('in Chinese', () => expect(ageOf(3 * 3_600_000, 'zh-CN', 'long')).toBe('3小时前'));
});
