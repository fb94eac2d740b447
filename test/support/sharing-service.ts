import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { listen, readText, sendJson, stop } from './oauth-server.ts';

/** What the service does with `resource` in a renewal (RFC 8707 section 2.2). */
export type Binding =
  /** A token for whichever of its servers is named. */
  | 'each'
  /** Only for what was signed in for. */
  | 'refused'
  /** The same as a dead token would be refused. */
  | 'refused-as-dead'
  /** Not read: the token is for what was signed in for. */
  | 'ignored'
  /** One token is good for all its servers. */
  | 'none';

/** How the service behaves from now on. */
export interface SharingQuirk {
  binding: Binding;
  /** Tokens say whom they are for. */
  isReadable: boolean;
  /** Every renewal gives all rights, whatever was asked for. */
  isWidening: boolean;
  /** Who signs in from now on; told in an ID token. */
  account: string | undefined;
  /** What the servers ask for, by their place. */
  scopes: readonly (readonly string[] | undefined)[];
  lifetimeS: number;
  /** Where the token endpoint is from now on: a path, or a whole address. */
  tokenPath: string;
  /** The authorization servers its servers name; itself if absent. */
  issuers: readonly string[] | undefined;
  withoutRefresh: boolean;
}

interface Family {
  resource: string | undefined;
  scope: string;
  latest: string;
  isDead: boolean;
}

/** One authorization server, and several servers that trust it. */
export interface SharingService extends AsyncDisposable {
  readonly issuer: string;
  readonly urls: readonly string[];
  readonly quirk: SharingQuirk;
  /** Forms the token endpoint was sent, and what came of each. */
  readonly asked: { readonly form: URLSearchParams; readonly status: number }[];
  readonly revoked: string[];
  /** Tokens each server was sent, whether or not it took them. */
  readonly sent: readonly Set<string>[];
  /** How many renewals there were, and how many used a token that was spent. */
  renewals(): number;
  reuses: number;
  /** The refresh token that was given out last. */
  latest(): string | undefined;
  /** Ends everything that was ever granted. */
  killAll(): void;
}

/** Starts it with `count` servers on hosts of their own. */
export async function startSharingService(
  count: number,
  quirk: Partial<SharingQuirk> = {},
): Promise<SharingService> {
  const authorization = createServer();
  const issuer = await listen(authorization);
  const places = Array.from({ length: count }, () => createServer());
  const urls = await Promise.all(places.map(async (one) => `${await listen(one)}/mcp`));
  const service = new Service(issuer, urls, quirk, [authorization, ...places]);
  authorization.on('request', (request, response) => void service.answer(request, response));
  places.forEach((place, at) =>
    place.on('request', (request, response) => void service.serve(at, request, response)),
  );
  return service;
}

class Service implements SharingService {
  readonly issuer: string;
  readonly urls: readonly string[];
  readonly quirk: SharingQuirk;
  readonly asked: SharingService['asked'] = [];
  readonly revoked: string[] = [];
  readonly sent: readonly Set<string>[];
  reuses = 0;
  readonly #servers: readonly ReturnType<typeof createServer>[];
  readonly #codes = new Map<string, Family>();
  readonly #refresh = new Map<string, Family>();
  readonly #access = new Map<
    string,
    { family: Family; resource: string | undefined; until: number }
  >();

  constructor(
    issuer: string,
    urls: readonly string[],
    quirk: Partial<SharingQuirk>,
    servers: readonly ReturnType<typeof createServer>[],
  ) {
    this.issuer = issuer;
    this.urls = urls;
    this.#servers = servers;
    this.sent = urls.map(() => new Set<string>());
    this.quirk = {
      binding: 'each',
      isReadable: false,
      isWidening: false,
      account: undefined,
      scopes: [],
      lifetimeS: 3600,
      tokenPath: '/token',
      issuers: undefined,
      withoutRefresh: false,
      ...quirk,
    };
  }

  renewals(): number {
    return this.asked.filter(({ form }) => form.get('grant_type') === 'refresh_token').length;
  }

