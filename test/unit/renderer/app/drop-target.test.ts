import { describe, expect, test } from 'vitest';

import {
  droppedPaths,
  dropTarget,
  maxPasteBytes,
} from '../../../../src/renderer/src/app/drop-target.ts';
import type { ImportFind } from '../../../../src/shared/domain/import.ts';

const path = '/home/ann/mcp.json';
const find = (rest: Partial<ImportFind> = {}): ImportFind => ({
  id: 'f1',
  sourceId: 'file',
  title: '',
  place: path,
  shortPlace: path,
  isLink: false,
  count: 1,
  problems: [],
  lock: 'none',
  ...rest,
});
const problem = (code: string) =>
  ({ code, path: '', message: 'Expected.', severity: 'error' }) as const;

describe('a drop', () => {
  test.each<[string, string[], ImportFind[], number, 'add' | 'import']>([
    ['a file with one server', [path], [find()], 900, 'add'],
    ['a text with none', [path], [find({ count: 0, problems: [problem('SYNTAX')] })], 900, 'add'],
    ['a file with two', [path], [find({ count: 2 })], 900, 'import'],
    ['a long file', [path], [find()], maxPasteBytes + 1, 'import'],
    ['two files', [path, '/b.json'], [find(), find()], 900, 'import'],
    ['a bundle', [path], [find({ sourceId: 'bundle' })], 900, 'import'],
    ['a folder', ['/projects'], [find({ place: '/projects/.mcp.json' })], 4_096, 'import'],
    ['an empty folder', ['/projects'], [], 4_096, 'import'],
    [
      'credentials',
      [path],
      [find({ count: 0, problems: [problem('FILE_CREDENTIALS')] })],
      90,
      'import',
    ],
  ])('of %s', (_what, paths, finds, bytes, target) => {
    expect(dropTarget(paths, finds, { bytes, hasPlan: false })).toBe(target);
    expect(dropTarget(paths, finds, { bytes, hasPlan: true })).toBe('import');
  });

  test('is told by one kind of message only', () => {
    expect(droppedPaths({ type: 'patchbay:dropped', paths: [path, ''] })).toEqual([path, '']);
    for (const other of [null, 'patchbay:connect', { type: 'patchbay:dropped' }, { paths: [path] }])
      expect(droppedPaths(other)).toBeNull();
    expect(droppedPaths({ type: 'patchbay:dropped', paths: [1] })).toBeNull();
  });
});
