import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { OAuthClientProvider } from '@modelcontextprotocol/client';

import { createOAuthBrowser } from '../../test/support/oauth-browser.ts';
import type { OAuthServer } from '../../test/support/oauth-server.ts';

/** What became of calls made at the same time by the bare SDK. */
export interface BareRun {
  readonly successes: number;
  readonly browserOpenings: number;
}

/** How the bare SDK's client describes itself when it registers (RFC 7591). */
export const bareClientMetadata = (redirectUrl: string) => ({
  client_name: 'bare',
  application_type: 'native',
  redirect_uris: [redirectUrl],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
});

/**
 * Signs in with the bare SDK and a provider that keeps everything in memory, as its documentation
 * shows it, then makes `calls` calls at once after the access token has become invalid.
 */
export async function bareSdkAtExpiry(server: OAuthServer, calls: number): Promise<BareRun> {
  const opened: string[] = [];
  const kept: { tokens?: unknown; client?: unknown; verifier: string } = { verifier: '' };
  const redirectUrl = 'app.bare://oauth/callback';
  const provider = {
    redirectUrl,
    clientMetadata: {
      ...bareClientMetadata(redirectUrl),
      scope: 'offline_access notes:read notes:write',
    },
    clientInformation: () => kept.client,
    saveClientInformation: (client: unknown) => void (kept.client = client),
    tokens: () => kept.tokens,
    saveTokens: (tokens: unknown) => void (kept.tokens = tokens),
    redirectToAuthorization: (url: URL) => void opened.push(url.href),
    saveCodeVerifier: (verifier: string) => void (kept.verifier = verifier),
    codeVerifier: () => kept.verifier,
  } as unknown as OAuthClientProvider;
  const connect = async () => {
    const client = new Client({ name: 'bare', version: '1.0.0' });
    const transport = new StreamableHTTPClientTransport(new URL(server.mcpUrl), {
      authProvider: provider,
    });
    const failure = await client.connect(transport).then(
      () => undefined,
      (error: unknown) => error,
    );
    return { client, transport, failure };
  };
  const first = await connect();
  const address = withConsent(opened[0] ?? '');
  const { url } = await createOAuthBrowser()
    .visit(address)
    .catch(() => ({ url: '' }));
  const answer = new URL(url === '' ? redirectUrl : url).searchParams;
  await first.transport.finishAuth(answer as never);
  const { client, failure } = await connect();
  if (failure !== undefined) throw new Error('the bare SDK did not connect', { cause: failure });
  const before = opened.length;
  const { access_token: token = '' } = kept.tokens as { access_token?: string };
  await server.forgetAccessToken(token);
  const settled = await Promise.allSettled(
    Array.from({ length: calls }, () => client.callTool({ name: 'read', arguments: {} })),
  );
  await client.close();
  return {
    successes: settled.filter(({ status }) => status === 'fulfilled').length,
    browserOpenings: opened.length - before,
  };
}

/** An authorization server gives a refresh token only to somebody who was asked for consent. */
function withConsent(address: string): string {
  const url = new URL(address);
  url.searchParams.set('prompt', 'consent');
  return url.href;
}
