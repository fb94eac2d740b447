import { describe, expect, onTestFinished, test } from 'vitest';

import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';
import { waitFor } from '../../support/processes.ts';

async function start(options?: Parameters<typeof startTestHost>[0]): Promise<TestHost> {
  const started = await startTestHost(options);
  onTestFinished(() => (options?.folder === undefined ? started.remove() : started.close()));
  return started;
}

const sample = { title: 'Sample', transport: { type: 'built-in' as const, id: 'sample' as const } };
const names = ({ host }: TestHost) => host.snapshot().servers.map(({ name }) => name);

describe('profiles', () => {
  test('begin with one, and can be made, changed, copied and removed', async () => {
    const { client, host } = await start();
    expect(host.snapshot().profiles).toMatchObject({
      activeId: 'personal',
      all: [{ id: 'personal', title: 'Personal' }],
    });
    const work = await client.profiles.create({
      draft: { title: 'Work', icon: 'briefcase', color: 'teal' },
    });
    expect(work).toMatchObject({ id: 'work', title: 'Work', color: 'teal' });
    await client.profiles.update({ id: 'work', draft: { title: 'Office' } });
    const copy = await client.profiles.duplicate({ id: 'work', draft: { title: 'Work' } });
    expect(copy.id).toBe('work-2');
    await client.profiles.remove({ id: 'work' });
    expect(host.snapshot().profiles.all.map(({ title }) => title)).toEqual(['Personal', 'Work']);
    await expect(client.profiles.remove({ id: 'personal' })).rejects.toMatchObject({
      code: 'PROFILE_ACTIVE',
    });
    await expect(client.profiles.activate({ id: 'nobody' })).rejects.toMatchObject({
      code: 'PROFILE_NOT_FOUND',
    });
    await expect(client.profiles.create({ draft: { title: '   ' } })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  test('have servers of their own, and keep what both share running', async () => {
    const running = await start();
    const { client, reached, host } = running;
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.servers.create({ draft: sample });
    await client.servers.create({
      draft: { ...sample, title: 'Mine', scope: { kind: 'private', profiles: ['personal'] } },
    });
    const shared = await reached('sample', 'ready');
    await reached('mine', 'ready');

    await client.profiles.activate({ id: 'work' });
    expect(names(running)).toEqual(['sample']);
    expect(host.pool.status('sample')).toEqual(shared);
    expect(host.pool.status('mine')).toBeUndefined();
    await expect(client.servers.get({ name: 'mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.servers.setEnabled({ name: 'mine', enabled: false })).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    );

    await client.profiles.activate({ id: 'personal' });
    expect(names(running)).toEqual(['sample', 'mine']);
    await reached('mine', 'ready');
    expect(host.pool.status('sample')).toEqual(shared);
  });

  test('tell which servers the one in use does not have, and lets them be given to it', async () => {
    const running = await start();
    const { client } = running;
    await client.profiles.create({ draft: { title: 'Work' } });
    const scope = (...profiles: string[]) => ({ kind: 'private' as const, profiles });
    await client.servers.create({ draft: { ...sample, title: 'Zeta', scope: scope('work') } });
    await client.servers.create({ draft: { ...sample, title: 'Nobody’s', scope: scope() } });
    await client.servers.create({ draft: { ...sample, title: 'Mine', scope: scope('personal') } });
    const [lost, zeta, ...more] = await client.profiles.elsewhere();
    expect([lost, zeta, more]).toMatchObject([
      { title: 'Nobody’s', profiles: [] },
      { name: 'zeta', title: 'Zeta', profiles: ['work'] },
      [],
    ]);
    const name = lost?.name ?? '';
    await client.servers.setAccess({ name, scope: { kind: 'shared' }, lostSignIns: 'keep' });
    expect(names(running)).toContain(name);
    expect(await client.profiles.elsewhere()).toHaveLength(1);
  });

  test('choose for themselves which shared servers are on', async () => {
    const { client, reached, host, folder, close } = await start();
    await client.servers.create({ draft: sample });
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.profiles.activate({ id: 'work' });
    await reached('sample', 'ready');
    await client.servers.setEnabled({ name: 'sample', enabled: false });
    await reached('sample', 'disabled');
    await client.profiles.activate({ id: 'personal' });
    await reached('sample', 'ready');
    expect(host.snapshot().servers[0]).toMatchObject({ enabled: true });
    await client.profiles.activate({ id: 'work' });
    await reached('sample', 'disabled');
    await close();

    const next = await start({ folder });
    expect(next.host.snapshot().profiles.activeId).toBe('work');
    expect(next.host.snapshot().servers[0]).toMatchObject({ enabled: false });
  });

  test('fill in their own values', async () => {
    const { client, reached, host } = await start();
    const echo = 'process.stdin.resume(); setTimeout(() => {}, 1e6)';
    const draft = {
      title: 'Echo',
      transport: {
        type: 'stdio' as const,
        command: process.execPath,
        args: ['-e', echo, '{{NAME}}'],
      },
      variables: [{ name: 'NAME', sensitive: true }],
      start: 'manual' as const,
    };
    const { preview } = await client.servers.preview({ draft });
    await client.servers.create({ draft, consent: preview?.consent });
    await reached('echo', 'needs-setup');
    await client.variables.set({ name: 'echo', variable: 'NAME', value: 'of-personal' });
    expect(await client.variables.flags({ name: 'echo' })).toEqual({ NAME: true });
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.profiles.activate({ id: 'work' });
    expect(await client.variables.flags({ name: 'echo' })).toEqual({ NAME: false });
    await client.variables.set({ name: 'echo', variable: 'NAME', value: 'of-work' });
    await client.variables.clear({ name: 'echo', variable: 'NAME' });
    await client.profiles.activate({ id: 'personal' });
    expect(await client.variables.flags({ name: 'echo' })).toEqual({ NAME: true });
    expect(host.snapshot().servers).toHaveLength(1);
  });

  test('may hold two accounts at one address', async () => {
    const server = await startOAuthServer();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const { client, reached, host, opened, close } = await start();
    await client.servers.create({
      draft: { title: 'Notes', transport: { type: 'streamable-http', url: server.mcpUrl } },
    });
    const signIn = async () => {
      await reached('notes', 'needs-sign-in');
      await client.signIn.begin({ name: 'notes' });
      await host.openLink((await createOAuthBrowser().visit(opened.at(-1) ?? '')).url);
      return reached('notes', 'ready');
    };
    await signIn();
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.profiles.activate({ id: 'work' });
    expect(await client.signIn.account({ name: 'notes' })).toMatchObject({ account: null });
    await signIn();
    expect(opened).toHaveLength(2);
    await client.profiles.activate({ id: 'personal' });
    await reached('notes', 'ready');
    await client.signIn.signOut({ name: 'notes' });
    await client.profiles.activate({ id: 'work' });
    host.pool.connect('notes');
    await reached('notes', 'ready');
    expect(await client.profiles.removal({ id: 'work' })).toMatchObject({ signIns: 1 });

    await client.profiles.activate({ id: 'personal' });
    const revoked = server.count('/token/revocation');
    await client.profiles.remove({ id: 'work' });
    // Until then it can be undone.
    await close();
    expect(server.count('/token/revocation')).toBeGreaterThan(revoked);
  });

  test('take their private servers and secrets with them, and nothing else', async () => {
    const { client, host, reached } = await start();
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.servers.create({
      draft: {
        ...sample,
        title: 'Both',
        scope: { kind: 'private', profiles: ['personal', 'work'] },
      },
    });
    await client.servers.create({
      draft: { ...sample, title: 'Alone', scope: { kind: 'private', profiles: ['work'] } },
    });
    expect(host.snapshot().servers.map(({ title }) => title)).toEqual(['Both']);
    expect(await client.profiles.removal({ id: 'work' })).toEqual({
      servers: ['Alone'],
      signIns: 0,
      values: 0,
    });
    await client.profiles.remove({ id: 'work' });
    await reached('both', 'ready');
    expect(host.snapshot().servers[0]).toMatchObject({
      scope: { kind: 'private', profiles: ['personal'] },
    });
  });
});

describe('access', () => {
  test('moves a server between everybody, some and nobody, without a copy', async () => {
    const running = await start();
    const { client, reached, host } = running;
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.servers.create({ draft: sample });
    await reached('sample', 'ready');
    const only = (...profiles: string[]) =>
      client.servers.setAccess({ name: 'sample', scope: { kind: 'private', profiles } });

    await only('work');
    expect(names(running)).toEqual([]);
    await waitFor('the connection to end', () => host.pool.status('sample') === undefined);
    await client.profiles.activate({ id: 'work' });
    await reached('sample', 'ready');
    await only('personal', 'work');
    await reached('sample', 'ready');
    await only();
    expect(names(running)).toEqual([]);
    await client.servers.setAccess({ name: 'sample', scope: { kind: 'shared' } });
    expect(names(running)).toEqual(['sample']);
    await expect(
      client.servers.setAccess({ name: 'none', scope: { kind: 'shared' } }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
