import { describe, expect, test } from 'vitest';

import { createOAuthHttp } from '../../../src/main/node/oauth/oauth-http.ts';
import type { ProtectedServer } from '../../../src/main/oauth/oauth-ports.ts';
import { createOAuthKit, patient } from '../../support/oauth-kit.ts';
import type { OAuthKitOptions } from '../../support/oauth-kit.ts';
import { startOrigin } from '../../support/scripted-origin.ts';
import { serverMetadata } from '../../support/server-metadata.ts';
import type { OriginAnswer, ScriptedOrigin } from '../../support/scripted-origin.ts';
import { own } from '../../../src/shared/util/own.ts';

type Pages = Readonly<Record<string, OriginAnswer | ((origin: string) => OriginAnswer)>>;

/** An origin with these pages, where `/register` works and everything else is missing. */
async function site(pages: Pages): Promise<ScriptedOrigin> {
  const server = await startOrigin();
  server.answer = ({ path, method }) => {
    const page = own(pages, path);
    if (page !== undefined) return typeof page === 'function' ? page(server.origin) : page;
    if (path === '/register' && method === 'POST')
      return { status: 201, json: { client_id: 'us' } };
    return { status: 404, text: '' };
  };
  return server;
}

const resourcePath = '/.well-known/oauth-protected-resource/mcp';
const serverPath = '/.well-known/oauth-authorization-server';
const resource = (origin: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  json: { resource: `${origin}/mcp`, authorization_servers: [origin], ...changes },
});
const server = (origin: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  json: serverMetadata(origin, changes),
});
const good: Pages = { [resourcePath]: (o) => resource(o), [serverPath]: (o) => server(o) };

/** What beginning to sign in to the site leads to: the address to open, or a code. */
async function begin(
  origin: ScriptedOrigin,
  more: Partial<ProtectedServer> = {},
  options: OAuthKitOptions = {},
): Promise<string> {
  const protectedServer = { name: 'notes', url: `${origin.origin}/mcp`, ...more };
  await using kit = await createOAuthKit([protectedServer], options);
  const begun = await kit.oauth.begin(kit.of('notes'), { userGesture: true });
  expect(kit.opened).toHaveLength(begun.ok ? 1 : 0);
  if (begun.ok) return begun.value.authorizationUrl;
  return 'code' in begun.error ? begun.error.code : begun.error.kind;
}

const paths = (origin: ScriptedOrigin) => origin.seen.map(({ path }) => path);

