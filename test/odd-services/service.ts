import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { own } from '../../src/shared/util/own.ts';

/** An answer of one of the two servers. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly isGzip?: boolean;
}

/** A registered client. */
export interface OddClient {
  readonly redirectUris: readonly string[];
  readonly secret?: string;
}

interface Session {
  scope: string;
  resource?: string;
  refreshToken?: string;
  hasIssued?: boolean;
}
type Words = Readonly<Record<string, string>>;
export type Json = Record<string, unknown>;

/**
 * An authorization server and an MCP server behind it whose every answer can be replaced: nothing in
 * it is odd until a case makes it so.
 */
export interface OddService extends AsyncDisposable {
  /** Origins, by the names everybody knows them by. */
  readonly authority: string;
  readonly resource: string;
  /** Where both really are. */
  readonly loopback: { readonly authority: string; readonly resource: string };
  path: string;
  now: () => number;
  /** Seconds an access token lives, whatever the answer says; `renewedS` from the second one on. */
  lifetimeS: number;
  renewedS: number | undefined;
  isRotating: boolean;
  givesRefresh: boolean;
  scopes: readonly string[];
  /** How often each was asked for; `call` counts the calls of tools that were answered. */
  readonly seen: Record<'register' | 'page' | 'exchange' | 'refresh' | 'call', number>;
  readonly log: string[];
  readonly clients: Map<string, OddClient>;
  readonly live: Map<string, { since: number; until: number }>;
  metadata: () => Json;
  resourceMetadata: () => Json;
  /** What lies at a path; undefined for nothing. */
  atAuthority: (path: string) => Json | Reply | undefined;
  atResource: (path: string) => Json | Reply | undefined;
  challenge: () => string | undefined;
  refuse: (token: string | undefined) => Reply;
  accepts: (token: string | undefined) => boolean;
  register: (wish: Json) => Reply;
  /** Why the page sends nobody back, or sends an error back. */
  page: (asked: Words) => { page: string } | { error: string; description?: string } | undefined;
  back: (redirectUri: string, answer: Words) => string;
  iss: () => string | undefined;
  token: (
    form: Words,
    headers: IncomingHttpHeaders,
  ) => Reply | undefined | Promise<Reply | undefined>;
  granted: (scope: string) => string;
  issued: (tokens: Json, form: Words) => Reply;
  refused: (error: string, description: string) => Reply;
  issue: (session: Session) => Json;
  readonly refreshTokens: Map<string, { session: Session; isUsed: boolean }>;
}

export const wellKnown = {
  oauth: '/.well-known/oauth-authorization-server',
  openid: '/.well-known/openid-configuration',
  resource: '/.well-known/oauth-protected-resource',
} as const;

/** A reply in JSON. */
export function json(status: number, body: unknown, headers: Words = {}): Reply {
  return { status, json: body, headers };
}

const fresh = (prefix: string) => `${prefix}-${randomBytes(12).toString('base64url')}`;

/**
 * Starts both on loopback; `quirk` changes them before the first request. `origins` are the names they
 * go by where something in front of them leads there.
 */
export async function startOddService(
  quirk: (service: OddService) => void = () => undefined,
  now: () => number = Date.now,
  origins?: Pick<OddService, 'authority' | 'resource'>,
): Promise<OddService> {
  const [authorization, protectedServer] = [createServer(), createServer()];
  const loopback = {
    authority: await listen(authorization),
    resource: await listen(protectedServer),
  };
  const service = plainService({ loopback, ...(origins ?? loopback) }, now, async () => {
    for (const server of [authorization, protectedServer]) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });
  quirk(service);
  serve(authorization, (request, body) => answerAuthority(service, request, body));
  serve(protectedServer, (request, body) => answerResource(service, request, body));
  return service;
}

