import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { createOAuthKit } from '../../support/oauth-kit.ts';
import type { OAuthKit } from '../../support/oauth-kit.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { startOrigin } from '../../support/scripted-origin.ts';
import { serverMetadata } from '../../support/server-metadata.ts';

const lifetimeMs = 10 * 60_000;
const visit = (url: string) => createOAuthBrowser().visit(url);

/** A sign-in whose answer is on its way. */
async function answered(kit: OAuthKit, name = 'notes') {
  const begun = await kit.begin(name);
  return { ...begun, url: (await visit(begun.authorizationUrl)).url };
}

describe('answers from strangers', () => {
  test('accepts none of 10,000 that were made up', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { authorizationUrl, url } = await answered(kit);
    const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
    const near = fc.constantFrom(state.slice(1), `${state}A`, state.toLowerCase(), '', 'undefined');
    const callback = fc
      .record({
        base: fc.constantFrom(
          'app.patchbay://oauth/callback',
          'app.patchbay://oauth/callback/',
          'app.patchbay:/oauth/callback',
          'APP.PATCHBAY://oauth/callback',
          'patchbay://oauth/callback',
          'http://127.0.0.1:1/callback',
          'http://localhost:1/callback',
        ),
        state: fc.oneof(near, fc.base64String(), fc.string({ unit: 'binary' })),
        name: fc.constantFrom('code', 'error', 'iss'),
        value: fc.string(),
        fragment: fc.constantFrom('', '#', '#code=x'),
      })
      .map(({ base, state: guess, name, value, fragment }) => {
        const query = new URLSearchParams({ [name]: value, state: guess });
        return `${base}?${query.toString()}${fragment}`;
      });
    const text = fc.oneof({ weight: 4, arbitrary: callback }, fc.string(), fc.webUrl());
    await fc.assert(
      fc.asyncProperty(text, async (address) => {
        expect(await kit.complete(address)).toMatch(/^(UNKNOWN_STATE|NOT_A_CALLBACK|MALFORMED)$/);
      }),
      { numRuns: 10_000 },
    );
    expect(server.count('/token')).toBe(0);
    expect(await kit.complete(url)).toBe('completed');
  });

  test('does not take the right state with a twist', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { url } = await answered(kit);
    const state = new URL(url).searchParams.get('state') ?? '';
    const twisted = [
      url.replace('app.patchbay:', 'patchbay:'),
      url.replace('/callback', '/callback/'),
      url.replace('/callback', '/other/../callback'),
      `${url}#x`,
      `${url}&state=another`,
      `${url}&code=other`,
      `${url}&error=access_denied`,
      `${url}${'x'.repeat(20_000)}`,
      ` ${url}`,
      `app.patchbay://oauth/callback?state=${state}&code=`,
      `http://127.0.0.1:4711/callback${new URL(url).search}`,
      `http://localhost:4711/callback${new URL(url).search}`,
      url.replace('/callback', '/callback/0123456789abcdef'),
      `http://127.0.0.1:4711@app.patchbay/callback${new URL(url).search}`,
    ];
    const outcomes = [];
    for (const address of twisted) outcomes.push(await kit.complete(address));
    expect(outcomes.filter((outcome) => /^[a-z]/.test(outcome))).toEqual([]);
    expect(server.count('/token')).toBe(0);
    expect(await kit.complete(url)).toBe('completed');
  });
});

