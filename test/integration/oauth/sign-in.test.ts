import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';

import { createGuardedFetch } from '../../../src/main/node/http/guarded-fetch.ts';
import { outcomeOf } from '../../../src/main/node/http/http-outcome-error.ts';
import { createAuthorizedFetch } from '../../../src/main/node/oauth/authorized-fetch.ts';
import type { AuthFailure } from '../../../src/main/oauth/auth-failure.ts';
import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { createOAuthKit } from '../../support/oauth-kit.ts';
import type { OAuthKit } from '../../support/oauth-kit.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';

/** A client of the SDK whose requests carry our tokens. */
async function connect(kit: OAuthKit, name: string, failures: AuthFailure[] = []) {
  const serverUrl = kit.servers.get(name)?.url ?? '';
  const client = new Client({ name: 'test', version: '0' });
  const fetch = createAuthorizedFetch({
    source: kit.source(name),
    fetch: createGuardedFetch(),
    serverUrl,
  });
  const transport = new StreamableHTTPClientTransport(new URL(serverUrl), {
    fetch: (input, init) =>
      fetch(input, init).catch((error: unknown) => {
        const outcome = outcomeOf(error);
        if (outcome?.kind === 'sign-in') failures.push(outcome.failure);
        throw error;
      }),
  });
  await client.connect(transport);
  return client;
}

const read = { name: 'read', arguments: {} };