function plainService(
  origins: Pick<OddService, 'authority' | 'resource' | 'loopback'>,
  now: () => number,
  close: () => Promise<void>,
): OddService {
  const s: OddService = {
    ...origins,
    path: '/mcp',
    now,
    lifetimeS: 300,
    renewedS: undefined,
    isRotating: true,
    givesRefresh: true,
    scopes: ['read', 'write'],
    seen: { register: 0, page: 0, exchange: 0, refresh: 0, call: 0 },
    log: [],
    clients: new Map(),
    live: new Map(),
    refreshTokens: new Map(),
    metadata: () => ({
      issuer: s.authority,
      authorization_endpoint: `${s.authority}/authorize`,
      token_endpoint: `${s.authority}/token`,
      registration_endpoint: `${s.authority}/register`,
      revocation_endpoint: `${s.authority}/revoke`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
    }),
    resourceMetadata: () => ({
      resource: s.resource + s.path,
      authorization_servers: [s.authority],
      scopes_supported: s.scopes,
    }),
    atAuthority: (path) => (path === wellKnown.oauth ? s.metadata() : undefined),
    atResource: (path) =>
      path === wellKnown.resource || path === wellKnown.resource + s.path
        ? s.resourceMetadata()
        : undefined,
    challenge: () => `Bearer resource_metadata="${s.resource}${wellKnown.resource}${s.path}"`,
    refuse: (token) => {
      const challenge = s.challenge();
      return json(
        401,
        { error: token === undefined ? 'unauthorized' : 'invalid_token' },
        challenge === undefined ? {} : { 'www-authenticate': challenge },
      );
    },
    accepts: (token) => token !== undefined && s.now() < (s.live.get(token)?.until ?? 0),
    register: (wish) => {
      const id = fresh('client');
      const method = wish['token_endpoint_auth_method'] ?? 'client_secret_basic';
      const secret = method === 'none' ? undefined : fresh('secret');
      s.clients.set(id, { redirectUris: wish['redirect_uris'] as string[], secret });
      return json(201, { ...wish, client_id: id, ...(secret && { client_secret: secret }) });
    },
    page: () => undefined,
    back: (redirectUri, answer) => {
      const url = new URL(redirectUri);
      for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
      return url.href;
    },
    iss: () => undefined,
    token: () => undefined,
    granted: (scope) => scope,
    issued: (tokens) => json(200, tokens),
    refused: (error, description) =>
      json(error === 'invalid_client' ? 401 : 400, { error, error_description: description }),
    issue: (session) => issueTokens(s, session),
    [Symbol.asyncDispose]: close,
  };
  return s;
}

function issueTokens(s: OddService, session: Session): Json {
  const access = fresh('access');
  const seconds = session.hasIssued === true ? (s.renewedS ?? s.lifetimeS) : s.lifetimeS;
  session.hasIssued = true;
  s.live.set(access, { since: s.now(), until: s.now() + seconds * 1000 });
  const tokens: Json = { access_token: access, token_type: 'Bearer', expires_in: seconds };
  if (session.scope !== '') tokens['scope'] = session.scope;
  if (s.givesRefresh && (session.refreshToken === undefined || s.isRotating)) {
    session.refreshToken = fresh('refresh');
    s.refreshTokens.set(session.refreshToken, { session, isUsed: false });
    tokens['refresh_token'] = session.refreshToken;
  }
  return tokens;
}

type Answering = (request: IncomingMessage, body: string) => Promise<Reply> | Reply;

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function serve(server: Server, answer: Answering): void {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const reply = await answer(request, Buffer.concat(parts).toString('utf8'));
    const text = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
    const type = reply.json === undefined ? 'text/html' : 'application/json';
    response.writeHead(reply.status ?? 200, {
      'content-type': type,
      ...(reply.isGzip === true ? { 'content-encoding': 'gzip' } : {}),
      ...reply.headers,
    });
    response.end(reply.isGzip === true ? gzipSync(text) : text);
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
}

function isReply(found: Json | Reply): found is Reply {
  return typeof found.status === 'number' || 'text' in found;
}

function document(found: Json | Reply | undefined): Reply {
  if (found === undefined) return json(404, { message: 'nothing here' });
  return isReply(found) ? found : json(200, found);
}

async function answerAuthority(
  s: OddService,
  request: IncomingMessage,
  body: string,
): Promise<Reply> {
  const url = new URL(request.url ?? '/', s.authority);
  s.log.push(`${request.method ?? ''} ${url.pathname}${url.search} ${body}`);
  const endpoint = (name: string, usual: string) =>
    [usual, new URL(textOr(own(s.metadata(), name), usual), s.authority).pathname].includes(
      url.pathname,
    );
  if (endpoint('authorization_endpoint', '/authorize'))
    return showPage(s, Object.fromEntries(url.searchParams));
  if (url.pathname === '/register' && request.method === 'POST') {
    s.seen.register += 1;
    return s.register(JSON.parse(body) as Json);
  }
  if (url.pathname === '/revoke') return json(200, {});
  if (request.method === 'POST' && endpoint('token_endpoint', '/token')) {
    return answerToken(s, Object.fromEntries(new URLSearchParams(body)), request.headers);
  }
  return document(s.atAuthority(url.pathname));
}

