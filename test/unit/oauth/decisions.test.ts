import { describe, expect, test } from 'vitest';

import {
  chooseAuthMethod,
  methodToRegister,
  readRegistration,
} from '../../../src/main/oauth/client-identity.ts';
import { freshnessOf, parseGrant, renewedGrant } from '../../../src/main/oauth/grant.ts';
import type { Grant } from '../../../src/main/oauth/grant.ts';
import { assumedServer, isWithin, readServerMetadata } from '../../../src/main/oauth/metadata.ts';
import { isFromIssuer } from '../../../src/main/oauth/flow.ts';
import { chooseScopes, coversScopes, scopeUnion } from '../../../src/main/oauth/scopes.ts';
import { resourceMetadataUrls, serverMetadataUrls } from '../../../src/main/oauth/well-known.ts';
import { serverMetadata } from '../../support/server-metadata.ts';

describe('where metadata is looked for', () => {
  test.each([
    ['https://a.example/', ['/.well-known/oauth-protected-resource']],
    [
      'https://a.example/mcp/?key=1',
      ['/.well-known/oauth-protected-resource/mcp', '/.well-known/oauth-protected-resource'],
    ],
  ])('of the resource %s', (url, paths) => {
    expect(resourceMetadataUrls(url)).toEqual(paths.map((path) => `https://a.example${path}`));
  });

  test.each([
    [
      'https://a.example',
      ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'],
    ],
    [
      'https://a.example/t/1/',
      [
        '/.well-known/oauth-authorization-server/t/1',
        '/.well-known/openid-configuration/t/1',
        '/t/1/.well-known/openid-configuration',
        '/t/1/.well-known/oauth-authorization-server',
      ],
    ],
  ])('of the issuer %s', (issuer, paths) => {
    expect(serverMetadataUrls(issuer)).toEqual(paths.map((path) => `https://a.example${path}`));
  });
});

test.each([
  ['https://a.example/mcp', 'https://a.example/mcp', true],
  ['https://a.example/mcp', 'https://a.example/mcp/', true],
  ['https://a.example/mcp/x', 'https://a.example/mcp', true],
  ['https://a.example/mcp', 'https://a.example', true],
  ['https://a.example/mcp', 'https://a.example/mc', false],
  ['https://a.example/mcp', 'https://a.example/mcp/x', false],
  ['https://a.example/mcp', 'http://a.example/mcp', false],
  ['https://a.example/mcp', 'https://a.example:444/mcp', false],
  ['https://a.example/mcp', 'https://b.example/mcp', false],
])('%s belongs to %s: %s', (url, resource, expected) => {
  expect(isWithin(url, resource)).toBe(expected);
});

test.each([
  ['https://as.example', 'https://as.example', true],
  ['https://as.example', 'https://as.example/', true],
  ['https://as.example/', 'https://as.example/', true],
  ['https://as.example/', 'https://as.example', true],
  ['https://AS.example', 'https://as.example', false],
  ['https://as.example:443', 'https://as.example', false],
  ['https://as.example/a', 'https://as.example', false],
])('metadata of %s looked up for %s: %s', (issuer, expected, isAccepted) => {
  const read = readServerMetadata(serverMetadata(issuer), expected);
  if (!read.ok) throw new Error(read.error.kind);
  expect(read.value.namedIssuer === undefined).toBe(isAccepted);
  // Whatever a server calls itself, registrations and tokens are kept under where it was found.
  expect(read.value.issuer).toBe(isAccepted ? issuer : expected);
});

