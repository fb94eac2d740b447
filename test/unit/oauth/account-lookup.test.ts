import { describe, expect, test } from 'vitest';

import { accountOfGrant } from '../../../src/main/oauth/account-lookup.ts';
import { grantSchema } from '../../../src/main/oauth/grant.ts';
import type { Grant } from '../../../src/main/oauth/grant.ts';
import { assumedServer } from '../../../src/main/oauth/metadata.ts';
import type { OAuthRequest } from '../../../src/main/oauth/oauth-ports.ts';
import { ok } from '../../../src/shared/util/result.ts';

const endpoints = { authorization: 'https://as.example/a', token: 'https://as.example/t' };
const grant = (change: Partial<Grant> = {}): Grant =>
  grantSchema.parse({
    serverUrl: 'https://rs.example/mcp',
    issuer: 'https://as.example',
    tokenEndpoint: endpoints.token,
    isPinned: false,
    client: { kind: 'registered', clientId: 'us', authMethod: 'none' },
    accessToken: 'token-1',
    scopes: ['openid', 'read'],
    via: 'deep-link',
    signedInAt: 0,
    obtainedAt: 0,
    ...change,
  });

async function look(
  change: Partial<Grant>,
  json: Readonly<Record<string, unknown>>,
  userinfoEndpoint = 'https://as.example/userinfo',
) {
  const asked: OAuthRequest[] = [];
  const http = {
    send(request: OAuthRequest) {
      asked.push(request);
      return Promise.resolve(ok({ status: 200, json }));
    },
  };
  const server = { ...assumedServer(endpoints, false), userinfoEndpoint };
  const { signal } = new AbortController();
  return { account: await accountOfGrant(grant(change), server, http, signal), asked };
}

describe('whose account it is', () => {
  test('is asked of the service, with the token, where the sign-in covers it', async () => {
    const { account, asked } = await look({}, { sub: '7', email: 'ana@example.com' });
    expect(account).toEqual({ name: 'ana@example.com', subject: '7', tenant: undefined });
    expect(asked).toMatchObject([
      { url: 'https://as.example/userinfo', headers: { authorization: 'Bearer token-1' } },
    ]);
  });

  test('is not asked where it is told already, or the sign-in does not cover it', async () => {
    const told = { name: 'ana@example.com', subject: '7' };
    expect(await look({ account: told }, { email: 'x' })).toEqual({ account: told, asked: [] });
    expect(await look({ scopes: ['read'] }, { email: 'x' })).toEqual({ asked: [] });
  });

  test.each(['https://evil.example/userinfo', 'https://as.example.evil.test/userinfo'])(
    'sends no token to %s, which is not of the service that gave it',
    async (elsewhere) => {
      expect(await look({}, { sub: '7', email: 'a' }, elsewhere)).toEqual({ asked: [] });
    },
  );

  test('believes nothing about another subject', async () => {
    const account = { subject: '7' };
    const other = await look({ account }, { sub: '8', email: 'eve@example.com' });
    expect(other.account).toEqual(account);
    const nobody = await look({ account }, { email: 'eve@example.com' });
    expect(nobody.account).toEqual(account);
  });
});
