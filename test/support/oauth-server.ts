import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { Provider } from 'oidc-provider';
import { z } from 'zod';

/** How the authorization server and the server it protects behave. */
export interface OAuthServerOptions {
  readonly accessTokenSeconds?: number;
  /** Clients known beforehand, in the words of RFC 7591. */
  readonly clients?: readonly Readonly<Record<string, unknown>>[];
  /** Scopes of the protected server; the first one is needed to get in at all. */
  readonly scopes?: readonly string[];
  /** The scope the tool `write` asks for, with 403 when it is missing. */
  readonly writeScope?: string;
  readonly withoutRegistration?: boolean;
  /** Nobody gets a refresh token. */
  readonly withoutRefresh?: boolean;
  /** The protected server lists tools for everybody and wants a token only for calls. */
  readonly isOpen?: boolean;
  /** The authorization server does not list the scopes, and registers no client with them. */
  readonly hidesScopes?: boolean;
  /** The challenge does not say where the metadata is. */
  readonly withoutChallengeHint?: boolean;
}

/** One request the authorization server got. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Form parameters of a POST, query parameters of a GET. */
  readonly parameters: URLSearchParams;
  readonly authorization: string | undefined;
  readonly json: unknown;
  status: number;
}

/** A real authorization server and a real MCP server that trusts only it, both on loopback. */
export interface OAuthServer extends AsyncDisposable {
  readonly issuer: string;
  readonly mcpUrl: string;
  readonly seen: SeenRequest[];
  /** Requests to one endpoint, e.g. `token` with `grant_type=refresh_token`. */
  count(path: string, grantType?: string): number;
  /** Statuses the protected server answered with. */
  readonly mcpStatuses: number[];
  /** Who signs in from now on. */
  account: string;
  /** Whose tokens the protected server was called with. */
  readonly callers: string[];
  /** Answers in place of the authorization server while it gives true. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  /** Makes an access token unknown, as revoking or expiring it would. */
  forgetAccessToken(token: string): Promise<void>;
  /** Ends whatever was ever granted, as an administrator would. */
  revokeEverything(): Promise<void>;
  readonly provider: Provider;
}

/**
 * Starts both. Registration, PKCE, resource indicators, rotation with reuse detection and
 * revocation are the work of oidc-provider; whoever comes is signed in and agrees to everything.
 */