  latest(): string | undefined {
    return [...this.#refresh.keys()].at(-1);
  }

  killAll(): void {
    for (const family of this.#refresh.values()) family.isDead = true;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    const body = request.method === 'POST' ? await readText(request) : '';
    switch (url.pathname) {
      case '/.well-known/oauth-authorization-server':
        return sendJson(response, {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: new URL(this.quirk.tokenPath, this.issuer).href,
          registration_endpoint: `${this.issuer}/register`,
          revocation_endpoint: `${this.issuer}/revoke`,
          code_challenge_methods_supported: ['S256'],
          token_endpoint_auth_methods_supported: ['none'],
          authorization_response_iss_parameter_supported: true,
        });
      case '/register':
        return sendJson(response, { ...JSON.parse(body), client_id: randomUUID() }, 201);
      case '/authorize':
        return this.#authorize(url.searchParams, response);
      case '/token': {
        const form = new URLSearchParams(body);
        const { status, json } = this.#token(form);
        this.asked.push({ form, status });
        return sendJson(response, json, status);
      }
      case '/revoke': {
        const token = new URLSearchParams(body).get('token') ?? '';
        this.revoked.push(token);
        const family = this.#refresh.get(token) ?? this.#access.get(token)?.family;
        if (family !== undefined) family.isDead = true;
        return sendJson(response, {});
      }
      default:
        return sendJson(response, {}, 404);
    }
  }

  #authorize(asked: URLSearchParams, response: ServerResponse): void {
    const code = randomUUID();
    const resource = asked.get('resource') ?? undefined;
    const scope = asked.get('scope') ?? '';
    this.#codes.set(code, { resource, scope, latest: '', isDead: false });
    const back = new URL(asked.get('redirect_uri') ?? '');
    for (const [name, value] of Object.entries({ code, iss: this.issuer })) {
      back.searchParams.set(name, value);
    }
    back.searchParams.set('state', asked.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  #token(form: URLSearchParams): { status: number; json: unknown } {
    const refuse = (error: string) => ({ status: 400, json: { error } });
    if (form.get('grant_type') === 'authorization_code') {
      const family = this.#codes.get(form.get('code') ?? '');
      if (family === undefined) return refuse('invalid_grant');
      return this.#issue(family, family, form.get('client_id') ?? '');
    }
    const token = form.get('refresh_token') ?? '';
    const family = this.#refresh.get(token);
    if (family === undefined || family.isDead) return refuse('invalid_grant');
    if (family.latest !== token) {
      this.reuses += 1;
      family.isDead = true;
      return refuse('invalid_grant');
    }
    const named = form.get('resource') ?? family.resource;
    const isOther = named !== family.resource;
    const { binding, isWidening } = this.quirk;
    if (isOther && binding === 'refused') return refuse('invalid_target');
    if (isOther && binding === 'refused-as-dead') return refuse('invalid_grant');
    const asked = form.get('scope') ?? family.scope;
    const isMore = asked.split(' ').some((one) => !family.scope.split(' ').includes(one));
    if (asked !== '' && isMore) return refuse('invalid_scope');
    const resource = binding === 'ignored' ? family.resource : named;
    return this.#issue(family, { resource, scope: isWidening ? family.scope : asked });
  }

  #issue(family: Family, { resource, scope }: Pick<Family, 'resource' | 'scope'>, client = '') {
    const { isReadable, account, lifetimeS } = this.quirk;
    const access_token = isReadable
      ? jwt({ aud: resource, jti: randomUUID(), scope })
      : randomUUID();
    const refresh_token = randomUUID();
    family.latest = refresh_token;
    this.#refresh.set(refresh_token, family);
    const until = Date.now() + lifetimeS * 1000;
    this.#access.set(access_token, { family, resource, until });
    const who = { aud: client, sub: account, email: `${String(account)}@mail.example` };
    const id_token = account === undefined ? {} : { id_token: jwt(who) };
    const lasting = this.quirk.withoutRefresh ? {} : { refresh_token };
    const json = { access_token, token_type: 'Bearer', expires_in: lifetimeS, ...lasting };
    return { status: 200, json: { ...json, ...id_token, ...(scope === '' ? {} : { scope }) } };
  }

  async serve(at: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = this.urls[at] ?? '';
    const { origin } = new URL(url);
    const scopes = this.quirk.scopes[at];
    if (request.url === '/.well-known/oauth-protected-resource/mcp') {
      const more = scopes === undefined ? {} : { scopes_supported: scopes };
      const issuers = this.quirk.issuers ?? [this.issuer];
      return sendJson(response, { resource: url, authorization_servers: issuers, ...more });
    }
    if (request.url !== '/mcp') return sendJson(response, {}, 404);
    const body = request.method === 'POST' ? await readText(request) : null;
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token !== undefined) this.sent[at]?.add(token);
    const known = this.#access.get(token ?? '');
    const isForUs = this.quirk.binding === 'none' || known?.resource === url;
    if (known === undefined || known.family.isDead || Date.now() >= known.until || !isForUs) {
      const hint = `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
      response.writeHead(401, { 'www-authenticate': `Bearer ${hint}` }).end();
      return;
    }
    const handler = createMcpHandler(createTeller, { legacy: 'stateless' });
    const answer = await handler.fetch(
      new Request(url, {
        method: request.method ?? 'GET',
        headers: request.headers as Record<string, string>,
        body,
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#servers.map(stop));
  }
}

function createTeller(): McpServer {
  const server = new McpServer({ name: 'teller', version: '1.0.0' });
  server.registerTool('whoami', { inputSchema: z.object({}) }, () => ({
    content: [{ type: 'text' as const, text: 'somebody' }],
  }));
  return server;
}

function jwt(claims: object): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ alg: 'none' }), part(claims), 'x'].join('.');
}
