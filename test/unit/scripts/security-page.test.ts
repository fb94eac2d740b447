import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The rows of the table of promises: what is promised, how it is kept, and the tests named for it. */
const rows = read('SECURITY.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .slice(1)
  .filter(([, promise = '']) => !/^-+$/.test(promise))
  .map(([, promise = '', how = '', tests = '']) => ({
    promise,
    how,
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
  }));

test('the security page has a table of promises', () => {
  expect(rows.length).toBeGreaterThan(40);
});

test.each(rows)('$promise: how it is kept, and tests that are there', ({ how, tests }) => {
  expect(how).not.toBe('');
  expect(tests).not.toEqual([]);
  for (const path of tests) {
    expect(path).toMatch(
      /^(?:(?:unit|integration)\/.+\.test\.ts|e2e\/.+\.e2e\.ts|installed\/.+\.installed\.ts)$/,
    );
    expect(read(join('test', path))).toMatch(/^\s*test(?:\.each|\()/m);
  }
});
