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
  ['uv', ['pip', 'install', 'thing'], false],
  ['pipx', ['run', 'thing'], true],
  ['pipx', ['list'], false],
  ['bun', ['x', 'thing'], true],
  ['bun', ['server.ts'], false],
  ['deno', ['run', '-A', 'npm:thing'], true],
  ['deno', ['run', 'server.ts'], false],
  ['nix', ['run', 'github:acme/thing'], true],
  ['go', ['run', 'example.com/thing@latest'], true],
  ['docker', ['compose', 'run', '--rm', 'thing'], true],
  ['podman.exe', ['run', '-i', 'thing'], true],
  ['cmd', ['/c', 'npx', '-y', 'thing'], true],
  ['cmd.exe', ['/c', 'npx -y thing'], true],
  ['cmd', ['/c', 'node', 'server.js'], false],
  ['sh', ['-c', 'cd /a && exec uvx thing'], true],
  ['bash', ['-lc', 'node server.js'], false],
  ['env', ['KEY=a', 'npx', 'thing'], true],
  ['sudo', ['docker', 'run', '-i', 'thing'], true],
  ['sudo', ['docker', 'exec', '-i', 'a', 'thing'], false],
  ['mise', ['exec', 'node@22', '--', 'npx', 'thing'], true],
  ['wsl', ['npx', 'thing'], true],
  ['node', ['npx'], false],
  ['my-npx-like', ['a'], false],
])('a first start that may download: %s %j', (command, args, expected) => {
  const launch = { type: 'stdio' as const, command, args, env: {} };
  expect(mayInstall(launch, undefined)).toBe(expected);
  expect(mayInstall(launch, { status: 'never' })).toBe(expected);
  expect(mayInstall(launch, { status: 'passed', at: 1 })).toBe(false);
});
