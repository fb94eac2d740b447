import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = read('docs/platforms.md');
const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1)}`);
const marks = [...numbered('W', 20), ...numbered('M', 8), ...numbered('L', 2), 'C1'];

/** The rows of the table of faults: the mark, what is now, the tests, and what to look at by hand. */
const rows = page
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, mark = '']) => /^[WMLC]\d+$/.test(mark))
  .map(([, mark = '', , , now = '', tests = '', byHand = '']) => ({
    mark,
    now,
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
    byHand: byHand.split(', ').filter((one) => one !== ''),
  }));

/** What is to be looked at by hand, as `Windows 3`. */
const looks = [...page.matchAll(/^### (Windows|macOS|Linux)\b.*\n\n((?:\d+\. .*\n?)+)/gm)].flatMap(
  ([, system = '', list = '']) =>
    [...list.matchAll(/^(\d+)\. \*\*/gm)].map(([, number = '']) => `${system} ${number}`),
);

test('the page of systems has every fault that was known, once', () => {
  expect(rows.map(({ mark }) => mark)).toEqual(marks);
});

test.each(rows)('$mark says what is now, and who would notice', ({ now, tests, byHand }) => {
  expect(now).not.toBe('');
  expect(tests).not.toEqual([]);
  for (const path of tests)
    expect(read(join('test', path))).toMatch(/^\s*test(?:\.each|\.skipIf|\()/m);
  for (const look of byHand) expect(looks).toContain(look);
});

test('what only a real computer shows is on the page of checks by hand', () => {
  expect(looks.length).toBeGreaterThanOrEqual(25);
  // Nothing that was run here has seen a person's desktop of another system.
  const onlyThere = [
    'W1',
    'W2',
    'W4',
    'W5',
    'W8',
    'W13',
    'W18',
    'W19',
    'M1',
    'M2',
    'M3',
    'M5',
    'M8',
  ];
  const byHand = rows.filter((row) => row.byHand.length > 0).map(({ mark }) => mark);
  expect(byHand).toEqual(expect.arrayContaining(onlyThere));
});

test('a package for macOS declines App Nap', () => {
  expect(read('packaging/electron-builder.yml')).toMatch(/^\s+NSAppSleepDisabled: true$/m);
});

test('files come with the same line ends to every system, and the suites run on all three', () => {
  expect(read('.gitattributes')).toMatch(/^\* text=auto eol=lf$/m);
  for (const system of ['ubuntu', 'macos', 'windows'])
    expect(read('.github/workflows/ci.yml')).toContain(`${system}-latest`);
});