export async function startOAuthServer(options: OAuthServerOptions = {}): Promise<OAuthServer> {
  const scopes = options.scopes ?? ['notes:read', 'notes:write'];
  const authorization = createServer();
  const protectedServer = createServer();
  const issuer = await listen(authorization);
  const mcpUrl = `${await listen(protectedServer)}/mcp`;
  const provider = createProvider(issuer, mcpUrl, scopes, options);
  const seen: SeenRequest[] = [];
  const issued: string[] = [];
  for (const kind of ['access_token', 'refresh_token']) {
    provider.on(`${kind}.saved`, (token) => {
      issued.push((token as { readonly jti: string }).jti);
    });
  }
  const mcpStatuses: number[] = [];

  const server: OAuthServer = {
    issuer,
    mcpUrl,
    seen,
    mcpStatuses,
    account: 'somebody',
    callers: [],
    provider,
    intercept: undefined,
    count: (path, grantType) =>
      seen.filter(
        (request) =>
          request.path === path &&
          (grantType === undefined || request.parameters.get('grant_type') === grantType),
      ).length,
    async forgetAccessToken(token) {
      await (await provider.AccessToken.find(token))?.destroy();
    },
    async revokeEverything() {
      for (const token of issued) {
        await (await provider.AccessToken.find(token))?.destroy();
        await (await provider.RefreshToken.find(token))?.destroy();
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([authorization, protectedServer].map(stop));
    },
  };
  authorization.on('request', answerAs(server, provider));
  protectedServer.on('request', protect(server, scopes, options));
  return server;
}

function createProvider(
  issuer: string,
  mcpUrl: string,
  scopes: readonly string[],
  options: OAuthServerOptions,
): Provider {
  const provider = new Provider(issuer, {
    clients: options.clients ?? [],
    scopes: ['offline_access', ...(options.hidesScopes === true ? [] : scopes)],
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id }),
    }),
    ttl: {
      AccessToken: options.accessTokenSeconds ?? 3600,
      RefreshToken: 86_400,
      AuthorizationCode: 60,
      Grant: 86_400,
      Session: 86_400,
      Interaction: 600,
    },
    rotateRefreshToken: true,
    // As most services do, whether or not the person was asked again (`prompt=consent`).
    issueRefreshToken: (_context: unknown, client: { grantTypeAllowed(type: string): boolean }) =>
      options.withoutRefresh !== true && client.grantTypeAllowed('refresh_token'),
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
    interactions: {
      url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}`,
    },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: options.withoutRegistration !== true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context: unknown, resource: string) => {
          if (resource !== mcpUrl) throw new Error(`unknown resource ${resource}`);
          return {
            scope: scopes.join(' '),
            audience: resource,
            accessTokenFormat: 'opaque',
            accessTokenTTL: options.accessTokenSeconds ?? 3600,
          };
        },
      },
    },
  });
  provider.on('server_error', (_context, error) => {
    throw error;
  });
  return provider;
}

function answerAs(server: OAuthServer, provider: Provider): RequestListener {
  const answer = provider.callback();
  return (request, response) => {
    const url = new URL(request.url ?? '/', server.issuer);
    const entry: SeenRequest = {
      method: request.method ?? '',
      path: url.pathname,
      parameters: url.searchParams,
      authorization: request.headers.authorization,
      json: undefined,
      status: 0,
    };
    server.seen.push(entry);
    response.once('finish', () => (entry.status = response.statusCode));
    if (server.intercept?.(request, response) === true) return;
    void (async () => {
      if (url.pathname.startsWith('/interaction/')) {
        return agree(server, request, response);
      }
      if (request.method === 'POST') {
        const body = await readText(request);
        if (/^\s*\{/.test(body)) Object.assign(entry, { json: JSON.parse(body) });
        else Object.assign(entry, { parameters: new URLSearchParams(body) });
        // The provider takes a body that was read before.
        Object.assign(request, { body: entry.json ?? Object.fromEntries(entry.parameters) });
      }
      await answer(request, response);
    })();
  };
}

/** Signs in and consents without asking. */
async function agree(
  { provider, account }: OAuthServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const result = { login: { accountId: account } };
    return provider.interactionFinished(request, response, result);
  }
  const accountId = session?.accountId ?? account;
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant = known ?? new provider.Grant({ accountId, clientId: params['client_id'] ?? '' });
  const { missingOIDCScope, missingResourceScopes } = prompt.details;
  if (missingOIDCScope !== undefined) grant.addOIDCScope(missingOIDCScope.join(' '));
  for (const [resource, missing] of Object.entries(missingResourceScopes ?? {})) {
    grant.addResourceScope(resource, missing.join(' '));
  }
  const result = { consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

function protect(
  server: OAuthServer,
  scopes: readonly string[],
  options: OAuthServerOptions,
): RequestListener {
  const handler = createMcpHandler(createNotes, { legacy: 'stateless' });
  const origin = new URL(server.mcpUrl).origin;
  const metadataPath = '/.well-known/oauth-protected-resource/mcp';
  const hint =
    options.withoutChallengeHint === true ? '' : ` resource_metadata="${origin}${metadataPath}",`;

  return (request, response) => {
    response.once('finish', () => {
      if (request.url === '/mcp') server.mcpStatuses.push(response.statusCode);
    });
    void (async () => {
      if (request.url === metadataPath) {
        return sendJson(response, {
          resource: server.mcpUrl,
          authorization_servers: [server.issuer],
          scopes_supported: scopes,
          bearer_methods_supported: ['header'],
        });
      }
      if (request.url !== '/mcp') return send(response, 404);
      const body = request.method === 'POST' ? await readText(request) : undefined;
      const isCall = body?.includes('"tools/call"') === true;
      if (options.isOpen !== true || isCall) {
        const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
        const token = bearer && (await server.provider.AccessToken.find(bearer));
        if (!token || !token.isValid || ![token.aud].flat().includes(server.mcpUrl)) {
          const reason = bearer === undefined ? '' : ' error="invalid_token",';
          const challenge = `Bearer${reason}${hint} scope="${scopes[0] ?? ''}"`;
          return send(response, 401, { 'www-authenticate': challenge });
        }
        server.callers.push(token.accountId);
        const { writeScope } = options;
        const isWrite = body?.includes('"name":"write"') === true;
        if (isWrite && writeScope && !token.scope?.split(' ').includes(writeScope)) {
          const challenge = `Bearer error="insufficient_scope", scope="${writeScope}"`;
          return send(response, 403, { 'www-authenticate': challenge });
        }
      }
      const answer = await handler.fetch(
        new Request(server.mcpUrl, {
          method: request.method ?? 'GET',
          headers: request.headers as Record<string, string>,
          body: body ?? null,
        }),
      );
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  };
}

function createNotes(): McpServer {
  const server = new McpServer({ name: 'notes', version: '1.0.0' });
  const say = (text: string) => ({ content: [{ type: 'text' as const, text }] });
  server.registerTool('read', { inputSchema: z.object({}) }, () => say('a note'));
  server.registerTool('write', { inputSchema: z.object({}) }, () => say('written'));
  return server;
}

/** Listens on a free loopback port; answers with the origin. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Ends a server together with its connections. */
export async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

/** The whole body of a request as text. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers);
  response.end();
}
