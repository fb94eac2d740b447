import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startSharingService } from '../../support/sharing-service.ts';
import type { SharingQuirk } from '../../support/sharing-service.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const remote = (title: string, url: string) => ({
  title,
  start: 'on-launch' as const,
  transport: { type: 'streamable-http' as const, url, headers: {} },
});

/** A host with two servers of one service, signed in to the first. */
async function startTwo(quirk: Partial<SharingQuirk> = {}) {
  const service = await startSharingService(2, { account: 'ann', ...quirk });
  onTestFinished(() => service[Symbol.asyncDispose]());
  const saved: string[] = [];
  const running = await startTestHost({
    saveText: (_name, text) => {
      saved.push(text);
      return Promise.resolve({ ok: true, value: true });
    },
  });
  onTestFinished(() => running.remove());
  const [one = '', two = ''] = service.urls;
  await running.client.servers.create({ draft: remote('One', one) });
  await running.client.servers.create({ draft: remote('Two', two) });
  await running.reached('one', 'needs-sign-in');
  await running.reached('two', 'needs-sign-in');
  await signIn(running, 'one');
  await running.reached('one', 'ready');
  return { ...running, running, service, saved };
}

async function signIn({ client, host, opened }: TestHost, name: string) {
  await client.signIn.begin({ name });
  await host.openLink((await createOAuthBrowser().visit(opened.at(-1) ?? '')).url);
}

async function share({ client }: Pick<TestHost, 'client'>, name: string) {
  const [found] = (await client.signIn.reusable({ name })).signIns;
  if (found === undefined) throw new Error('nothing to reuse');
  await client.signIn.reuse({ name, of: found.of, digest: found.digest });
}

async function use({ client }: Pick<TestHost, 'client'>, name: string): Promise<boolean> {
  for await (const event of await client.catalog.callTool({ name, tool: 'whoami', args: {} })) {
    if (event.kind === 'result') return event.result.isError !== true;
  }
  return false;
}

describe('a sign-in that another server may use', () => {
  test('connects that server after one click, without a browser', async () => {
    const { client, reached, opened, running } = await startTwo();
    const { signIns } = await client.signIn.reusable({ name: 'two' });
    expect(signIns).toMatchObject([{ of: 'one', account: 'ann@mail.example' }]);
    await share(running, 'two');
    await reached('two', 'ready');
    expect(await use(running, 'two')).toBe(true);
    expect(opened).toHaveLength(1);
    const { account } = await client.signIn.account({ name: 'two' });
    expect(account).toMatchObject({ name: 'ann@mail.example', sharedWith: ['one'] });
  });

  test('is still there after a restart', async () => {
    const { reached, running, folder, close } = await startTwo();
    await share(running, 'two');
    await reached('two', 'ready');
    await close();
    const next = await startTestHost({ folder });
    onTestFinished(() => next.close());
    next.host.start();
    await next.reached('two', 'ready');
    await next.reached('one', 'ready');
    expect(next.opened).toEqual([]);
  });

  test('says why it does not count for the server, and leaves the other one alone', async () => {
    const { client, host, reached, running } = await startTwo({ binding: 'refused' });
    await expect(share(running, 'two')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(host.snapshot().signIns['two']).toMatchObject({
      kind: 'failed',
      failure: { code: 'SIGN_IN_NOT_REUSABLE', action: 'sign-in' },
    });
    expect((await client.signIn.reusable({ name: 'two' })).signIns).toEqual([]);
    expect(await use(running, 'one')).toBe(true);
    await signIn(running, 'two');
    await reached('two', 'ready');
  });

  test('is signed out of one by one, or of all at once', async () => {
    const { client, reached, running, service } = await startTwo();
    await share(running, 'two');
    await reached('two', 'ready');
    await client.signIn.signOut({ name: 'one' });
    expect(service.revoked).toEqual([]);
    expect(await use(running, 'two')).toBe(true);
    await signIn(running, 'one');
    await reached('one', 'ready');
    await client.signIn.signOut({ name: 'two', isEverywhere: true });
    expect((await client.signIn.account({ name: 'one' })).account).not.toBeNull();
    await share(running, 'two');
    await client.signIn.signOut({ name: 'two', isEverywhere: true });
    expect((await client.signIn.account({ name: 'one' })).account).toBeNull();
    expect((await client.signIn.account({ name: 'two' })).account).toBeNull();
  });

  test('outlives the server it was made for, and comes back to it', async () => {
    const { client, reached, running, service } = await startTwo();
    await share(running, 'two');
    await reached('two', 'ready');
    await client.servers.remove({ name: 'one' });
    expect(await use(running, 'two')).toBe(true);
    expect(service.revoked).toEqual([]);
    const last = await client.undo.last({});
    await client.undo.run({ id: last?.id ?? '' });
    await reached('one', 'ready');
    const { account } = await client.signIn.account({ name: 'one' });
    expect(account).toMatchObject({ sharedWith: ['two'] });
    expect(service.reuses).toBe(0);
  });

  test('made anew for one server, serves the other that waits for it', async () => {
    const { client, reached, running, service } = await startTwo({ lifetimeS: 2 });
    await share(running, 'two');
    await reached('two', 'ready');
    service.killAll();
    for (const name of ['one', 'two']) {
      await client.connections.reinitialize({ name }).catch(() => undefined);
      await reached(name, 'needs-sign-in');
    }
    service.quirk.lifetimeS = 3600;
    await signIn(running, 'one');
    await reached('one', 'ready');
    await reached('two', 'ready');
  });

  test('stays with its profile; an export and another profile know nothing of it', async () => {
    const { client, reached, running, saved, service } = await startTwo();
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.profiles.activate({ id: 'work' });
    await reached('two', 'needs-sign-in');
    expect((await client.signIn.reusable({ name: 'two' })).signIns).toEqual([]);
    await client.profiles.activate({ id: 'personal' });
    await share(running, 'two');
    await reached('two', 'ready');
    await client.moving.export({ passphrase: null });
    const tokens = service.sent.flatMap((of) => [...of]);
    expect(tokens.length).toBeGreaterThan(1);
    for (const token of tokens) expect(saved.join('')).not.toContain(token);
    await client.profiles.activate({ id: 'work' });
    await reached('two', 'needs-sign-in');
  });

  test('is lost by a server that the profile may no longer use, and by no other', async () => {
    const { client, reached, running, service } = await startTwo();
    await client.profiles.create({ draft: { title: 'Work' } });
    await share(running, 'two');
    await reached('two', 'ready');
    await client.servers.setAccess({
      name: 'two',
      scope: { kind: 'private', profiles: ['work'] },
      lostSignIns: 'sign-out',
    });
    expect(await use(running, 'one')).toBe(true);
    const { account } = await client.signIn.account({ name: 'one' });
    expect(account).toMatchObject({ sharedWith: [] });
    expect(service.revoked).toEqual([]);
  });

  test('lies on the disk sealed, with no token to be read', async () => {
    const { reached, running, service, folder } = await startTwo();
    await share(running, 'two');
    await reached('two', 'ready');
    const tokens = service.sent.flatMap((of) => [...of]);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const text = await readFile(join(entry.parentPath, entry.name), 'utf8').catch(() => '');
      for (const token of tokens) expect(text).not.toContain(token);
    }
  });
});
