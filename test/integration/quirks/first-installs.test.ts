import { chmod, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import { addAgreed } from '../../support/add-agreed.ts';
import { callQuirkTool } from '../../support/quirk-kit.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

// None of the programs need be on this computer: one that behaves as they do stands in their place.
const standIn = fileURLToPath(
  new URL('../../fixtures/quirk-servers/installs-first.mjs', import.meta.url),
);
const programs = [
  ['uvx', ['mcp-server-things']],
  ['bunx', ['mcp-server-things']],
  ['docker', ['run', '-i', '--rm', 'acme/things']],
] as const;
let running: TestHost;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-programs-'));
  await chmod(standIn, 0o755);
  for (const [name] of programs) await symlink(standIn, join(folder, name));
  running = await startTestHost();
});

afterAll(async () => {
  await running.remove();
  await rm(folder, { recursive: true, force: true });
});

function add(command: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const PATH = `${folder}:${process.env['PATH'] ?? ''}`;
  const values = Object.entries({ PATH, ...env }).map(
    ([name, text]) => [name, { kind: 'text' as const, text }] as const,
  );
  const transport = { type: 'stdio' as const, command, args: [...args] };
  return addAgreed(running.client, {
    title: `${command} ${Object.values(env).join(' ')}`,
    transport: { ...transport, env: Object.fromEntries(values) },
    // Far less than the installing takes.
    timeouts: { connectMs: 1_000 },
  });
}

describe.concurrent('a first start that downloads what it runs', () => {
  test.each(programs)('by %s is given the time, and said to be installing', async (name, args) => {
    const phases = new Set<string>();
    const seen = (state: ConnectionState | undefined) => {
      if (state?.kind === 'connecting') phases.add(state.phase);
    };
    const added = await add(name, args, { INSTALL_SECONDS: '11' });
    const watch = setInterval(() => seen(running.host.pool.status(added)), 50);
    const state = await running.reached(added, 'ready', 'waiting', 'failed');
    clearInterval(watch);
    expect(state.kind).toBe('ready');
    expect([...phases]).toContain('installing');
    expect(await callQuirkTool(running, added, 'echo')).toBe('hello');
  });

  test.each([
    ['uvx', ['mcp-server-of-nobody'], 'PACKAGE_NOT_FOUND', 'mcp-server-of-nobody'],
    ['bunx', ['mcp-server-of-nobody'], 'PACKAGE_NOT_FOUND', 'mcp-server-of-nobody'],
    [
      'docker',
      ['run', '-i', 'acme/mcp-server-of-nobody'],
      'PACKAGE_NOT_FOUND',
      'acme/mcp-server-of-nobody',
    ],
  ])('by %s says that the package does not exist', async (name, args, code, what) => {
    const added = await add(name, args, { INSTALL_END: 'nobody' });
    const state = await running.reached(added, 'waiting', 'failed');
    expect(state).toMatchObject({ failure: { code, params: { what } } });
  });

  test.each([
    ['uvx', ['mcp-server-things'], 'TARGET_UNREACHABLE', 'pypi.org'],
    ['bunx', ['mcp-server-things'], 'TARGET_UNREACHABLE', ''],
    ['docker', ['run', '-i', 'acme/things'], 'CONTAINERS_UNREACHABLE', 'Docker'],
  ])('by %s is tried again when it cannot be reached', async (name, args, code, what) => {
    const added = await add(name, args, { INSTALL_END: 'away' });
    const state = await running.reached(added, 'waiting', 'failed');
    expect(state).toMatchObject({
      kind: 'waiting',
      failure: { code, params: what ? { what } : {} },
    });
  });
});
