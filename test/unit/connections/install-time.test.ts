import { expect, test } from 'vitest';

import { mayInstall } from '../../../src/main/connections/install-time.ts';

test.each([
  ['npx', ['-y', 'thing'], true],
  ['/usr/local/bin/npx', ['thing'], true],
  ['NPX.CMD', ['thing'], true],
  ['uvx', ['thing'], true],
  ['bunx', ['thing'], true],
  ['docker', ['run', '-i', 'thing'], true],
  ['docker', ['exec', 'a', 'thing'], false],
  ['pnpm', ['dlx', 'thing'], true],
  ['npm', ['start'], false],
  ['uv', ['--directory', '/a', 'run', 'thing'], true],
  ['node', ['npx'], false],
  ['my-npx-like', ['a'], false],
])('a first start that may download: %s %j', (command, args, expected) => {
  const launch = { type: 'stdio' as const, command, args, env: {} };
  expect(mayInstall(launch, undefined)).toBe(expected);
  expect(mayInstall(launch, { status: 'never' })).toBe(expected);
  expect(mayInstall(launch, { status: 'passed', at: 1 })).toBe(false);
});
