import { expect, test } from 'vitest';
import { chunksOf, resultsIn, tallyWine } from '../../../scripts/wine/wine-files.mjs';

const line = (status: string, title = '') => `${JSON.stringify({ file: 'a', title, status })}\n`;
const whole = line('begun') + line('passed', 'x') + line('skipped', 'y') + line('ended');

test('files are dealt out evenly, and to no empty hand', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([
    [1, 3, 5],
    [2, 4],
  ]);
  expect(chunksOf([1], 2)).toEqual([[1]]);
});

test('results are counted, with files that were left out among the skipped', () => {
  expect(tallyWine(resultsIn(whole, 0, 1), 2)).toEqual({ passed: 1, failed: 0, skipped: 3 });
});

test.each([
  ['ended with a code', whole, 3, 1],
  ['ended before its last file', whole, 0, 2],
  ['ended within a file', whole + line('begun'), 0, 2],
  ['told nothing', '', 0, 1],
])('a process that %s has failed', (_, text, code, fileCount) => {
  expect(tallyWine(resultsIn(text, code, fileCount), 0).failed).toBe(1);
});
