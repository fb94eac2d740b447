import { describe, expect, test } from 'vitest';
import { spawnRefusal } from '../../../../src/main/node/stdio/spawn-failure.ts';

const context = { command: 'npx', searchedPath: '/usr/bin' };

describe('spawnRefusal', () => {
  test.each([
    ['EMFILE', 'resources'],
    ['EAGAIN', 'resources'],
    ['ENOMEM', 'resources'],
    ['ENOENT', 'interpreter-missing'],
    ['EACCES', 'not-executable'],
    ['ENOTDIR', 'cwd-missing'],
    ['E2BIG', 'other'],
    [undefined, 'other'],
  ])('%s means %s', (errno, reason) => {
    const error = Object.assign(new Error('refused'), { code: errno });
    expect(spawnRefusal(error, context)).toEqual({
      kind: 'spawn-failed',
      reason,
      errno,
      ...context,
    });
  });
});
