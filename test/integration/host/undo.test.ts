import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

async function start(folder?: string): Promise<TestHost> {
  const started = await startTestHost(folder === undefined ? {} : { folder });
  onTestFinished(() => started.remove());
  return started;
}

const sample = { title: 'Sample', transport: { type: 'built-in' as const, id: 'sample' as const } };
const keyed = {
  title: 'Keyed',
  enabled: false,
  transport: {
    type: 'streamable-http' as const,
    url: 'https://keyed.example/mcp',
    headers: { 'X-Key': { kind: 'secret' as const, value: 'canary-header' } },
  },
  variables: [{ name: 'TOKEN', sensitive: true }],
};

async function secretsIn(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, 'data', 'vault.json'), 'utf8');
  const { value } = JSON.parse(text) as { value: { records: Record<string, unknown> } };
  return Object.keys(value.records);
}

async function undoLast({ client }: TestHost) {
  const last = await client.undo.last({});
  return client.undo.run({ id: last?.id ?? '' });
}

describe('taking back', () => {
  test('brings a removed server back with its secrets, values, choices, and running', async () => {
    const running = await start();
    const { client, host, reached, folder } = running;
    await client.servers.create({ draft: sample });
    await client.servers.create({ draft: keyed });
    await client.variables.set({ name: 'keyed', variable: 'TOKEN', value: 'canary-value' });
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.servers.setEnabled({ name: 'keyed', enabled: true });
    await client.servers.setEnabled({ name: 'keyed', enabled: false });
    await reached('sample', 'ready');
    const before = host.snapshot();
    const contents = await client.vault.contents({});
    const secrets = await secretsIn(folder);
    await client.servers.remove({ name: 'sample' });
    await client.servers.remove({ name: 'keyed' });
    expect(host.snapshot().servers).toEqual([]);
    expect(host.snapshot().undoable).toMatchObject({ kind: 'server-removed', title: 'Keyed' });

    await undoLast(running);
    await undoLast(running);
    expect(host.snapshot().undoable).toBeNull();
    const untimed = (servers: typeof before.servers) =>
      servers.map(({ updatedAt: _at, inspection: _found, ...server }) => server);
    expect(untimed(host.snapshot().servers)).toEqual(untimed(before.servers));
    expect(await client.vault.contents({})).toEqual(contents);
    expect(await secretsIn(folder)).toEqual(secrets);
    expect(await client.variables.flags({ name: 'keyed' })).toEqual({ TOKEN: true });
    await reached('sample', 'ready');
    await expect(client.undo.run({ id: 'none' })).rejects.toMatchObject({ code: 'UNDO_OUTDATED' });
  });

  test('gives another name to what comes back after its name was given away', async () => {
    const running = await start();
    const { client, host } = running;
    await client.servers.create({ draft: keyed });
    await client.servers.remove({ name: 'keyed' });
    await client.servers.create({ draft: { ...sample, title: 'Keyed' } });
    await undoLast(running);
    expect(host.snapshot().servers.map(({ name, title }) => [name, title])).toEqual([
      ['keyed-2', 'Keyed 2'],
      ['keyed', 'Keyed'],
    ]);
  });

  test('leaves no secret behind, neither at the end nor after a crash', async () => {
    const { client, folder, close } = await start();
    await client.servers.create({ draft: keyed });
    await client.servers.remove({ name: 'keyed' });
    const crashed = await mkdtemp(join(tmpdir(), 'patchbay-crashed-'));
    onTestFinished(() => rm(crashed, { recursive: true, force: true }));
    await cp(folder, crashed, { recursive: true });
    await rm(join(crashed, 'data', 'lock'));
    await close();
    expect(await secretsIn(folder)).toEqual([]);

    expect(await secretsIn(crashed)).toHaveLength(1);
    const next = await start(crashed);
    next.host.start();
    await next.host.started;
    expect(await secretsIn(crashed)).toEqual([]);
    expect(next.host.snapshot().undoable).toBeNull();
  });

  test('takes sharing and hiding back, unless access was changed since', async () => {
    const running = await start();
    const { client, host, reached } = running;
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.servers.create({ draft: sample });
    await reached('sample', 'ready');
    const only = (...profiles: string[]) =>
      client.servers.setAccess({ name: 'sample', scope: { kind: 'private', profiles } });
    await only('work');
    await waitFor('the connection to end', () => host.pool.status('sample') === undefined);
    expect(await undoLast(running)).toMatchObject({ kind: 'server-made-private' });
    await reached('sample', 'ready');

    await only('personal');
    await client.servers.setAccess({ name: 'sample', scope: { kind: 'shared' } });
    expect(await undoLast(running)).toMatchObject({ kind: 'server-shared' });
    expect(host.snapshot().servers[0]?.scope).toEqual({ kind: 'private', profiles: ['personal'] });

    await only('personal', 'work');
    const { id = '' } = (await client.undo.last({})) ?? {};
    await only('work');
    await expect(client.undo.run({ id })).rejects.toMatchObject({ code: 'UNDO_OUTDATED' });
  });

  test('brings a removed profile back with its servers, values and sign-ins', async () => {
    const server = await startOAuthServer();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const running = await start();
    const { client, host, reached, opened, folder } = running;
    const signInFiles = () => readdir(join(folder, 'data', 'sign-in'), { recursive: true });
    await client.profiles.create({ draft: { title: 'Work', icon: 'briefcase', color: 'teal' } });
    await client.profiles.activate({ id: 'work' });
    await client.servers.create({ draft: { ...keyed, enabled: true, start: 'manual' } });
    await client.variables.set({ name: 'keyed', variable: 'TOKEN', value: 'of-work' });
    await client.servers.setEnabled({ name: 'keyed', enabled: false });
    await client.servers.create({
      draft: {
        title: 'Notes',
        transport: { type: 'streamable-http', url: server.mcpUrl },
        scope: { kind: 'private', profiles: ['work'] },
      },
    });
    await reached('notes', 'needs-sign-in');
    await client.signIn.begin({ name: 'notes' });
    await host.openLink((await createOAuthBrowser().visit(opened.at(-1) ?? '')).url);
    await reached('notes', 'ready');
    const files = await signInFiles();
    const before = host.snapshot();
    await client.profiles.activate({ id: 'personal' });
    await client.profiles.remove({ id: 'work' });
    expect((await signInFiles()).length).toBeLessThan(files.length);
    expect(server.count('/token/revocation')).toBe(0);

    expect(await undoLast(running)).toMatchObject({ kind: 'profile-removed', title: 'Work' });
    await client.profiles.activate({ id: 'work' });
    expect(host.snapshot().profiles).toEqual(before.profiles);
    await reached('notes', 'ready');
    expect(await client.signIn.account({ name: 'notes' })).toMatchObject({
      account: { issuer: expect.any(String) as string },
    });
    expect(await client.variables.flags({ name: 'keyed' })).toEqual({ TOKEN: true });
    expect(host.servers.viewOf('keyed')).toMatchObject({ enabled: false });
    expect(opened).toHaveLength(1);
  });

  test('puts a sign-in back with its server, and revokes it when the server stays away', async () => {
    const server = await startOAuthServer();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const running = await start();
    const { client, host, reached, opened, close } = running;
    await client.servers.create({
      draft: { title: 'Notes', transport: { type: 'streamable-http', url: server.mcpUrl } },
    });
    await reached('notes', 'needs-sign-in');
    await client.signIn.begin({ name: 'notes' });
    await host.openLink((await createOAuthBrowser().visit(opened.at(-1) ?? '')).url);
    await reached('notes', 'ready');
    await client.servers.remove({ name: 'notes' });
    await undoLast(running);
    await reached('notes', 'ready');
    expect(opened).toHaveLength(1);
    expect(server.count('/token/revocation')).toBe(0);
    await client.servers.remove({ name: 'notes' });
    await close();
    expect(server.count('/token/revocation')).toBeGreaterThan(0);
  });
});
