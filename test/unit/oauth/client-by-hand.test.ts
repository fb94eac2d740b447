import { describe, expect, test } from 'vitest';

import {
  asWished,
  clientByHand,
  objectionToSecrets,
} from '../../../src/main/oauth/client-by-hand.ts';
import { assumedServer } from '../../../src/main/oauth/metadata.ts';
import type { ProtectedServer } from '../../../src/main/oauth/oauth-ports.ts';

const endpoints = { authorization: 'https://as.example/a', token: 'https://as.example/t' };
const found = assumedServer(endpoints, false);
const fixed = assumedServer(endpoints, true);
const server = (change: Partial<ProtectedServer> = {}): ProtectedServer => ({
  name: 'one',
  url: 'https://rs.example/mcp',
  ...change,
});
const headers = { 'x-tenant': 't-1' };

describe('secrets and headers of a sign-in', () => {
  test.each([{ headers }, { clientSecret: 's' }])('%j go to nobody the server names', (secrets) => {
    const refusal = { kind: 'refused', code: 'SECRET_NEEDS_NAMED_SERVER' };
    expect(objectionToSecrets(server(secrets), found)).toMatchObject(refusal);
    const elsewhere = server({ ...secrets, issuer: 'https://other.example' });
    expect(objectionToSecrets(elsewhere, found)).toMatchObject(refusal);
    expect(clientByHand(elsewhere, 'us', found)).toMatchObject({ error: refusal });
  });

  test('go where a person has named the service or its endpoints', () => {
    const named = server({ headers, issuer: 'https://as.example' });
    expect(objectionToSecrets(named, found)).toBeUndefined();
    expect(clientByHand(named, 'us', found)).toMatchObject({ value: { headers } });
    expect(clientByHand(server({ headers }), 'us', fixed)).toMatchObject({ value: { headers } });
  });
});

describe('the way a secret is sent', () => {
  test('is the one a person has set, also for a client that was registered', () => {
    const client = {
      kind: 'registered',
      clientId: 'x',
      clientSecret: 's',
      authMethod: 'client_secret_basic',
    } as const;
    const wished = asWished(client, server({ tokenMethod: 'client_secret_post' }));
    expect(wished).toMatchObject({ authMethod: 'client_secret_post', isMethodFixed: true });
    expect(asWished(client, server())).toEqual(client);
  });

  test('is none where there is nothing to send', () => {
    const asked = server({ tokenMethod: 'client_secret_basic' });
    expect(clientByHand(asked, 'us', fixed)).toMatchObject({ value: { authMethod: 'none' } });
  });
});