/** Loopback addresses count without their port (RFC 8252 section 7.3). */
export function isSameRedirect(one: string, other: string): boolean {
  const loose = (text: string) =>
    text.replace(/^(http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])):\d+/, '$1');
  return loose(one) === loose(other);
}

const codes = new Map<string, Words>();

function showPage(s: OddService, asked: Words): Reply {
  s.seen.page += 1;
  const redirectUri = asked['redirect_uri'] ?? '';
  const client = s.clients.get(asked['client_id'] ?? '');
  if (client?.redirectUris.some((one) => isSameRedirect(one, redirectUri)) === false) {
    return { status: 400, text: '<h1>This redirect address is not known</h1>' };
  }
  const objection = s.page(asked);
  if (objection !== undefined && 'page' in objection) return { status: 400, text: objection.page };
  const iss = s.iss();
  const common: Words = { state: asked['state'] ?? '', ...(iss === undefined ? {} : { iss }) };
  const answer: Words =
    objection === undefined
      ? { code: fresh('code') }
      : { error: objection.error, error_description: objection.description ?? '' };
  if (answer['code'] !== undefined) codes.set(answer['code'], asked);
  return { status: 302, headers: { location: s.back(redirectUri, { ...answer, ...common }) } };
}

async function answerToken(
  s: OddService,
  form: Words,
  headers: IncomingHttpHeaders,
): Promise<Reply> {
  const isRefresh = form['grant_type'] === 'refresh_token';
  s.seen[isRefresh ? 'refresh' : 'exchange'] += 1;
  const special = await s.token(form, headers);
  if (special !== undefined) return special;
  if (isRefresh) return refresh(s, form);
  const kept = codes.get(form['code'] ?? '');
  codes.delete(form['code'] ?? '');
  const challenge = createHash('sha256')
    .update(form['code_verifier'] ?? '')
    .digest('base64url');
  const isRight =
    kept?.['code_challenge'] === challenge && kept['redirect_uri'] === form['redirect_uri'];
  if (!isRight) return s.refused('invalid_grant', 'unknown code');
  const session = { scope: s.granted(kept['scope'] ?? ''), resource: form['resource'] };
  return s.issued(s.issue(session), form);
}

function refresh(s: OddService, form: Words): Reply {
  const known = s.refreshTokens.get(form['refresh_token'] ?? '');
  if (known === undefined || known.isUsed) return s.refused('invalid_grant', 'not active');
  known.isUsed = s.isRotating;
  return s.issued(s.issue(known.session), form);
}

const results: Readonly<Record<string, (message: Json) => unknown>> = {
  initialize: ({ params }) => ({
    protocolVersion: (params as Json)['protocolVersion'],
    capabilities: { tools: {} },
    serverInfo: { name: 'protected', version: '1' },
  }),
  'tools/list': () => ({ tools: [{ name: 'whoami', inputSchema: { type: 'object' } }] }),
  'tools/call': () => ({ content: [{ type: 'text', text: 'ana' }] }),
  ping: () => ({}),
};

function answerResource(s: OddService, request: IncomingMessage, body: string): Reply {
  const url = new URL(request.url ?? '/', s.resource);
  s.log.push(`${request.method ?? ''} resource ${url.pathname}`);
  if (url.pathname !== s.path) return document(s.atResource(url.pathname));
  const token = /^Bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!s.accepts(token)) return s.refuse(token);
  if (request.method !== 'POST') return { status: 405 };
  const message = JSON.parse(body) as Json;
  if (message['id'] === undefined) return { status: 202 };
  const method = String(message['method']);
  if (method === 'tools/call') s.seen.call += 1;
  const result = own(results, method);
  const frame = { jsonrpc: '2.0', id: message['id'] };
  return result === undefined
    ? json(200, { ...frame, error: { code: -32601, message: 'no such method' } })
    : json(200, { ...frame, result: result(message) });
}

function textOr(value: unknown, usual: string): string {
  return typeof value === 'string' ? value : usual;
}
