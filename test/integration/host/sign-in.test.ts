import { describe, expect, onTestFinished, test } from 'vitest';

import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { createShiftedClock } from '../../support/oauth-kit.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import type { OAuthServerOptions } from '../../support/oauth-server.ts';
import { startTestHost } from '../../support/test-host.ts';
import { waitFor } from '../../support/processes.ts';

/** A host that has met a protected server. */
async function setUp(options: OAuthServerOptions = {}, auth: object = { type: 'none' }) {
  const server = await startOAuthServer(options);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const clock = createShiftedClock();
  const running = await startTestHost({ clock });
  onTestFinished(() => running.remove());
  await running.client.servers.create({
    draft: {
      title: 'Notes',
      transport: { type: 'streamable-http', url: server.mcpUrl },
      auth,
    } as never,
  });
  return { server, clock, ...running };
}

type Setting = Awaited<ReturnType<typeof setUp>>;

/** Clicks, agrees in the browser and lets the link come back. */
async function signIn({ client, host, opened }: Setting): Promise<void> {
  const before = opened.length;
  await client.signIn.begin({ name: 'notes' });
  expect(opened).toHaveLength(before + 1);
  const { url } = await createOAuthBrowser().visit(opened.at(-1) ?? '');
  await host.openLink(url);
}

async function call({ client }: Setting, tool: string): Promise<unknown> {
  const events = await client.catalog.callTool({ name: 'notes', tool, args: {} });
  for await (const event of events) if (event.kind === 'result') return event.result.content;
  return undefined;
}

const note = [{ type: 'text', text: 'a note' }];

describe('a server that wants people to sign in', () => {
  test('waits for the person, and goes on by itself when they come back', async () => {
    const setting = await setUp();
    const { reached, client, host, opened } = setting;
    const { failure } = await reached('notes', 'needs-sign-in');
    expect(failure).toMatchObject({ code: 'HTTP_UNAUTHORIZED', action: 'sign-in' });
    expect(opened).toEqual([]);

    const begun = await client.signIn.begin({ name: 'notes' });
    expect(begun).toMatchObject({ via: 'deep-link', isOpened: true });
    expect(await reached('notes', 'signing-in')).toMatchObject({ flowId: begun.flowId });
    expect(host.snapshot().signIns).toMatchObject({ notes: { kind: 'pending' } });
    expect(await client.signIn.link({ name: 'notes' })).toEqual({ url: opened[0] });

    const { url } = await createOAuthBrowser().visit(opened[0] ?? '');
    await host.openLink(url);
    await reached('notes', 'ready');
    expect(host.snapshot().signIns).toEqual({});
    expect(await call(setting, 'read')).toEqual(note);
    const { account } = await client.signIn.account({ name: 'notes' });
    expect(account).toMatchObject({
      canRenew: true,
      scopes: expect.arrayContaining(['notes:read']),
    });
  });

  test('stays signed in while the computer sleeps and when the app starts again', async () => {
    const setting = await setUp({ accessTokenSeconds: 600 });
    const { reached, clock, opened, folder, close } = setting;
    await reached('notes', 'needs-sign-in');
    await signIn(setting);
    await reached('notes', 'ready');
    clock.aheadMs = 8 * 3_600_000;
    expect(await call(setting, 'read')).toEqual(note);
    await close();

    const next = await startTestHost({ folder, clock });
    onTestFinished(() => next.close());
    next.host.start();
    await next.reached('notes', 'ready');
    expect([...opened, ...next.opened]).toHaveLength(1);
  });

  test('asks again when the grant is revoked at the server, and keeps everything else', async () => {
    const setting = await setUp({ accessTokenSeconds: 600 });
    const { server, reached, client, host } = setting;
    await reached('notes', 'needs-sign-in');
    await signIn(setting);
    await reached('notes', 'ready');
    server.intercept = (request, response) => {
      if (request.url !== '/token') return false;
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: 'invalid_grant' }));
      return true;
    };
    setting.clock.aheadMs = 3_600_000;
    await expect(call(setting, 'read')).rejects.toThrow();
    const { failure } = await reached('notes', 'needs-sign-in');
    expect(failure).toMatchObject({ code: 'SIGN_IN_ENDED', params: { reason: 'grant-ended' } });
    expect((await client.catalog.get({ name: 'notes' }))?.tools.length).toBeGreaterThan(0);

    server.intercept = undefined;
    await signIn(setting);
    await reached('notes', 'ready');
    expect(host.snapshot().servers).toHaveLength(1);
  });

  test('keeps tokens and says so while the authorization server is away', async () => {
    const setting = await setUp({ accessTokenSeconds: 600 });
    const { server, reached, opened } = setting;
    await reached('notes', 'needs-sign-in');
    await signIn(setting);
    await reached('notes', 'ready');
    server.intercept = (request) => {
      if (request.url !== '/token') return false;
      request.socket.destroy();
      return true;
    };
    setting.clock.aheadMs = 3_600_000;
    await expect(call(setting, 'read')).rejects.toMatchObject({
      data: { failure: { code: 'TOKEN_UNAVAILABLE', action: 'retry' } },
    });
    expect(await reached('notes', 'waiting')).toMatchObject({
      failure: { code: 'TOKEN_UNAVAILABLE' },
    });
    server.intercept = undefined;
    setting.clock.aheadMs += 60_000;
    setting.host.pool.connect('notes');
    await reached('notes', 'ready');
    expect(opened).toHaveLength(1);
  });

  test('goes back to where it was when the sign-in is given up, and takes no late answer', async () => {
    const setting = await setUp();
    const { reached, client, host, opened, server } = setting;
    await reached('notes', 'needs-sign-in');
    await client.signIn.begin({ name: 'notes' });
    const { url } = await createOAuthBrowser().visit(opened[0] ?? '');
    expect(await client.signIn.cancel({ name: 'notes' })).toEqual({ isCancelled: true });
    await reached('notes', 'needs-sign-in');
    await host.openLink(url);
    expect(server.count('/token')).toBe(0);
    expect(host.snapshot().notices).toMatchObject([
      { code: 'SIGN_IN_ANSWER_REFUSED', params: { reason: 'CANCELLED' } },
    ]);
    expect(await client.signIn.cancel({ name: 'notes' })).toEqual({ isCancelled: false });
  });

  test('says why when the person says no', async () => {
    const setting = await setUp();
    const { reached, client, host, opened } = setting;
    await reached('notes', 'needs-sign-in');
    await client.signIn.begin({ name: 'notes' });
    const { searchParams } = new URL(opened[0] ?? '');
    const answer = new URLSearchParams({
      error: 'access_denied',
      error_description: '<b>no</b>',
      state: searchParams.get('state') ?? '',
      iss: setting.server.issuer,
    });
    await host.openLink(`app.patchbay://oauth/callback?${answer.toString()}`);
    expect(await reached('notes', 'needs-sign-in')).toMatchObject({
      failure: { code: 'SIGN_IN_DENIED' },
    });
    expect(host.snapshot().signIns).toMatchObject({ notes: { kind: 'failed' } });
  });

  test('signs out: revoked, forgotten, disconnected', async () => {
    const setting = await setUp();
    const { reached, client, server, host } = setting;
    await reached('notes', 'needs-sign-in');
    await signIn(setting);
    await reached('notes', 'ready');
    expect(await client.signIn.accounts({})).toMatchObject({ notes: { canRenew: true } });
    await client.signIn.signOut({ name: 'notes' });
    expect(server.count('/token/revocation')).toBeGreaterThan(0);
    await reached('notes', 'idle');
    const after = await client.signIn.account({ name: 'notes' });
    expect(after).toEqual({ account: null, offersSignIn: true });
    expect(await client.signIn.accounts({})).toEqual({});
    host.pool.connect('notes');
    await reached('notes', 'needs-sign-in');
  });

  test('lets a pasted answer finish, and refuses what is none', async () => {
    const setting = await setUp();
    const { reached, client, opened } = setting;
    await reached('notes', 'needs-sign-in');
    await client.signIn.begin({ name: 'notes' });
    await expect(
      client.signIn.finish({ url: 'https://example.com/?code=1' }),
    ).rejects.toMatchObject({
      code: 'ANSWER_REFUSED',
      data: { reason: 'NOT_A_CALLBACK' },
    });
    const { url } = await createOAuthBrowser().visit(opened[0] ?? '');
    expect(await client.signIn.finish({ url: `  ${url}\n` })).toEqual({
      name: 'notes',
      isSignedIn: true,
    });
    await reached('notes', 'ready');
  });

  test('finishes with the next run when the app was closed meanwhile', async () => {
    const setting = await setUp();
    const { reached, client, opened, close, folder } = setting;
    await reached('notes', 'needs-sign-in');
    await client.signIn.begin({ name: 'notes' });
    const { url } = await createOAuthBrowser().visit(opened[0] ?? '');
    await close();

    const next = await startTestHost({ folder });
    onTestFinished(() => next.close());
    next.host.start();
    await next.reached('notes', 'signing-in');
    await next.host.openLink(url);
    await next.reached('notes', 'ready');
    expect(next.opened).toEqual([]);
  });
});

