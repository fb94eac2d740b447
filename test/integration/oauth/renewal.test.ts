import { describe, expect, test } from 'vitest';

import { createOAuthHttp } from '../../../src/main/node/oauth/oauth-http.ts';
import { createOAuthKit, patient } from '../../support/oauth-kit.ts';
import type { OAuthKit } from '../../support/oauth-kit.ts';
import { sendJson, startOAuthServer } from '../../support/oauth-server.ts';
import type { OAuthServer } from '../../support/oauth-server.ts';

const hourMs = 3_600_000;
const many = (count: number, work: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, work));

async function signedIn(server: OAuthServer): Promise<OAuthKit> {
  const kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
  await kit.signIn('notes');
  return kit;
}

describe('renewing', () => {
  test.each([10, 100])('is done once for %i calls at expiry, and all succeed', async (calls) => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    kit.clock.aheadMs = 2 * hourMs;
    const tokens = await many(calls, () => kit.token('notes'));
    expect(new Set(tokens).size).toBe(1);
    const [token] = tokens as string[];
    expect((await server.provider.AccessToken.find(token ?? ''))?.isValid).toBe(true);
    expect(server.count('/token', 'refresh_token')).toBe(1);
    expect(kit.opened).toHaveLength(1);
  });

  test('is done once for 100 refused calls', async () => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    const token = await kit.token('notes');
    await server.forgetAccessToken(token ?? '');
    const source = kit.source('notes');
    source.onAccepted(token ?? '');
    const refusal = { wwwAuthenticate: 'Bearer error="invalid_token"', token };
    const verdicts = await many(100, () => source.onUnauthorized(refusal, patient));
    expect(new Set(verdicts)).toEqual(new Set(['retry']));
    expect(server.count('/token', 'refresh_token')).toBe(1);
    expect(await kit.token('notes')).not.toBe(token);
  });

  test('is done once by two that share the files', async () => {
    await using server = await startOAuthServer();
    await using one = await signedIn(server);
    await using two = await createOAuthKit([...one.servers.values()], { folder: one.folder });
    expect(await two.token('notes')).toBe(await one.token('notes'));
    one.clock.aheadMs = two.clock.aheadMs = 2 * hourMs;
    const tokens = await Promise.all([one, two, one, two].map((kit) => kit.token('notes')));
    expect(new Set(tokens).size).toBe(1);
    expect(server.count('/token', 'refresh_token')).toBe(1);
  });

  test('happens ahead of expiry, and before the first call after a long sleep', async () => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    const first = await kit.token('notes');
    kit.clock.aheadMs = hourMs - 61_000;
    expect(await kit.token('notes')).toBe(first);
    kit.clock.aheadMs = hourMs - 10_000;
    const second = await kit.token('notes');
    expect(second).not.toBe(first);
    kit.clock.aheadMs = 8 * hourMs;
    expect(await kit.token('notes')).not.toBe(second);
    expect(server.count('/token', 'refresh_token')).toBe(2);
  });

  test('goes on with the next run', async () => {
    await using server = await startOAuthServer();
    await using first = await signedIn(server);
    first.clock.aheadMs = 2 * hourMs;
    const token = await first.token('notes');
    await first.oauth.dispose();
    await using second = await createOAuthKit([...first.servers.values()], {
      folder: first.folder,
    });
    expect(await second.token('notes')).toBe(token);
    second.clock.aheadMs = 4 * hourMs;
    expect(await second.token('notes')).not.toBe(token);
  });

  test('answers at once from memory', async () => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    const source = kit.source('notes');
    expect(source.peek()).toBe(await kit.token('notes'));
    let isLater = false;
    setImmediate(() => (isLater = true));
    for (let call = 0; call < 1000; call += 1) await source.token(patient);
    // A thousand look-ups without once going back to the event loop.
    expect(isLater).toBe(false);
  });
});

type Fault = (server: OAuthServer) => void;
const tokenFault =
  (answer: NonNullable<OAuthServer['intercept']>): Fault =>
  (server) => {
    server.intercept = (request, response) => request.url === '/token' && answer(request, response);
  };
const saying = (status: number, body: unknown) =>
  tokenFault((_request, response) => {
    sendJson(response, body, status);
    return true;
  });

describe('when the authorization server is away', () => {
  const outages: readonly (readonly [string, Fault])[] = [
    [
      'a broken connection',
      tokenFault((request) => {
        request.socket.resetAndDestroy();
        return true;
      }),
    ],
    ['503', saying(503, { error: 'temporarily_unavailable' })],
    ['500 with invalid_grant', saying(500, { error: 'invalid_grant' })],
    ['429', saying(429, {})],
    [
      'the page of a captive portal',
      tokenFault((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>');
        return true;
      }),
    ],
    ['a token that is none', saying(200, { access_token: 'two words', token_type: 'bearer' })],
    ['another type of token', saying(200, { access_token: 'token', token_type: 'DPoP' })],
  ];
  test.each(outages)('keeps every token and opens no browser: %s', async (_name, fault) => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    const before = await kit.oauth.signedIn(kit.of('notes'));
    fault(server);
    kit.clock.aheadMs = 2 * hourMs;
    expect(await kit.failure('notes')).toMatchObject({ kind: 'unavailable' });
    expect(await kit.oauth.signedIn(kit.of('notes'))).toEqual(before);
    expect(kit.opened).toHaveLength(1);

    server.intercept = undefined;
    kit.oauth.retryNow();
    expect(await kit.token('notes')).toBeDefined();
  });

  test('uses a token that still works', async () => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    const token = await kit.token('notes');
    saying(503, {})(server);
    kit.clock.aheadMs = hourMs - 10_000;
    expect(await kit.token('notes')).toBe(token);
    expect(await kit.token('notes')).toBe(token);
    // The second call did not ask again: an outage is not hammered.
    expect(server.count('/token')).toBe(2);
  });

  test('does not wait longer than its caller', async () => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    let reached = () => undefined as void;
    const asked = new Promise<void>((resolve) => (reached = resolve));
    server.intercept = (request) => request.url === '/token' && (reached(), true);
    kit.clock.aheadMs = 2 * hourMs;
    const caller = new AbortController();
    const token = kit.source('notes').token(caller.signal);
    await asked;
    caller.abort();
    expect(await token).toEqual({ ok: false, error: { kind: 'aborted' } });
    for (const { status } of server.seen.slice(-1)) expect(status).toBe(0);
    await server[Symbol.asyncDispose]();
  });
});