describe('finding the authorization server', () => {
  test('looks where the standards say, in their order', async () => {
    await using origin = await site({
      '/.well-known/oauth-protected-resource': (o) =>
        resource(o, { resource: o, authorization_servers: [`${o}/tenant`] }),
      '/tenant/.well-known/openid-configuration': (o) => server(`${o}/tenant`),
      '/tenant/register': { status: 201, json: { client_id: 'us' } },
    });
    expect(await begin(origin)).toContain(`${origin.origin}/tenant/authorize`);
    expect(paths(origin).slice(0, 5)).toEqual([
      '/.well-known/oauth-protected-resource/mcp',
      '/.well-known/oauth-protected-resource',
      '/.well-known/oauth-authorization-server/tenant',
      '/.well-known/openid-configuration/tenant',
      '/tenant/.well-known/openid-configuration',
    ]);
  });

  test('asks the server itself when nothing is where it should be', async () => {
    await using origin = await site({
      '/mcp': (o) => ({
        status: 401,
        text: '',
        headers: { 'www-authenticate': `Bearer resource_metadata="${o}/hidden"` },
      }),
      '/hidden': (o) => resource(o),
      [serverPath]: (o) => server(o),
    });
    expect(await begin(origin)).toContain('/authorize?');
  });

  test('does without a hint that leads nowhere', async () => {
    await using origin = await site({
      ...good,
      '/mcp': {
        status: 401,
        text: '',
        headers: { 'www-authenticate': 'Bearer resource_metadata="http://backend:8080/meta"' },
      },
    });
    await using kit = await createOAuthKit([{ name: 'notes', url: `${origin.origin}/mcp` }]);
    const wwwAuthenticate = 'Bearer resource_metadata="http://backend:8080/meta"';
    await kit.source('notes').onUnauthorized({ wwwAuthenticate, token: undefined }, patient);
    expect((await kit.begin('notes')).authorizationUrl).toContain('/authorize?');
  });

  test('takes a server without metadata as its own authorization server', async () => {
    const challenge = { 'www-authenticate': 'Bearer' };
    await using origin = await site({
      '/mcp': { status: 401, text: '', headers: challenge },
      '/register': { status: 201, json: { client_id: 'us' } },
    });
    const url = new URL(await begin(origin));
    expect(url.origin + url.pathname).toBe(`${origin.origin}/authorize`);
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    // Nothing published what the resource is called, so it is not named.
    expect(url.searchParams.has('resource')).toBe(false);
  });

  test('registers nowhere when nothing speaks of signing in', async () => {
    await using origin = await site({});
    expect(await begin(origin)).toBe('KEY_WANTED');
    expect(paths(origin)).not.toContain('/register');
  });

  test('tries the next authorization server when the first has no metadata', async () => {
    await using origin = await site({
      [resourcePath]: (o) => resource(o, { authorization_servers: [`${o}/gone`, o] }),
      [serverPath]: (o) => server(o),
    });
    expect(await begin(origin)).toContain('/authorize?');
  });

  const refusals: readonly (readonly [string, string, Pages])[] = [
    [
      'resource of another origin',
      'RESOURCE_MISMATCH',
      { ...good, [resourcePath]: (o) => resource(o, { resource: 'https://other.example/mcp' }) },
    ],
    [
      'resource of a sibling path',
      'RESOURCE_MISMATCH',
      { ...good, [resourcePath]: (o) => resource(o, { resource: `${o}/mc` }) },
    ],
    [
      'no resource',
      'INVALID_METADATA',
      { ...good, [resourcePath]: (o) => resource(o, { resource: undefined }) },
    ],
    [
      'unreadable resource',
      'INVALID_METADATA',
      { ...good, [resourcePath]: (o) => resource(o, { resource: 'javascript:alert(1)' }) },
    ],
    [
      'another issuer',
      'undecided',
      { ...good, [serverPath]: (o) => server(o, { issuer: 'https://as.example' }) },
    ],
    [
      'an issuer that only looks the same',
      'undecided',
      { ...good, [serverPath]: (o) => server(o, { issuer: `${o}/.` }) },
    ],
    [
      'no PKCE methods',
      'undecided',
      {
        ...good,
        [serverPath]: (o) => server(o, { code_challenge_methods_supported: undefined }),
      },
    ],
    [
      'PKCE without S256',
      'PKCE_UNSUPPORTED',
      { ...good, [serverPath]: (o) => server(o, { code_challenge_methods_supported: ['plain'] }) },
    ],
    [
      'no registration',
      'REGISTRATION_UNSUPPORTED',
      { ...good, [serverPath]: (o) => server(o, { registration_endpoint: undefined }) },
    ],
    [
      'a registration that is refused',
      'REGISTRATION_REJECTED',
      { ...good, '/register': { status: 403, json: { error: 'access_denied' } } },
    ],
    [
      'a registration that is none',
      'INVALID_ANSWER',
      { ...good, '/register': { status: 201, json: { client: 'us' } } },
    ],
    [
      'an endpoint to run instead of to visit',
      'INVALID_METADATA',
      {
        ...good,
        [serverPath]: (o) => server(o, { authorization_endpoint: 'file:///etc/passwd' }),
      },
    ],
    [
      'an endpoint with a password',
      'ADDRESS_REFUSED',
      {
        ...good,
        [serverPath]: (o) =>
          server(o, { authorization_endpoint: 'https://me:pw@as.example/authorize' }),
      },
    ],
    [
      'an endpoint without encryption',
      'ADDRESS_REFUSED',
      {
        ...good,
        [serverPath]: (o) => server(o, { authorization_endpoint: 'http://as.example/authorize' }),
      },
    ],
    [
      'metadata that is too large',
      'INVALID_ANSWER',
      { [resourcePath]: { text: 'x'.repeat(300_000) } },
    ],
    ['an outage', 'unavailable', { ...good, [resourcePath]: { status: 503, text: '' } }],
    ['a broken connection', 'unavailable', { ...good, [serverPath]: 'reset' }],
  ];
  test.each(refusals)('stops at %s: %s', async (_name, code, pages) => {
    await using origin = await site(pages);
    expect(await begin(origin)).toBe(code);
  });

  test('waits only so long', async () => {
    await using origin = await site({ ...good, [serverPath]: 'hang' });
    const http = createOAuthHttp({ timeoutMs: 100 });
    expect(await begin(origin, {}, { http })).toBe('unavailable');
  });

  test('follows a server to another authorization server, with new credentials', async () => {
    await using next = await site({});
    await using origin = await site(good);
    await using kit = await createOAuthKit([{ name: 'notes', url: `${origin.origin}/mcp` }]);
    await kit.begin('notes');
    const { answer } = origin;
    origin.answer = (request) =>
      request.path === resourcePath
        ? resource(origin.origin, { authorization_servers: [next.origin] })
        : answer(request);
    next.answer = ({ path }) =>
      path === serverPath
        ? server(next.origin)
        : { status: 201, json: { client_id: 'somebody else' } };
    const begun = await kit.oauth.begin(kit.of('notes'), { userGesture: true, isFresh: true });
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    const url = new URL(begun.value.authorizationUrl);
    expect(url.origin).toBe(next.origin);
    expect(url.searchParams.get('client_id')).toBe('somebody else');
    expect(next.seen.filter(({ path }) => path === '/register')).toHaveLength(1);
  });
});

