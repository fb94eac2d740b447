import { describe, expect, test } from 'vitest';

import { readResourceMetadata, readServerMetadata } from '../../../src/main/oauth/metadata.ts';
import { lesserRegistration } from '../../../src/main/oauth/registration-shape.ts';
import { RenewalTrouble } from '../../../src/main/oauth/renewal-trouble.ts';
import { readTokenAnswer } from '../../../src/main/oauth/token-answer.ts';
import { mayBeAboutSecret } from '../../../src/main/oauth/token-failure.ts';
import { issuerNamedBy } from '../../../src/main/oauth/well-known.ts';

const issuer = 'https://as.example/t';
const server = (changes: Readonly<Record<string, unknown>>) =>
  readServerMetadata(
    {
      issuer,
      authorization_endpoint: 'https://as.example/authorize',
      token_endpoint: 'https://as.example/token',
      ...changes,
    },
    issuer,
  );
const tokens = (json: Readonly<Record<string, unknown>>, status = 200) =>
  readTokenAnswer({ status, json }, 0, (text) => text);

describe('metadata written otherwise', () => {
  test('has endpoints as paths of the origin it was looked up at', () => {
    expect(server({ token_endpoint: '/token', registration_endpoint: '/reg' })).toMatchObject({
      value: {
        tokenEndpoint: 'https://as.example/token',
        registrationEndpoint: 'https://as.example/reg',
      },
    });
  });

  test.each(['//evil.example/token', '/\\evil.example/token', 'token', '../token', ''])(
    'takes %j for no endpoint',
    (endpoint) => {
      expect(server({ token_endpoint: endpoint })).toMatchObject({ ok: false });
    },
  );

  test.each([
    ['S256', true],
    ['plain S256', true],
    [['s256'], true],
    [[null, 'S256'], true],
    ['plain', false],
    [['plain'], false],
    [['S2560'], false],
    [null, false],
  ])('knows of PKCE methods %j: %s', (methods, supportsPkce) => {
    expect(server({ code_challenge_methods_supported: methods })).toMatchObject({
      value: { supportsPkce },
    });
  });

  test('does not take methods without the safe one for none at all', () => {
    const found = server({ code_challenge_methods_supported: 'plain' });
    expect(found).toMatchObject({ value: { isPkceUnlisted: false } });
  });

  test('names one authorization server as a text, and nothing that is no address', () => {
    const read = (servers: unknown) =>
      readResourceMetadata(
        { resource: 'https://mcp.example/', authorization_servers: servers },
        'https://mcp.example/mcp',
      );
    const named = (authorizationServers: readonly string[]) => ({
      value: { authorizationServers },
    });
    expect(read('https://as.example')).toMatchObject(named(['https://as.example']));
    expect(read('javascript:alert(1)')).toMatchObject(named([]));
    expect(read([null, 7, 'https://as.example'])).toMatchObject(named(['https://as.example']));
  });

  test.each([
    ['https://as.example/.well-known/oauth-authorization-server', 'https://as.example'],
    ['https://as.example/.well-known/oauth-authorization-server/t', 'https://as.example/t'],
    ['https://as.example/t/.well-known/openid-configuration', 'https://as.example/t'],
    ['https://as.example/t', 'https://as.example/t'],
    ['https://as.example/.well-known/other', 'https://as.example/.well-known/other'],
    [
      'https://as.example/x?y=/.well-known/openid-configuration',
      'https://as.example/x?y=/.well-known/openid-configuration',
    ],
  ])('%s stands for the issuer %s', (address, named) => {
    expect(issuerNamedBy(address)).toBe(named);
  });
});

describe('token answers written otherwise', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['in data', { success: true, data: { access_token: 'a', refresh_token: 'r' } }],
    ['in camel case', { accessToken: 'a', refreshToken: 'r' }],
    ['in camel case within', { result: { accessToken: 'a', refreshToken: 'r' } }],
    ['with the scheme', { access_token: 'bearer  a', refresh_token: 'r\n' }],
  ])('are read: %s', (_name, json) => {
    expect(tokens(json)).toMatchObject({
      kind: 'issued',
      tokens: { accessToken: 'a', refreshToken: 'r' },
    });
  });

  test('never read another token than the one at the usual place', () => {
    const json = { access_token: 'own', accessToken: 'x', data: { access_token: 'other' } };
    expect(tokens(json)).toMatchObject({ tokens: { accessToken: 'own' } });
    expect(tokens({ error: 'invalid_grant', data: { access_token: 'a' } }).kind).toBe('error');
    expect(tokens({ ok: false, data: { access_token: 'a' } }).kind).toBe('refused');
    expect(tokens({ data: { access_token: 'a', token_type: 'DPoP' } }).kind).toBe('nonsense');
    expect(tokens({ profile: { access_token: 'a' } }).kind).toBe('nonsense');
    expect(tokens({ data: [{ access_token: 'a' }] }).kind).toBe('nonsense');
    expect(tokens({ access_token: 'a' }, 302).kind).toBe('nonsense');
  });

  test.each(['a b', 'a\r\nX: y', 'Basic a', 'a\u0000', '', ' ', 'Bearer '])(
    'hold no token that could not be sent: %j',
    (token) => {
      expect(tokens({ access_token: token }).kind).toBe('nonsense');
    },
  );
});

describe('a registration that is refused', () => {
  const full = { scopes: ['read'] };
  const no = (description: string) => ({
    error: 'invalid_client_metadata',
    error_description: description,
  });

  test.each([
    ['scope is not known', { scopes: undefined }],
    ['token_endpoint_auth_method none is not allowed', { wantsSecret: true }],
    ['property application_type should not exist', { isBare: true }],
    ['grant_types: refresh_token is not supported', { isCodeOnly: true }],
  ])('is asked for with less: %s', (words, change) => {
    const lesser = lesserRegistration(full, no(words));
    expect(lesser).toEqual({ ...full, ...change });
    // Each part goes once, so that a server cannot keep us registering.
    expect(lesserRegistration(lesser ?? full, no(words))).toBeUndefined();
  });

  test('stays as it is where the words name nothing of it', () => {
    expect(lesserRegistration(full, no('not today'))).toBeUndefined();
    expect(lesserRegistration(full, { error: 'insufficient_scope' })).toBeUndefined();
    expect(lesserRegistration(full, undefined)).toBeUndefined();
  });
});

test.each([
  ['HTTP 401', true],
  ['invalid_request: Missing parameter: client_id', true],
  ['HTTP 403, Bad client credentials', true],
  ['HTTP 403, forbidden', false],
  ['invalid_request: code_verifier', false],
])('a refusal of %j may be about the place of the secret: %s', (detail, expected) => {
  expect(mayBeAboutSecret({ kind: 'refused', detail })).toBe(expected);
  expect(mayBeAboutSecret({ kind: 'grant-ended', detail })).toBe(false);
});

test('takes a page for the end of a sign-in only when it comes for ten minutes', () => {
  const trouble = new RenewalTrouble();
  expect(trouble.nonsense('a page', 0).failure.kind).toBe('unavailable');
  expect(trouble.nonsense('a page', 599_999).failure.kind).toBe('unavailable');
  expect(trouble.nonsense('a page', 600_000).failure).toMatchObject({ reason: 'not-renewable' });
  trouble.clear();
  expect(trouble.nonsense('a page', 600_001).failure.kind).toBe('unavailable');
});