describe('signing in', () => {
  test('goes from a refused server to a protected call and a renewed token', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const failures: AuthFailure[] = [];
    await expect(connect(kit, 'notes', failures)).rejects.toThrow();
    expect(failures[0]).toMatchObject({ kind: 'needs-sign-in', reason: 'no-token' });
    expect(kit.opened).toEqual([]);

    await kit.signIn('notes');
    const client = await connect(kit, 'notes');
    const result = await client.callTool(read);
    expect(result.content).toEqual([{ type: 'text', text: 'a note' }]);

    const before = await kit.token('notes');
    kit.clock.aheadMs = 2 * 3_600_000;
    expect(await kit.token('notes')).not.toBe(before);
    expect(server.count('/token', 'refresh_token')).toBe(1);
    await client.callTool(read);
    await client.close();
    expect(kit.opened).toHaveLength(1);
  });

  test('sends what the standards ask for', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { authorizationUrl } = await kit.begin('notes');
    const parameters = new URL(authorizationUrl).searchParams;
    expect(Object.fromEntries(parameters)).toMatchObject({
      response_type: 'code',
      redirect_uri: 'app.patchbay://oauth/callback',
      code_challenge_method: 'S256',
      resource: server.mcpUrl,
      scope: 'notes:read notes:write offline_access',
    });
    expect(parameters.has('prompt')).toBe(false);
    expect(parameters.get('state')).toMatch(/^[\w-]{43}$/);
    const registration = server.seen.find(({ path }) => path === '/reg')?.json;
    expect(registration).toMatchObject({
      application_type: 'native',
      redirect_uris: ['app.patchbay://oauth/callback'],
      token_endpoint_auth_method: 'none',
    });
    const { url } = await createOAuthBrowser().visit(authorizationUrl);
    expect(url).toMatch(/^app\.patchbay:\/\/oauth\/callback\?code=/);
    expect(await kit.complete(url)).toBe('completed');
    const exchange = server.seen.find(({ path }) => path === '/token');
    expect(exchange?.parameters.get('resource')).toBe(server.mcpUrl);
    kit.clock.aheadMs = 2 * 3_600_000;
    await kit.token('notes');
    const renewal = server.seen.findLast(({ path }) => path === '/token');
    expect(renewal?.parameters.get('resource')).toBe(server.mcpUrl);
  });

  test('takes the scope the challenge names, and none the server does not list', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    await expect(connect(kit, 'notes')).rejects.toThrow();
    const { authorizationUrl } = await kit.begin('notes');
    const scope = new URL(authorizationUrl).searchParams.get('scope');
    expect(scope).toBe('notes:read offline_access');
  });

  test('registers without scopes where they are not known', async () => {
    await using server = await startOAuthServer({ hidesScopes: true });
    const url = server.mcpUrl;
    await using kit = await createOAuthKit([
      { name: 'notes', url },
      { name: 'other', url },
    ]);
    await kit.signIn('notes');
    await kit.signIn('other');
    expect(await kit.token('other')).toBeDefined();
    // Refused with scopes, accepted without, and used again by the second server.
    expect(server.seen.filter(({ path }) => path === '/reg').map(({ status }) => status)).toEqual([
      400, 201,
    ]);
  });

  test('registers once for all servers of a service, also when they are signed in to at once', async () => {
    await using one = await startOAuthServer();
    await using other = await startOAuthServer();
    const servers = ['a', 'b', 'c'].map((name) => ({ name, url: one.mcpUrl }));
    await using kit = await createOAuthKit([...servers, { name: 'd', url: other.mcpUrl }]);
    const begun = await Promise.all(['a', 'b', 'c', 'd'].map((name) => kit.begin(name)));
    expect([one.count('/reg'), other.count('/reg')]).toEqual([1, 1]);
    const clients = begun.map(({ authorizationUrl }) =>
      new URL(authorizationUrl).searchParams.get('client_id'),
    );
    expect(new Set(clients.slice(0, 3)).size).toBe(1);
    expect(clients[3]).not.toBe(clients[0]);
  });

  test('finds the way without a hint in the challenge', async () => {
    await using server = await startOAuthServer({ withoutChallengeHint: true });
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    await expect(connect(kit, 'notes')).rejects.toThrow();
    await kit.signIn('notes');
    await (await connect(kit, 'notes')).close();
  });

  test('signs in to a server that lets everybody look around', async () => {
    await using server = await startOAuthServer({ isOpen: true });
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const anonymous = await connect(kit, 'notes');
    await expect(anonymous.callTool(read)).rejects.toThrow();
    expect(await kit.oauth.offersSignIn(kit.of('notes'), new AbortController().signal)).toBe(true);
    await kit.signIn('notes');
    expect((await anonymous.callTool(read)).content).toHaveLength(1);
    await anonymous.close();
  });

  test('comes back over loopback', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { authorizationUrl, flowId } = await kit.begin('notes', 'loopback');
    const page = await createOAuthBrowser().visit(authorizationUrl);
    expect(page.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\?code=/);
    expect(page.status).toBe(200);
    expect(page.text).toContain('You are signed in');
    expect(kit.oauth.flow(flowId)?.status.kind).toBe('completed');
    expect(await kit.token('notes')).toBeDefined();
    await expect(fetch(page.url)).rejects.toThrow();
  });

  test('comes back by pasting', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { authorizationUrl } = await kit.begin('notes');
    const { url } = await createOAuthBrowser().visit(authorizationUrl);
    expect(await kit.complete(`  ${url}\n`, 'paste')).toBe('completed');
  });

  test('is finished by the next run when the app was closed meanwhile', async () => {
    await using server = await startOAuthServer();
    const servers = [{ name: 'notes', url: server.mcpUrl }];
    await using first = await createOAuthKit(servers);
    const { authorizationUrl, flowId } = await first.begin('notes');
    await first.oauth.dispose();
    const { url } = await createOAuthBrowser().visit(authorizationUrl);

    await using second = await createOAuthKit(servers, { folder: first.folder });
    expect((await second.oauth.restore()).map((flow) => flow.flowId)).toEqual([flowId]);
    expect(await second.complete(url)).toBe('completed');
    expect(await second.token('notes')).toBeDefined();
    await using third = await createOAuthKit(servers, { folder: first.folder });
    expect(await third.complete(url)).toBe('UNKNOWN_STATE');
    expect(await third.token('notes')).toBe(await second.token('notes'));
  });

  test('asks for more rights three times at most', async () => {
    await using server = await startOAuthServer({ writeScope: 'notes:write' });
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    await expect(connect(kit, 'notes')).rejects.toThrow();
    await kit.signIn('notes');
    const failures: AuthFailure[] = [];
    const client = await connect(kit, 'notes', failures);
    const write = { name: 'write', arguments: {} };
    await expect(client.callTool(write)).rejects.toThrow();
    expect(failures).toEqual([
      { kind: 'needs-sign-in', reason: 'scope', scopes: ['notes:read', 'notes:write'] },
    ]);
    const { authorizationUrl } = await kit.begin('notes');
    const scope = new URL(authorizationUrl).searchParams.get('scope');
    expect(scope?.split(' ').sort()).toEqual(['notes:read', 'notes:write', 'offline_access']);
    const { url } = await createOAuthBrowser().visit(authorizationUrl);
    expect(await kit.complete(url)).toBe('completed');
    expect((await client.callTool(write)).content).toEqual([{ type: 'text', text: 'written' }]);
    await client.close();

    const source = kit.source('notes');
    const token = source.peek();
    const wwwAuthenticate = 'Bearer error="insufficient_scope", scope="notes:admin"';
    const signal = new AbortController().signal;
    const asked = [];
    for (let round = 0; round < 4; round += 1) {
      asked.push(await source.onUnauthorized({ wwwAuthenticate, token }, signal));
    }
    expect(asked.map((verdict) => (typeof verdict === 'string' ? verdict : verdict.kind))).toEqual([
      'needs-sign-in',
      'needs-sign-in',
      'refused',
      'refused',
    ]);
  });

  test('revokes on signing out, and forgets even when that fails', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    await kit.signIn('notes');
    const token = (await kit.token('notes')) ?? '';
    await kit.oauth.signOut(kit.of('notes'));
    expect(server.count('/token/revocation')).toBe(2);
    expect(await server.provider.AccessToken.find(token)).toBeUndefined();
    expect(await kit.token('notes')).toBeUndefined();
    expect(await kit.oauth.signedIn(kit.of('notes'))).toBeUndefined();

    await kit.signIn('notes');
    server.intercept = (request) => {
      if (request.url !== '/token/revocation') return false;
      request.socket.destroy();
      return true;
    };
    await kit.oauth.signOut(kit.of('notes'));
    expect(await kit.token('notes')).toBeUndefined();
    await using next = await createOAuthKit([...kit.servers.values()], { folder: kit.folder });
    expect(await next.token('notes')).toBeUndefined();
  });
});
