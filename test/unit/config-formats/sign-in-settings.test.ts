import { expect, test } from 'vitest';

import { readPaste } from '../../../src/main/config-formats/read-paste.ts';

function read(text: string) {
  const { servers } = readPaste(text, { home: '/home/ann' });
  const [server] = servers;
  return {
    auth: server?.draft.auth,
    extras: server?.draft.extras,
    likelySecrets: server?.likelySecrets,
    problems: server?.problems.map(({ code, path }) => `${code} ${path}`),
  };
}

const head = 'mcpServers:\n  a:\n    url: https://a.example/mcp\n';

test('reads what LibreChat says about signing in', () => {
  const text = `${head}    oauth:
      client_id: us
      audience: https://api.example
      forward_audience_on_refresh: true
      token_exchange_method: basic_auth_header
      revocation_endpoint: https://as.example/\${TENANT}/revoke
    oauth_headers:
      X-Api-Key: sk-live-4f9a7c1e2b3d5f60718293a4b5c6d7e8
      X-Region: eu
`;
  expect(read(text)).toEqual({
    auth: {
      type: 'oauth',
      clientId: 'us',
      parameters: { audience: 'https://api.example' },
      tokenMethod: 'client_secret_basic',
      revocationUrl: 'https://as.example/{{TENANT}}/revoke',
      headers: {
        'X-Api-Key': { kind: 'secret', value: 'sk-live-4f9a7c1e2b3d5f60718293a4b5c6d7e8' },
        'X-Region': { kind: 'text', text: 'eu' },
      },
    },
    extras: {},
    likelySecrets: ['auth.headers.X-Api-Key'],
    problems: [],
  });
});

test('takes headers alone for a server that is signed in to, unless it says it is none', () => {
  const headers = '    oauth_headers: { X-Region: eu }\n';
  expect(read(head + headers).auth).toMatchObject({ type: 'oauth', headers: {} });
  const off = read(`${head}    requiresOAuth: false\n${headers}`);
  expect(off).toMatchObject({
    auth: { type: 'none' },
    problems: ['UNKNOWN_FIELD extras.oauth_headers'],
  });
});

test('leaves out parameters of the protocol, and says which words it does not know', () => {
  const text = `${head}    oauth:
      parameters: { state: x, redirect_uri: 'https://evil.example', prompt: none, __proto__: y }
      token_exchange_method: carrier_pigeon
      forward_audience_on_refresh: false
`;
  expect(read(text)).toMatchObject({
    auth: { type: 'oauth', parameters: { prompt: 'none' } },
    extras: { oauth: { forward_audience_on_refresh: false } },
    problems: [
      'FIELD_INVALID auth.parameters.state',
      'FIELD_INVALID auth.parameters.redirect_uri',
      'FIELD_INVALID auth.tokenMethod',
      'UNKNOWN_FIELD extras.oauth.forward_audience_on_refresh',
    ],
  });
});
