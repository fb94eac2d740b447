import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StdioLaunch } from '../../../src/main/node/stdio/spawn-plan.ts';
import type { SpawnChild } from '../../../src/main/node/stdio/stdio-options.ts';
import { checkForLeaks, launchOf, watch } from './harness.ts';

checkForLeaks();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'patchbay-spawn-'));
  await writeFile(path.join(folder, 'plain-text'), '#!/bin/sh\nexit 0\n');
  await writeFile(path.join(folder, 'bad-shebang'), '#!/no/such/interpreter\n');
  await chmod(path.join(folder, 'bad-shebang'), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const launch = (command: string, more: Partial<StdioLaunch> = {}): StdioLaunch => ({
  type: 'stdio',
  command,
  args: [],
  env: {},
  ...more,
});

async function failure(
  of: StdioLaunch,
  options: { spawn?: SpawnChild; findPath?: () => Promise<string> } = {},
) {
  const watched = watch(of, options);
  await expect(watched.transport.start()).rejects.toMatchObject({ name: 'StdioStartError' });
  expect(watched.closes.count).toBe(1);
  expect(watched.outcomes).toHaveLength(1);
  await watched.transport.close();
  return watched.transport.outcome;
}

const failsWith = (code: string): SpawnChild => {
  return () => {
    throw Object.assign(new Error(`spawn ${code}`), { code });
  };
};

describe('a program that cannot be started', () => {
  test('is not there: says where it was looked for', async () => {
    const findPath = () => Promise.resolve(`${folder}:/usr/bin`);
    expect(await failure(launch('no-such-command'), { findPath })).toEqual({
      kind: 'spawn-failed',
      reason: 'command-not-found',
      command: 'no-such-command',
      cwd: undefined,
      errno: 'ENOENT',
      searchedPath: `${folder}:/usr/bin`,
    });
  });

  test('is not executable', async () => {
    const outcome = await failure(launch(path.join(folder, 'plain-text')));
    expect(outcome).toMatchObject({ reason: 'not-executable', errno: 'EACCES' });
    const findPath = () => Promise.resolve(folder);
    expect(await failure(launch('plain-text'), { findPath })).toMatchObject({
      reason: 'not-executable',
    });
  });

  test('has no folder to run in', async () => {
    const cwd = path.join(folder, 'gone');
    const outcome = await failure(launch('sh', { cwd }));
    expect(outcome).toMatchObject({ reason: 'cwd-missing', cwd, errno: 'ENOENT' });
    const file = path.join(folder, 'plain-text');
    expect(await failure(launch('sh', { cwd: file }))).toMatchObject({
      reason: 'cwd-missing',
      errno: 'ENOTDIR',
    });
  });

  test('has no interpreter', async () => {
    const outcome = await failure(launch(path.join(folder, 'bad-shebang')));
    expect(outcome).toMatchObject({ reason: 'interpreter-missing', errno: 'ENOENT' });
  });

  test.each(['EMFILE', 'EAGAIN', 'ENOMEM'])('meets %s', async (code) => {
    const outcome = await failure(launchOf('plain'), { spawn: failsWith(code) });
    expect(outcome).toMatchObject({ reason: 'resources', errno: code });
  });

  test('leaves other servers alone when the system has run out of files', async () => {
    const healthy = watch(launchOf('plain'));
    await healthy.transport.start();
    await failure(launchOf('plain'), { spawn: failsWith('EMFILE') });
    const answered = new Promise((resolve) => (healthy.transport.onmessage = resolve));
    await healthy.transport.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    expect(await answered).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  test.runIf(process.platform === 'linux')(
    'leaves other servers alone when the system has run out of processes, and comes back',
    { timeout: 60_000 },
    async () => {
      const args = ['scripts/run-ts.mjs', 'test/fixtures/limits/no-processes.ts'];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      expect(JSON.parse(stdout)).toMatchObject({
        kind: 'waiting',
        code: 'RESOURCES_EXHAUSTED',
        detail: expect.stringContaining('EAGAIN'),
        othersReady: 2,
        answered: 20,
        isBack: true,
      });
    },
  );

  test('has an argument that no program can be given', async () => {
    const outcome = await failure(launch('sh', { args: ['a\0b'] }));
    expect(outcome).toMatchObject({ reason: 'other', errno: 'ERR_INVALID_ARG_VALUE' });
  });

  test('fails when spawn reports it later', async () => {
    // Node reports EACCES after spawn has returned: here the file vanishes after it was looked up.
    const watched = watch(launchOf('plain', '--token=hush'), {
      spawn: (_file, args, options) => spawn(path.join(folder, 'plain-text'), args, options),
    });
    const error: unknown = await watched.transport.start().catch((reason: unknown) => reason);
    const outcome = { kind: 'spawn-failed', reason: 'not-executable', errno: 'EACCES' };
    expect(error).toMatchObject({ outcome });
    expect(watched.outcomes).toMatchObject([outcome]);
    // Node's own error would hold the arguments.
    expect(watched.errors).toHaveLength(1);
    expect(inspect([error, watched.errors, watched.outcomes])).not.toContain('hush');
  });
});
