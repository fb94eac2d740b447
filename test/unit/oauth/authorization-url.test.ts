import { describe, expect, test } from 'vitest';

import { authorizationUrl } from '../../../src/main/oauth/authorization-url.ts';
import { challengeOf, isSameText, toText } from '../../../src/main/oauth/pkce.ts';

const request = {
  endpoint: 'https://as.example/authorize?tenant=a&state=theirs#part',
  clientId: 'us',
  redirectUri: 'app.patchbay://oauth/callback',
  state: 'state',
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  resource: 'https://mcp.example/mcp',
  scopes: ['a', 'b'],
};

describe('an authorization request', () => {
  test('keeps what the endpoint has and overrules what is ours', () => {
    const url = new URL(authorizationUrl(request));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tenant: 'a',
      response_type: 'code',
      client_id: 'us',
      redirect_uri: 'app.patchbay://oauth/callback',
      state: 'state',
      // The example of RFC 7636 appendix B.
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      resource: 'https://mcp.example/mcp',
      scope: 'a b',
    });
    expect(url.hash).toBe('');
  });

  test('leaves out what there is none of', () => {
    const none = new URL(authorizationUrl({ ...request, scopes: [] })).searchParams;
    expect(none.has('scope')).toBe(false);
    expect(none.has('prompt')).toBe(false);
    const bare = new URL(authorizationUrl({ ...request, resource: undefined })).searchParams;
    expect(bare.has('resource')).toBe(false);
    const again = new URL(authorizationUrl({ ...request, prompt: 'consent' })).searchParams;
    expect(again.get('prompt')).toBe('consent');
  });

  test('lets no further parameter take the place of one of its own', () => {
    const parameters = {
      audience: 'api',
      state: 'theirs',
      redirect_uri: 'https://attacker.example',
      scope: 'all',
      code_challenge_method: 'plain',
      response_mode: 'fragment',
      request_uri: 'https://attacker.example/request',
    };
    const url = new URL(authorizationUrl({ ...request, scopes: [], parameters })).searchParams;
    expect(url.get('audience')).toBe('api');
    expect(url.get('state')).toBe('state');
    expect(url.get('redirect_uri')).toBe(request.redirectUri);
    expect(url.get('code_challenge_method')).toBe('S256');
    for (const name of ['scope', 'response_mode', 'request_uri']) expect(url.has(name)).toBe(false);
  });
});

test('the challenge, states and comparisons', () => {
  expect(challengeOf('a')).toHaveLength(43);
  expect(toText(new Uint8Array(32).fill(255))).toMatch(/^[\w-]{43}$/);
  expect(isSameText('a', 'a')).toBe(true);
  expect(isSameText('a', 'A')).toBe(false);
  expect(isSameText('', 'a')).toBe(false);
});