describe('one answer', () => {
  test('is exchanged once, however often and wherever it comes in', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { url } = await answered(kit);
    const ways = ['deep-link', 'paste', 'deep-link', 'deep-link', 'paste'] as const;
    const outcomes = await Promise.all(ways.map((way) => kit.complete(url, way)));
    expect(outcomes).toEqual(ways.map(() => 'completed'));
    expect(await kit.complete(url)).toBe('completed');
    const other = new URL(url);
    other.searchParams.set('code', 'another');
    expect(await kit.complete(other.href)).toBe('ALREADY_USED');
    expect(server.count('/token', 'authorization_code')).toBe(1);
  });

  test('is exchanged once when the browser loads the page again', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { authorizationUrl } = await kit.begin('notes', 'loopback');
    const { url } = await visit(authorizationUrl);
    expect(await kit.complete(url, 'paste')).toBe('completed');
    expect(server.count('/token', 'authorization_code')).toBe(1);
  });

  test.each([
    ['too late', 'EXPIRED', (kit: OAuthKit) => (kit.clock.aheadMs = lifetimeMs)],
    ['after it was cancelled', 'CANCELLED', (kit: OAuthKit, id: string) => kit.oauth.cancel(id)],
    ['after signing out', 'UNKNOWN_STATE', (kit: OAuthKit) => kit.oauth.signOut(kit.of('notes'))],
    ['after the server was removed', 'UNKNOWN_SERVER', (kit: OAuthKit) => kit.servers.clear()],
    [
      'after the server was moved',
      'UNKNOWN_SERVER',
      (kit: OAuthKit) =>
        kit.servers.set('notes', { name: 'notes', url: 'https://elsewhere.example/mcp' }),
    ],
  ] as const)('that comes %s is not exchanged: %s', async (_when, outcome, change) => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { url, flowId } = await answered(kit);
    await change(kit, flowId);
    expect(await kit.complete(url)).toBe(outcome);
    expect(server.count('/token')).toBe(0);
  });

  test('that says no ends the sign-in with the reason', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { authorizationUrl, flowId } = await kit.begin('notes');
    const answer = new URL('app.patchbay://oauth/callback');
    const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
    answer.search = new URLSearchParams({
      error: 'access_denied',
      error_description: 'no\u202e way',
      state,
      iss: server.issuer,
    }).toString();
    expect(await kit.complete(answer.href)).toBe('AUTHORIZATION_DENIED');
    expect(kit.oauth.flow(flowId)?.status).toEqual({
      kind: 'failed',
      failure: { kind: 'refused', code: 'AUTHORIZATION_DENIED', detail: 'no way' },
    });
  });

  test('belongs to one of several sign-ins', async () => {
    await using one = await startOAuthServer();
    await using two = await startOAuthServer();
    await using kit = await createOAuthKit([
      { name: 'one', url: one.mcpUrl },
      { name: 'two', url: two.mcpUrl },
    ]);
    const [first, second] = [await answered(kit, 'one'), await answered(kit, 'two')];
    expect(await kit.complete(second.url)).toBe('completed');
    expect(await kit.complete(first.url)).toBe('completed');
    const valid = async (server: typeof one, name: string) =>
      (await server.provider.AccessToken.find((await kit.token(name)) ?? ''))?.aud;
    expect(await valid(one, 'one')).toBe(one.mcpUrl);
    expect(await valid(two, 'two')).toBe(two.mcpUrl);
    expect(await valid(one, 'two')).toBeUndefined();
  });

  test('is one for a server that was clicked several times', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const flows = await Promise.all([kit.begin('notes'), kit.begin('notes')]);
    flows.push(await kit.begin('notes'));
    expect(new Set(flows.map(({ flowId }) => flowId)).size).toBe(1);
    expect(kit.opened).toHaveLength(2);
    const afresh = await kit.begin('notes', 'loopback');
    expect(afresh.flowId).not.toBe(flows[0]?.flowId);
    expect(kit.oauth.flow(flows[0]?.flowId ?? '')?.status.kind).toBe('cancelled');
  });
});

describe('who an answer is from', () => {
  const cases = [
    ['advertised', 'right', 'completed'],
    ['advertised', 'missing', 'ISSUER_MISMATCH'],
    ['advertised', 'of another', 'ISSUER_MISMATCH'],
    ['advertised', 'with a slash', 'ISSUER_MISMATCH'],
    ['advertised', 'in capitals', 'ISSUER_MISMATCH'],
    ['not advertised', 'right', 'completed'],
    ['not advertised', 'missing', 'completed'],
    ['not advertised', 'of another', 'ISSUER_MISMATCH'],
  ] as const;
  test.each(cases)('iss %s and %s: %s', async (advertised, sent, outcome) => {
    await using origin = await startOrigin();
    const issuer = origin.origin;
    origin.answer = ({ path }) => {
      if (path === '/.well-known/oauth-protected-resource/mcp') {
        return { json: { resource: `${issuer}/mcp`, authorization_servers: [issuer] } };
      }
      if (path === '/.well-known/oauth-authorization-server') {
        const isAdvertised = advertised === 'advertised';
        const changes = { authorization_response_iss_parameter_supported: isAdvertised };
        return { json: serverMetadata(issuer, changes) };
      }
      if (path === '/register') return { status: 201, json: { client_id: 'us' } };
      if (path === '/token') return { json: { access_token: 'token', token_type: 'Bearer' } };
      return { status: 404, text: '' };
    };
    await using kit = await createOAuthKit([{ name: 'notes', url: `${issuer}/mcp` }]);
    const { authorizationUrl, flowId } = await kit.begin('notes');
    const asked = new URL(authorizationUrl).searchParams;
    const state = asked.get('state') ?? '';
    const iss = {
      right: issuer,
      missing: undefined,
      'of another': 'https://as.attacker.example',
      'with a slash': `${issuer}/`,
      'in capitals': issuer.toUpperCase(),
    }[sent];
    const query = new URLSearchParams({ state, code: 'code', ...(iss && { iss }) });
    const redirectUri = asked.get('redirect_uri') ?? '';
    expect(await kit.complete(`${redirectUri}?${query.toString()}`)).toBe(outcome);
    const exchanges = origin.seen.filter(({ path }) => path === '/token').length;
    expect(exchanges).toBe(outcome === 'completed' ? 1 : 0);
    const { status } = kit.oauth.flow(flowId) ?? {};
    expect(JSON.stringify(status)).not.toContain('attacker');
  });
});