function newGate() {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

test.each([
  ['its caller gives up', (kit: OAuthKit) => kit.token('notes')],
  [
    'the app ends',
    async (kit: OAuthKit) => {
      await kit.oauth.dispose();
      await using next = await createOAuthKit([...kit.servers.values()], { folder: kit.folder });
      next.clock.aheadMs = kit.clock.aheadMs;
      return next.token('notes');
    },
  ],
])('a renewal under way is not cut when %s', async (_when, later) => {
  await using server = await startOAuthServer();
  const http = createOAuthHttp();
  const gate = newGate();
  const asked = newGate();
  await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }], {
    http: {
      isAllowed: (url, namedBy) => http.isAllowed(url, namedBy),
      look: (url, namedBy, signal) => http.look(url, namedBy, signal),
      async send(request, signal) {
        const answer = await http.send(request, signal);
        if (request.form?.get('grant_type') !== 'refresh_token') return answer;
        asked.open();
        await gate.opened;
        return answer;
      },
    },
  });
  await kit.signIn('notes');
  const first = await kit.token('notes');
  kit.clock.aheadMs = 2 * hourMs;
  const caller = new AbortController();
  const token = kit.source('notes').token(caller.signal);
  await asked.opened;
  caller.abort();
  expect(await token).toEqual({ ok: false, error: { kind: 'aborted' } });
  const after = later(kit);
  gate.open();
  expect(await after).not.toBe(first);
  // The spent refresh token was not used again.
  expect(server.count('/token', 'refresh_token')).toBe(1);
});

describe('when a grant is over', () => {
  test('asks for sign-in and leaves other servers alone', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([
      { name: 'notes', url: server.mcpUrl },
      { name: 'other', url: server.mcpUrl },
    ]);
    await kit.signIn('notes');
    await kit.signIn('other');
    const other = await kit.token('other');
    kit.clock.aheadMs = 2 * hourMs;
    let isFirst = true;
    server.intercept = (request, response) => {
      if (request.url !== '/token' || !isFirst) return false;
      isFirst = false;
      sendJson(response, { error: 'invalid_grant' }, 400);
      return true;
    };
    expect(await kit.failure('notes')).toMatchObject({
      kind: 'needs-sign-in',
      reason: 'grant-ended',
    });
    expect(await kit.oauth.signedIn(kit.of('notes'))).toBeUndefined();
    expect(await kit.token('other')).not.toBe(other);
    expect(await kit.token('notes')).toBeUndefined();
    expect(kit.opened).toHaveLength(2);
    await kit.signIn('notes');
    expect(await kit.token('notes')).toBeDefined();
  });

  test('does not delete what another process has renewed meanwhile', async () => {
    await using server = await startOAuthServer();
    await using one = await signedIn(server);
    await using two = await createOAuthKit([...one.servers.values()], { folder: one.folder });
    const old = await two.token('notes');
    one.clock.aheadMs = 2 * hourMs;
    const renewed = await one.token('notes');
    const refusal = { wwwAuthenticate: 'Bearer', token: old };
    expect(await two.source('notes').onUnauthorized(refusal, patient)).toBe('retry');
    expect(await two.token('notes')).toBe(renewed);
    expect(server.count('/token', 'refresh_token')).toBe(1);
  });

  test('registers again when the client is unknown', async () => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    kit.clock.aheadMs = 2 * hourMs;
    saying(401, { error: 'invalid_client' })(server);
    expect(await kit.failure('notes')).toMatchObject({ reason: 'client-rejected' });
    server.intercept = undefined;
    await kit.signIn('notes');
    expect(server.count('/reg')).toBe(2);
  });

  test('does not renew a token for ever that the server refuses', async () => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    const source = kit.source('notes');
    const refused = async () => {
      const token = await kit.token('notes');
      return source.onUnauthorized({ wwwAuthenticate: 'Bearer', token }, patient);
    };
    // First the server's clock gets a moment, then there is another token, then it is over.
    expect(await refused()).toBe('retry');
    expect(server.count('/token', 'refresh_token')).toBe(0);
    expect(await refused()).toBe('retry');
    expect(await refused()).toMatchObject({ kind: 'needs-sign-in', reason: 'not-accepted' });
    expect(await refused()).toMatchObject({ kind: 'needs-sign-in', reason: 'not-accepted' });
    expect(server.count('/token', 'refresh_token')).toBe(1);
    expect(kit.opened).toHaveLength(1);
  });

  test('never sends a token to an address it is not for', async () => {
    await using server = await startOAuthServer();
    await using kit = await signedIn(server);
    const elsewhere = { name: 'notes', url: 'https://elsewhere.example/mcp' };
    const source = kit.oauth.sourceFor('personal', elsewhere);
    expect(await source.token(patient)).toEqual({ ok: true, value: undefined });
    expect(source.peek()).toBeUndefined();
  });
});
