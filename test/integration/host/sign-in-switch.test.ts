import { describe, expect, onTestFinished, test } from 'vitest';

import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { startTestHost } from '../../support/test-host.ts';

/** A shared server that wants a sign-in, two profiles, and an open sign-in of the first. */
async function startSigningIn(start: 'on-launch' | 'on-demand' = 'on-launch') {
  const server = await startOAuthServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const running = await startTestHost();
  onTestFinished(() => running.remove());
  const { client, reached, host, opened } = running;
  await client.servers.create({
    draft: { title: 'Notes', transport: { type: 'streamable-http', url: server.mcpUrl }, start },
  });
  await client.profiles.create({ draft: { title: 'Work' } });
  await reached('notes', 'needs-sign-in');
  await client.signIn.begin({ name: 'notes' });
  await reached('notes', 'signing-in');
  const answer = async () => {
    const { url } = await createOAuthBrowser().visit(opened.at(-1) ?? '');
    await host.openLink(url);
  };
  return { ...running, server, answer };
}

describe('a switch of profiles during a sign-in', () => {
  test('shows the other profile its own state, with its own way to sign in', async () => {
    const { client, reached, host, opened } = await startSigningIn();
    await client.profiles.activate({ id: 'work' });
    await reached('notes', 'needs-sign-in');
    expect(host.snapshot().signIns).toEqual({});
    await client.signIn.begin({ name: 'notes' });
    await reached('notes', 'signing-in');
    expect(opened).toHaveLength(2);
    expect(opened[0]).not.toBe(opened[1]);
  });

  test('ends in the first profile: signed in meanwhile, its server connects', async () => {
    const { client, reached, host, answer } = await startSigningIn();
    await client.profiles.activate({ id: 'work' });
    await reached('notes', 'needs-sign-in');
    await answer();
    expect(host.pool.status('notes')?.kind).toBe('needs-sign-in');
    expect(await client.signIn.account({ name: 'notes' })).toMatchObject({ account: null });
    await client.profiles.activate({ id: 'personal' });
    await reached('notes', 'ready');
    expect(await client.signIn.account({ name: 'notes' })).not.toMatchObject({ account: null });
    await client.profiles.activate({ id: 'work' });
    await reached('notes', 'needs-sign-in');
  });

  test('leaves it open for the first profile, which shows it again and can finish it', async () => {
    const { client, reached, host, answer } = await startSigningIn();
    await client.profiles.activate({ id: 'work' });
    await reached('notes', 'needs-sign-in');
    await client.profiles.activate({ id: 'personal' });
    await reached('notes', 'signing-in');
    expect(host.snapshot().signIns).toMatchObject({ notes: { kind: 'pending' } });
    await answer();
    await reached('notes', 'ready');
  });

  test('leaves a server alone that only starts when it is used', async () => {
    const { client, reached, answer } = await startSigningIn('on-demand');
    await client.profiles.activate({ id: 'work' });
    await reached('notes', 'idle');
    await client.profiles.activate({ id: 'personal' });
    await reached('notes', 'signing-in');
    await answer();
    await reached('notes', 'ready');
  });

  test('lets the first profile cancel it after coming back', async () => {
    const { client, reached, host } = await startSigningIn();
    await client.profiles.activate({ id: 'work' });
    await reached('notes', 'needs-sign-in');
    await client.profiles.activate({ id: 'personal' });
    await reached('notes', 'signing-in');
    expect(await client.signIn.cancel({ name: 'notes' })).toEqual({ isCancelled: true });
    await reached('notes', 'needs-sign-in');
    expect(host.snapshot().signIns).toEqual({});
  });
});

describe('a server that was moved to another address', () => {
  test('is not said to be signed in with the service of the old one', async () => {
    const { client, reached, answer } = await startSigningIn();
    const other = await startOAuthServer();
    onTestFinished(() => other[Symbol.asyncDispose]());
    await answer();
    await reached('notes', 'ready');
    const transport = { type: 'streamable-http' as const, url: other.mcpUrl };
    await client.servers.update({ name: 'notes', draft: { title: 'Notes', transport } });
    await reached('notes', 'needs-sign-in');
    expect(await client.signIn.account({ name: 'notes' })).toMatchObject({ account: null });
    expect(await client.signIn.accounts({})).toEqual({});
  });
});