describe('who we say we are', () => {
  test('registers the loopback address where the deep link is refused', async () => {
    await using origin = await site(good);
    const { answer } = origin;
    origin.answer = (request) =>
      request.path === '/register' && request.body.includes('app.patchbay:')
        ? { status: 400, json: { error: 'invalid_redirect_uri' } }
        : answer(request);
    const redirect = new URL(await begin(origin)).searchParams.get('redirect_uri') ?? '';
    expect(redirect).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback\/[0-9a-f]{16}$/);
    const bodies = origin.seen.filter(({ path }) => path === '/register').map(({ body }) => body);
    const addresses = bodies.map(
      (body) => JSON.parse(body) as object as { redirect_uris: string[] },
    );
    // One address each: some services take no more.
    expect(addresses.map((one) => one.redirect_uris.length)).toEqual([1, 1]);
    expect(addresses[1]?.redirect_uris).toEqual([redirect]);
  });

  test('is the document where there is one and it is understood', async () => {
    const documentUrl = 'https://patchbay.example/client.json';
    const changes = { client_id_metadata_document_supported: true };
    await using origin = await site({ ...good, [serverPath]: (o) => server(o, changes) });
    const url = new URL(await begin(origin, {}, { clientDocumentUrl: () => documentUrl }));
    expect(url.searchParams.get('client_id')).toBe(documentUrl);
    expect(paths(origin)).not.toContain('/register');
    await using other = await site(good);
    const plain = new URL(await begin(other, {}, { clientDocumentUrl: () => documentUrl }));
    expect(plain.searchParams.get('client_id')).toBe('us');
  });

  test('is what the person has set, before anything else', async () => {
    await using origin = await site(good);
    const url = new URL(await begin(origin, { clientId: 'mine' }));
    expect(url.searchParams.get('client_id')).toBe('mine');
    expect(paths(origin)).not.toContain('/register');
  });

  test('is what the person has set only for the issuer they named', async () => {
    await using origin = await site(good);
    const named = { clientId: 'mine', clientSecret: 'canary', issuer: `${origin.origin}/` };
    expect(new URL(await begin(origin, named)).searchParams.get('client_id')).toBe('mine');
    const other = { clientId: 'mine', issuer: 'https://other.example' };
    expect(await begin(origin, other)).toBe('ISSUER_MISMATCH');
  });

  test('gives a secret only to endpoints the person has fixed', async () => {
    await using origin = await site(good);
    const secret = { clientId: 'mine', clientSecret: 'canary' };
    expect(await begin(origin, secret)).toBe('SECRET_NEEDS_NAMED_SERVER');
    const elsewhere = { ...secret, issuer: 'https://other.example' };
    expect(await begin(origin, elsewhere)).toBe('SECRET_NEEDS_NAMED_SERVER');
    await using own = await site({ '/token': { json: { access_token: 'token' } } });
    const pinned = {
      ...secret,
      authorizationUrl: `${own.origin}/authorize`,
      tokenUrl: `${own.origin}/token`,
    };
    await using kit = await createOAuthKit([
      { name: 'notes', url: `${origin.origin}/mcp`, ...pinned },
    ]);
    const { authorizationUrl } = await kit.begin('notes');
    expect(authorizationUrl).toContain(own.origin);
    const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
    expect(await kit.complete(`app.patchbay://oauth/callback?code=c&state=${state}`)).toBe(
      'completed',
    );
    const exchange = own.seen.find(({ path }) => path === '/token');
    const basic = Buffer.from('mine:canary').toString('base64');
    expect(exchange?.headers.authorization).toBe(`Basic ${basic}`);
    expect(exchange?.form.has('client_secret')).toBe(false);
    expect(JSON.stringify(origin.seen)).not.toMatch(/canary|bWluZTpjYW5hcnk/);
  });

  test.each([
    [['client_secret_basic'], 'basic'],
    [['client_secret_post'], 'post'],
    [['none'], 'none'],
  ] as const)('proves it as %s asks', async (methods, proof) => {
    await using origin = await site({
      ...good,
      [serverPath]: (o) => server(o, { token_endpoint_auth_methods_supported: methods }),
      '/register': {
        status: 201,
        json: { client_id: 'us', ...(proof !== 'none' && { client_secret: 's3cret' }) },
      },
      '/token': { json: { access_token: 'token' } },
    });
    await using kit = await createOAuthKit([{ name: 'notes', url: `${origin.origin}/mcp` }]);
    const { authorizationUrl } = await kit.begin('notes');
    const asked = new URL(authorizationUrl).searchParams;
    const state = asked.get('state') ?? '';
    await kit.complete(`${asked.get('redirect_uri') ?? ''}?code=c&state=${state}`);
    const exchange = origin.seen.findLast(({ path }) => path === '/token');
    expect({
      basic: exchange?.headers.authorization?.startsWith('Basic ') === true,
      secret: exchange?.form.get('client_secret') ?? undefined,
      id: exchange?.form.get('client_id') ?? undefined,
    }).toEqual(
      {
        basic: { basic: true },
        post: { basic: false, secret: 's3cret', id: 'us' },
        none: { basic: false, id: 'us' },
      }[proof],
    );
  });
});
