import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';

import type { OAuth } from '../../../src/main/oauth/oauth.ts';
import type { ProtectedServer } from '../../../src/main/oauth/oauth-ports.ts';
import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { createOAuthKit, patient } from '../../support/oauth-kit.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';

/** A client of the SDK that asks our source for its tokens. */
async function connect(oauth: OAuth, server: ProtectedServer): Promise<Client> {
  const source = oauth.sourceFor(server);
  const client = new Client({ name: 'test', version: '0' });
  const transport = new StreamableHTTPClientTransport(new URL(server.url), {
    authProvider: {
      async token() {
        const token = await source.token(patient);
        if (!token.ok) throw new Error(token.error.kind);
        return token.value;
      },
      async onUnauthorized({ response }) {
        const token = source.peek();
        const wwwAuthenticate = response.headers.get('www-authenticate') ?? undefined;
        const next = await source.onUnauthorized({ wwwAuthenticate, token }, patient);
        if (next !== 'retry') throw new Error(next.kind);
      },
    },
  });
  await client.connect(transport);
  return client;
}

describe('signing in', () => {
  it('goes from a refused server to a protected call and a renewed token', async () => {
    await using server = await startOAuthServer();
    const notes = { name: 'notes', url: server.mcpUrl };
    await using kit = await createOAuthKit([notes]);
    await expect(connect(kit.oauth, notes)).rejects.toThrow('needs-sign-in');

    await kit.signIn('notes');
    const client = await connect(kit.oauth, notes);
    const result = await client.callTool({ name: 'read', arguments: {} });
    expect(result.content).toEqual([{ type: 'text', text: 'a note' }]);

    const before = await kit.token('notes');
    kit.clock.aheadMs = 2 * 3_600_000;
    expect(await kit.token('notes')).not.toBe(before);
    expect(server.count('/token', 'refresh_token')).toBe(1);
    await client.callTool({ name: 'read', arguments: {} });
    await client.close();
    expect(kit.opened).toHaveLength(1);
  });

  it('sends what the standards ask for', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { authorizationUrl } = await kit.begin('notes');
    const parameters = new URL(authorizationUrl).searchParams;
    expect(Object.fromEntries(parameters)).toMatchObject({
      response_type: 'code',
      redirect_uri: 'app.patchbay://oauth/callback',
      code_challenge_method: 'S256',
      resource: server.mcpUrl,
      scope: 'notes:read notes:write offline_access',
      prompt: 'consent',
    });
    const registration = server.seen.find(({ path }) => path === '/reg')?.json;
    expect(registration).toMatchObject({
      application_type: 'native',
      redirect_uris: ['app.patchbay://oauth/callback', 'http://127.0.0.1/callback'],
      token_endpoint_auth_method: 'none',
    });
    const { url } = await createOAuthBrowser().visit(authorizationUrl);
    expect(url).toMatch(/^app\.patchbay:\/\/oauth\/callback\?code=/);
    await kit.oauth.completeFromUrl(url, 'deep-link');
    const exchange = server.seen.find(({ path }) => path === '/token');
    expect(exchange?.parameters.get('resource')).toBe(server.mcpUrl);
  });
});
