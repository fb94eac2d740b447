import { expect, test } from 'vitest';

import type { Grant } from '../../../src/main/oauth/grant.ts';
import type { OAuthHttp, OAuthRequest } from '../../../src/main/oauth/oauth-ports.ts';
import { createTokenEndpoint } from '../../../src/main/oauth/token-endpoint.ts';
import { ok } from '../../../src/shared/util/result.ts';

const client = { kind: 'registered', clientId: 'us', authMethod: 'none' } as const;
const place = {
  issuer: 'https://id.example',
  client,
  namedBy: { kind: 'person' } as const,
};

test('a token request may take a minute, be it an exchange or a renewal', async () => {
  const sent: OAuthRequest[] = [];
  const endpoint = createTokenEndpoint({
    http: {
      send: (request: OAuthRequest) => {
        sent.push(request);
        return Promise.resolve(ok({ status: 200, json: { access_token: 'a', token_type: 'b' } }));
      },
    } as unknown as OAuthHttp,
    clock: { now: () => 0 },
    habits: { of: () => Promise.resolve({}), learn: () => Promise.resolve() },
  });
  const { signal } = new AbortController();
  const exchange = { endpoint: 'https://id.example/token', code: 'c', verifier: 'v' };
  await endpoint.exchange(
    { ...place, ...exchange, redirectUri: 'http://127.0.0.1:1/callback', resource: undefined },
    signal,
  );
  const grant = {
    ...place,
    serverUrl: 'https://a.example/mcp',
    tokenEndpoint: 'https://id.example/token',
    isPinned: true,
    scopes: [],
    refreshToken: 'r',
  } as unknown as Grant;
  await endpoint.refresh(grant, signal);
  expect(sent.map(({ timeoutMs }) => timeoutMs)).toEqual([60_000, 60_000]);
});
