import { expect, test } from 'vitest';

import { resolveSignIn } from '../../../src/main/registry/resolve-launch.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { createFakeSecrets } from '../../support/fake-secrets.ts';
import { valueOf } from './registry-kit.ts';

test('fills in what a person has set for signing in, and leaves out what is empty', async () => {
  const secrets = createFakeSecrets();
  secrets.values.set('tenant', ' t-1 \n');
  const server = serverDefinitionSchema.parse({
    title: 'One',
    name: 'one',
    transport: { type: 'sse', url: 'https://x.example/mcp' },
    createdAt: 1,
    updatedAt: 1,
    variables: [
      { name: 'API', sensitive: false },
      { name: 'NONE', optional: true },
    ],
    variableValues: { API: { kind: 'text', text: 'https://api.example' } },
    auth: {
      type: 'oauth',
      parameters: { audience: '{{API}}', login_hint: '{{NONE}}' },
      headers: {
        'X-Tenant': { kind: 'secret', secretId: 'tenant' },
        'X-Api': { kind: 'text', text: 'for {{API}}' },
        'Content-Type': { kind: 'text', text: 'text/plain' },
      },
      tokenMethod: 'client_secret_post',
      revocationUrl: '{{API}}/revoke',
      redirect: 'localhost',
    },
  });
  const resolved = await resolveSignIn(server, {
    secrets,
    homeDir: '/home/ada',
    profileId: 'personal',
  });
  expect(valueOf(resolved)).toMatchObject({
    parameters: { audience: 'https://api.example' },
    headers: { 'x-tenant': 't-1', 'x-api': 'for https://api.example' },
    tokenMethod: 'client_secret_post',
    revocationUrl: 'https://api.example/revoke',
    redirect: 'localhost',
  });
  expect(Object.keys(valueOf(resolved)?.parameters ?? {})).toEqual(['audience']);
  expect(Object.keys(valueOf(resolved)?.headers ?? {})).toEqual(['x-tenant', 'x-api']);
});