describe('a server that lets everybody look around', () => {
  test('offers signing in, and starts anew as somebody', async () => {
    const setting = await setUp({ isOpen: true });
    const { reached, client } = setting;
    const first = await reached('notes', 'ready');
    expect(await client.signIn.account({ name: 'notes' })).toEqual({
      account: null,
      offersSignIn: true,
    });
    await signIn(setting);
    await waitFor('a new session', () => {
      const state = setting.host.pool.status('notes');
      return state?.kind === 'ready' && state.since !== first.since;
    });
    expect(await call(setting, 'read')).toEqual(note);
  });

  test('is not asked what it offers while it is not connected', async () => {
    const setting = await setUp({ isOpen: true });
    const { reached, client, server } = setting;
    await reached('notes', 'ready');
    await client.connections.disconnect({ name: 'notes' });
    await reached('notes', 'idle');
    const before = server.mcpStatuses.length + server.seen.length;
    expect(await client.signIn.account({ name: 'notes' })).toEqual({
      account: null,
      offersSignIn: false,
    });
    expect(server.mcpStatuses.length + server.seen.length).toBe(before);
  });

  test('is not used without when the person wants to be signed in', async () => {
    const setting = await setUp({ isOpen: true }, { type: 'oauth' });
    await setting.reached('notes', 'needs-sign-in');
    await signIn(setting);
    await setting.reached('notes', 'ready');
  });
});

test('does not offer signing in where a key is refused', async () => {
  const setting = await setUp(
    {},
    { type: 'api-key', placement: 'bearer', key: { kind: 'secret', value: 'not-the-key' } },
  );
  const { failure } = await setting.reached('notes', 'failed');
  expect(failure).toMatchObject({ code: 'KEY_REFUSED', action: 'edit-settings' });
  expect(JSON.stringify(failure)).not.toContain('not-the-key');
});
