import { describe, expect, test } from 'vitest';

import {
  fitsTenantPattern,
  isNamedIssuer,
  isSameSite,
} from '../../../src/main/oauth/issuer-name.ts';
import { isFromIssuer } from '../../../src/main/oauth/flow.ts';
import { knownServiceAt } from '../../../src/main/oauth/known-services.ts';
import { readServerMetadata } from '../../../src/main/oauth/metadata.ts';
import { questionFor } from '../../../src/main/oauth/sign-in-question.ts';
import { serverMetadata } from '../../support/server-metadata.ts';

const pattern = 'https://login.example/{tenantid}/v2.0';

describe('a placeholder for an organisation', () => {
  test.each(['common', 'organizations', '72f988bf-86f1-41af-91ab-2d7cd011db47'])(
    'stands for %s',
    (tenant) => {
      expect(fitsTenantPattern(pattern, `https://login.example/${tenant}/v2.0`)).toBe(true);
    },
  );

  test.each([
    [pattern, 'https://login.example/a/b/v2.0'],
    [pattern, 'https://login.example//v2.0'],
    [pattern, 'https://login.example/v2.0'],
    [pattern, 'https://login.example/a/v2.0/'],
    [pattern, 'https://login.example/a/v2.0?x'],
    [pattern, 'https://login.example/a%2Fb/v2.0'],
    [pattern, 'https://login.example.attacker.example/a/v2.0'],
    [pattern, 'https://attacker.example/a/v2.0'],
    [pattern, 'http://login.example/a/v2.0'],
    ['https://{tenantid}.example/v2.0', 'https://attacker.example/v2.0'],
    ['https://{tenantid}/v2.0', 'https://attacker.example/v2.0'],
    ['https://login.example/x{tenantid}/v2.0', 'https://login.example/xa/v2.0'],
    ['https://login.example/{tenantid}x', 'https://login.example/ax'],
    ['https://login.example/{tenantid}/{tenantid}', 'https://login.example/a/b'],
    ['https://login.example/{other}/v2.0', 'https://login.example/a/v2.0'],
  ])('%s does not stand for %s', (name, issuer) => {
    expect(isNamedIssuer(name, issuer)).toBe(false);
  });
});

test.each([
  ['https://auth.example.com', 'https://mcp.example.com', true],
  ['https://example.com', 'https://login.example.com', true],
  ['https://auth.example.co.uk', 'https://mcp.example.co.uk', true],
  ['http://127.0.0.1:1', 'http://127.0.0.1:2', true],
  ['https://one.co.uk', 'https://two.co.uk', false],
  ['https://one.com', 'https://two.com', false],
  ['https://one.github.io', 'https://two.github.io', false],
  ['https://one.auth0.com', 'https://two.auth0.com', false],
  ['https://example.com.attacker.net', 'https://example.com', false],
  ['http://127.0.0.1', 'http://10.0.0.1', false],
])('%s and %s are of one site: %s', (one, other, expected) => {
  expect(isSameSite(one, other)).toBe(expected);
});

const serverUrl = 'https://mcp.example/mcp';
const metadata = (changes: Readonly<Record<string, unknown>>, expected = 'https://as.example') => {
  const read = readServerMetadata(serverMetadata('https://as.example', changes), expected);
  if (!read.ok) throw new Error(read.error.kind);
  return read.value;
};

describe('what a person is asked', () => {
  test('is nothing where nothing is unusual', () => {
    expect(questionFor(serverUrl, metadata({}), undefined)).toBeUndefined();
    const slash = metadata({ issuer: 'https://as.example/' });
    expect(questionFor(serverUrl, slash, undefined)).toBeUndefined();
  });

  test('is about another name, no PKCE, and a page of another site', () => {
    const odd = metadata({
      issuer: 'https://else.example',
      code_challenge_methods_supported: undefined,
      authorization_endpoint: 'https://page.attacker.net/authorize',
    });
    const question = questionFor(serverUrl, odd, undefined);
    expect(question).toMatchObject({
      doubts: ['issuer', 'pkce', 'site'],
      issuer: 'https://as.example',
      namedIssuer: 'https://else.example',
      hosts: { page: 'page.attacker.net', exchange: 'as.example' },
    });
  });

  test('is another question for another server, and after any of the facts has changed', () => {
    const digest = (url: string, changes: Readonly<Record<string, unknown>>) =>
      questionFor(url, metadata({ issuer: 'https://else.example', ...changes }), undefined)?.digest;
    const digests = [
      digest(serverUrl, {}),
      digest('https://other.example/mcp', {}),
      digest(serverUrl, { issuer: 'https://third.example' }),
      digest(serverUrl, { token_endpoint: 'https://as.example/other' }),
      digest(serverUrl, { authorization_endpoint: 'https://as.example/other' }),
      digest(serverUrl, { registration_endpoint: 'https://as.example/other' }),
      digest(serverUrl, { code_challenge_methods_supported: undefined }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('is not spared by a known page whose answers go elsewhere', () => {
    const changes = {
      code_challenge_methods_supported: undefined,
      authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
      authorization_response_iss_parameter_supported: true,
    };
    const known = knownServiceAt('https://accounts.google.com/o/oauth2/v2/auth');
    expect(questionFor(serverUrl, metadata(changes), known)?.doubts).toEqual(['pkce']);
    const own = { ...changes, token_endpoint: 'https://accounts.google.com/token' };
    expect(questionFor(serverUrl, metadata(own), known)).toBeUndefined();
  });
});

test('an answer carries the name the metadata claim, to the letter', () => {
  const authorizationServer = metadata({ issuer: 'https://else.example' });
  expect(isFromIssuer({ authorizationServer }, 'https://else.example')).toBe(true);
  for (const iss of ['https://as.example', 'https://else.example/', 'https://third.example']) {
    expect(isFromIssuer({ authorizationServer }, iss)).toBe(false);
  }
});

test('a known service is known by its whole host', () => {
  expect(knownServiceAt('https://tenant.b2clogin.com/x')?.takesScopesInstead).toBe(true);
  expect(knownServiceAt('https://accounts.google.com/x')?.parameters).toEqual({
    access_type: 'offline',
  });
  expect(knownServiceAt('https://acme.my.salesforce.com/x')?.ways?.[0]).toBe('localhost');
  for (const host of [
    'accounts.google.com.attacker.example',
    'xaccounts.google.com',
    'b2clogin.com.example',
  ]) {
    expect(knownServiceAt(`https://${host}/x`)).toBeUndefined();
  }
});
