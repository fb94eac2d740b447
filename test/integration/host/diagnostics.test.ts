import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { backupPaths } from '../../../src/main/node/documents/file-names.ts';
import type { ServerDraftInput } from '../../../src/shared/domain/server.ts';
import { fixture } from '../stdio/harness.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let started: TestHost;
let folder: string;

beforeEach(async () => {
  started = await startTestHost();
  folder = await mkdtemp(join(tmpdir(), 'patchbay-diagnostics-'));
});
afterEach(async () => {
  await started.remove();
  await rm(folder, { recursive: true, force: true });
});

async function add(transport: ServerDraftInput['transport']): Promise<string> {
  const draft = { title: 'Mine', transport };
  const { preview } = await started.client.servers.preview({ draft });
  return (await started.client.servers.create({ draft, consent: preview?.consent })).name;
}

const program = (command: string, more: object = {}) =>
  ({ type: 'stdio', command, ...more }) as const;

test('the doctor looks where servers are looked for, and asks what it may for its version', async () => {
  const name = await add(program('no-such-program-anywhere'));
  await started.reached(name, 'failed');
  const report = await started.client.doctor.examine({ name });
  expect(report.finding).toEqual({ kind: 'command-missing' });
  expect(report.path.folders.some(({ exists }) => exists)).toBe(true);
  const node = report.programs.find((one) => one.name === 'node');
  expect(node).toMatchObject({ status: 'found', version: expect.stringMatching(/^v\d+\./) });
  expect(report.programs[0]).toMatchObject({ isOwn: true, status: 'not-found', file: null });
});

test('the doctor reads a script and never runs it', async () => {
  const script = join(folder, 'script');
  const proof = join(folder, 'proof');
  const text = `#!/usr/bin/env no-such-interpreter\ntouch ${proof}\n`;
  await writeFile(script, text, { mode: 0o755 });
  const name = await add(program(script));
  await started.reached(name, 'failed');
  const missing = await started.client.doctor.examine({ name });
  expect(missing.finding).toEqual({
    kind: 'interpreter-missing',
    file: script,
    interpreter: 'no-such-interpreter',
    runtime: null,
  });
  await writeFile(script, text.replace('no-such-interpreter', 'sh'));
  const mended = await started.client.doctor.examine({ name });
  // It ended with 127 before, which may as well come from inside it.
  expect(mended.finding).toEqual({ kind: 'helper-missing', file: script });
  expect(await readdir(folder)).toEqual(['script']);
});

test('a server that is mended after the doctor looked starts without a restart', async () => {
  const command = join(folder, 'late');
  const name = await add(program(command));
  await started.reached(name, 'failed');
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${fixture('plain')}"\n`, {
    mode: 0o755,
  });
  const { finding } = await started.client.doctor.examine({ name });
  expect(finding.kind).toBe('nothing-missing');
  await started.client.connections.connect({ name });
  await started.reached(name, 'ready');
});

test('a report has no secret, though the program shouts them all', async () => {
  const planted = ['canary-vault-1', 'canary-argument-2', 'canary-plain-3'] as const;
  const shout =
    'console.error(process.env.A, process.env.MY_TOKEN, ...process.argv); process.exit(3)';
  const name = await add(
    program(process.execPath, {
      args: ['-e', shout, '--', '--api-key', planted[1]],
      env: {
        A: { kind: 'secret', value: planted[0] },
        MY_TOKEN: { kind: 'text', text: planted[2] },
      },
    }),
  );
  await started.reached(name, 'waiting', 'failed');
  const { text } = await started.client.servers.report({ name });
  for (const value of planted) expect(text).not.toContain(value);
  const report = JSON.parse(text) as { failure: { code: string }; log: string[]; server: object };
  expect(report.failure.code).toBe('PROCESS_EXITED');
  expect(report.log.join('\n')).toContain('•••');
  expect(report.server).toMatchObject({
    name,
    transport: { type: 'stdio', argumentCount: 5, env: ['A', 'MY_TOKEN'] },
  });
  expect(text).not.toContain(shout);
});

test('the history tells what a server went through', async () => {
  const name = await add(program(process.execPath, { args: [fixture('plain')] }));
  await started.reached(name, 'ready');
  await started.client.connections.disconnect({ name });
  const kinds = (await started.client.connections.history({ name })).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['connecting', 'ready', 'idle']));
  expect(kinds.indexOf('ready')).toBeLessThan(kinds.lastIndexOf('idle'));
  await started.client.servers.remove({ name });
  await expect(started.client.connections.history({ name })).rejects.toThrow();
  await expect(started.client.servers.report({ name })).rejects.toThrow();
  await expect(started.client.doctor.examine({ name })).rejects.toThrow();
});

test('the history is there after a restart, with the time between as a gap', async () => {
  const name = await add(program(process.execPath, { args: [fixture('plain')] }));
  await started.reached(name, 'ready');
  await started.close();
  const { folder: home } = started;
  started = await startTestHost({ folder: home });
  const kinds = (await started.client.connections.history({ name })).map(({ kind }) => kind);
  expect(kinds.slice(-3)).toEqual(['ready', 'not-running', 'idle']);

  await started.close();
  const file = join(home, 'data', 'state-history.json');
  for (const damaged of [file, ...backupPaths(file)]) {
    await writeFile(damaged, '{"half');
  }
  started = await startTestHost({ folder: home });
  expect(await started.client.connections.history({ name })).toEqual([]);
  started.host.start();
  await started.reached(name, 'ready');
  expect((await started.client.connections.history({ name })).at(-1)?.kind).toBe('ready');
});