describe('scopes to ask for', () => {
  test.each([
    ['the challenge first', { challenged: ['a'], configured: ['b'], resource: ['c'] }, ['a']],
    ['then the settings', { challenged: [], configured: ['b'], resource: ['c'] }, ['b']],
    ['then what was asked for', { requested: ['g'], resource: ['c'] }, ['g']],
    ['then the resource', { resource: ['c', 'd'] }, ['c', 'd']],
    ['or none', { authorizationServer: ['x'] }, []],
    ['more at a step-up', { challenged: ['b'], requested: ['a'], isStepUp: true }, ['a', 'b']],
    ['no more without one', { challenged: ['b'], requested: ['a'] }, ['b']],
    [
      'staying signed in where it is listed',
      { challenged: ['a'], authorizationServer: ['offline_access', 'x'] },
      ['a', 'offline_access'],
    ],
  ])('%s', (_name, sources, expected) => {
    expect(chooseScopes(sources)).toEqual(expected);
  });

  test('union and cover', () => {
    expect(scopeUnion(['a', 'b'], undefined, ['b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(coversScopes(['a', 'b'], ['b'])).toBe(true);
    expect(coversScopes(['a'], ['a', 'b'])).toBe(false);
    expect(coversScopes([], [])).toBe(true);
  });
});

describe('how a client proves itself', () => {
  test.each([
    [false, undefined, ['client_secret_basic'], 'none'],
    [true, undefined, undefined, 'client_secret_basic'],
    [true, undefined, ['client_secret_post'], 'client_secret_post'],
    [true, undefined, ['client_secret_post', 'client_secret_basic'], 'client_secret_basic'],
    [true, 'client_secret_post', ['client_secret_basic'], 'client_secret_post'],
    [true, 'private_key_jwt', ['client_secret_post'], 'client_secret_post'],
    [true, undefined, ['private_key_jwt'], 'client_secret_basic'],
  ] as const)(
    'secret %s, registered %s, supported %s: %s',
    (secret, registered, supported, method) => {
      expect(chooseAuthMethod(secret, registered, supported)).toBe(method);
    },
  );

  test.each([
    [undefined, 'none'],
    [[], 'none'],
    [['client_secret_basic', 'none'], 'none'],
    [['client_secret_post'], 'client_secret_post'],
  ] as const)('registers where %s is supported as %s', (supported, method) => {
    expect(methodToRegister(supported)).toBe(method);
  });

  test('reads registrations', () => {
    const asked = { redirectUris: ['x:/'], scopes: ['a'], supported: undefined };
    const read = (json: unknown) => readRegistration(json, asked, 5);
    expect(read({ client_id: 'us', client_secret_expires_at: 0 })).toEqual({
      client: { kind: 'registered', clientId: 'us', authMethod: 'none' },
      redirectUris: ['x:/'],
      scopes: ['a'],
      registeredAt: 5,
    });
    expect(
      read({
        client_id: 'us',
        client_secret: 's',
        client_secret_expires_at: 9,
        token_endpoint_auth_method: 'client_secret_post',
      }),
    ).toMatchObject({
      client: { clientSecret: 's', authMethod: 'client_secret_post' },
      expiresAt: 9000,
    });
    expect(read({ client_id: 7, client_secret: '' })?.client).toEqual({
      kind: 'registered',
      clientId: '7',
      authMethod: 'none',
    });
    for (const json of [undefined, {}, { client_id: '' }, { client_id: 7.5 }, []]) {
      expect(read(json)).toBeUndefined();
    }
  });
});

const grant: Grant = {
  serverUrl: 'https://mcp.example/mcp',
  resource: 'https://mcp.example/mcp',
  issuer: 'https://as.example',
  tokenEndpoint: 'https://as.example/token',
  isPinned: false,
  client: { kind: 'registered', clientId: 'us', authMethod: 'none' },
  accessToken: 'old',
  refreshToken: 'refresh',
  scopes: ['a'],
  via: 'deep-link',
  signedInAt: 0,
  obtainedAt: 0,
  expiresAt: 3_600_000,
};

describe('a grant', () => {
  test.each([
    [3_539_999, 0, 'fresh'],
    [3_540_000, 0, 'ending'],
    [3_540_000, 0.99, 'fresh'],
    [3_570_000, 0.99, 'ending'],
    [3_599_999, 0, 'ending'],
    [3_600_000, 0, 'expired'],
    [Number.MAX_SAFE_INTEGER, 0.5, 'expired'],
  ] as const)('at %i with jitter %f is %s', (now, jitter, expected) => {
    expect(freshnessOf(grant, now, jitter)).toBe(expected);
  });

  test('lives long enough to be used even when it is short', () => {
    const short = { obtainedAt: 0, expiresAt: 20_000 };
    expect(freshnessOf(short, 14_999, 0)).toBe('fresh');
    expect(freshnessOf(short, 15_000, 0)).toBe('ending');
    expect(freshnessOf({ obtainedAt: 0 }, Number.MAX_SAFE_INTEGER, 0)).toBe('fresh');
  });

  test('keeps what a renewal does not mention', () => {
    expect(renewedGrant(grant, { accessToken: 'new' }, 9)).toEqual({
      ...grant,
      accessToken: 'new',
      obtainedAt: 9,
      expiresAt: undefined,
    });
    const tokens = { accessToken: 'new', refreshToken: 'r2', scopes: ['b'], expiresAt: 10 };
    expect(renewedGrant(grant, tokens, 9)).toMatchObject({
      refreshToken: 'r2',
      scopes: ['b'],
      expiresAt: 10,
      signedInAt: 0,
    });
  });

  test('survives being written down', () => {
    expect(parseGrant(JSON.stringify(grant))).toEqual(grant);
    for (const text of ['', '{', '{}', 'null', '[]']) expect(parseGrant(text)).toBeUndefined();
  });
});

test.each([
  [undefined, true],
  ['https://login.example', true],
  ['https://token.example/x', true],
  ['https://attacker.example', false],
  ['nonsense', false],
])('with fixed endpoints, an answer from %s is taken: %s', (iss, expected) => {
  const authorizationServer = assumedServer(
    { authorization: 'https://login.example/a', token: 'https://token.example/t' },
    true,
  );
  expect(isFromIssuer({ authorizationServer }, iss)).toBe(expected);
});
