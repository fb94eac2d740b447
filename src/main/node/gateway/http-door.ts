import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { classifyInboundRequest } from '@modelcontextprotocol/server';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { AppTokens } from '../../gateway/app-tokens.ts';
import type { PlaceLimits } from '../../gateway/held-places.ts';
import { checkHead, unknownToken } from '../../gateway/http-check.ts';
import type { CheckedHead, HttpRefusal } from '../../gateway/http-check.ts';
import type { Clock } from '../../kernel/clock.ts';
import { readJsonBody } from './http-body.ts';
import type { BodyLimits } from './http-body.ts';
import { sendRefusal, sendWebResponse, webRequest } from './http-exchange.ts';
import type { HttpApp, HttpExchange } from './http-exchange.ts';
import { listenFrom } from './http-listen.ts';
import { HttpRequests } from './http-requests.ts';
import { HttpSessions } from './http-sessions.ts';
import type { AppRoom } from './serve-app.ts';
import { maxMessageBytes, maxUnreadBytes } from './unread-limit.ts';
import { UnreadStreams } from './unread-streams.ts';

/** What apps may take at most. */
export interface HttpLimits extends PlaceLimits {
  readonly body: BodyLimits;
  /** Connections that have not shown a token yet. */
  readonly strangers: number;
}

/** A client of the protocol sends far less; a program that runs wild must not take all there is. */
export const httpLimits: HttpLimits = {
  perApp: 64,
  inAll: 256,
  idleMs: 24 * 60 * 60_000,
  body: { maxBytes: maxMessageBytes, timeoutMs: 60_000 },
  strangers: 256,
};

/** What is behind the door. */
export interface HttpDoorDeps {
  /** The port apps know; another is taken where it is not free. */
  readonly port: number;
  readonly room: AppRoom;
  readonly tokens: Pick<AppTokens, 'use' | 'has' | 'onRevoked'>;
  readonly clock: Pick<Clock, 'monotonicNow' | 'schedule'>;
  readonly limits?: HttpLimits;
}

/** The door for apps that can only ask an address. */
export interface HttpDoor {
  readonly port: number;
  /** Closes it and ends what came through it, calls included. */
  close(): Promise<void>;
}

const headTimeoutMs = 10_000;
const keepAliveMs = 60_000;
const farewellMs = 500;

/**
 * Serves apps over Streamable HTTP on 127.0.0.1, requests of the modern era each by itself, sessions
 * of the legacy one. Whoever has no token gets nothing but a refusal, and nothing that comes in here
 * can add, change or start a server.
 */
export async function openHttpDoor(
  deps: HttpDoorDeps,
): Promise<Result<HttpDoor, { readonly detail: string }>> {
  const visitors = new Visitors({ limits: httpLimits, ...deps });
  const server = createServer(
    {
      headersTimeout: headTimeoutMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: 2_000,
    },
    (request, response) => void visitors.receive(request, response),
  );
  server.on('connection', (socket) => visitors.arrive(socket));
  server.on('dropRequest', (_request, socket) => socket.destroy());
  const listening = await listenFrom(server, deps.port);
  if (!listening.ok) return listening;
  visitors.port = listening.value;
  return ok({
    port: listening.value,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await visitors.sendAway(deps.clock);
      server.closeAllConnections();
      await closed;
    },
  });
}

/** Whoever comes to the door, from the connection to the last answer. */
class Visitors {
  port = 0;
  readonly #deps: HttpDoorDeps & { readonly limits: HttpLimits };
  readonly #sessions: HttpSessions;
  readonly #requests: HttpRequests;
  readonly #strangers = new Set<Socket>();
  readonly #open = new Set<HttpExchange>();
  readonly #unread = new UnreadStreams(maxUnreadBytes);
  readonly #following: Disposable;

  constructor(deps: HttpDoorDeps & { readonly limits: HttpLimits }) {
    const { room, limits, clock, tokens } = deps;
    this.#deps = deps;
    this.#sessions = new HttpSessions(room, limits, clock);
    this.#requests = new HttpRequests(room, limits, clock);
    this.#following = tokens.onRevoked((id) => this.#end(id));
  }

  /** The one that has waited longest without a token goes where there are too many. */
  arrive(socket: Socket): void {
    this.#strangers.add(socket);
    socket.once('close', () => this.#strangers.delete(socket));
    const [first] = this.#strangers;
    if (this.#strangers.size > this.#deps.limits.strangers) first?.destroy();
  }

  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const letIn = await this.#letIn(request, response);
    if (!letIn.ok) return sendRefusal(letIn.error, response);
    const exchange = letIn.value;
    this.#open.add(exchange);
    const {
      app: { id },
      ended,
    } = exchange;
    void ended.then(() => this.#open.delete(exchange));
    this.#unread.follow(id, response, ended);
    const grew = (): void => this.#unread.grew(id);
    try {
      await sendWebResponse(await this.#answer(exchange), response, exchange, grew);
    } catch (error) {
      this.#deps.room.logger.warn('an app was not answered', { error: String(error) });
      response.destroy();
    }
  }

  async #letIn(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Result<HttpExchange, HttpRefusal>> {
    const { method = '', url: target = '', rawHeaders, socket } = request;
    const head = checkHead({ method, target, rawHeaders }, this.port);
    if (!head.ok) return head;
    const app = this.#appOf(head.value);
    if (app === undefined) return err(unknownToken);
    this.#strangers.delete(socket);
    const leaving = new AbortController();
    const ended = new Promise<'answered' | 'left'>((resolve) => {
      response.once('close', () => {
        resolve(response.writableFinished ? 'answered' : 'left');
        if (!response.writableFinished) leaving.abort();
      });
    });
    const exchange = { app, request: webRequest(request, leaving.signal), ended, isCut: false };
    if (head.value.method !== 'POST') return ok(exchange);
    const body = await readJsonBody(request, this.#deps.limits.body);
    if (!body.ok) return body;
    // A body takes its time, and its token may be revoked meanwhile.
    return this.#deps.tokens.has(app.id)
      ? ok({ ...exchange, body: body.value })
      : err(unknownToken);
  }

  #appOf({ token, scope }: CheckedHead): HttpApp | undefined {
    const known = this.#deps.tokens.use(token);
    if (known === undefined) return undefined;
    const { id, label } = known;
    return { id, key: JSON.stringify([id, scope]), hello: { app: label, token: id, ...scope } };
  }

  #answer(exchange: HttpExchange): Promise<Response> {
    const { request, body } = exchange;
    const header = (name: string): string | undefined => request.headers.get(name) ?? undefined;
    const protocolVersionHeader = header('mcp-protocol-version');
    const mcpMethodHeader = header('mcp-method');
    const { kind } = classifyInboundRequest({
      httpMethod: request.method,
      ...(protocolVersionHeader !== undefined && { protocolVersionHeader }),
      ...(mcpMethodHeader !== undefined && { mcpMethodHeader }),
      ...(body !== undefined && { body }),
    });
    return kind === 'legacy' ? this.#sessions.answer(exchange) : this.#requests.answer(exchange);
  }

  /** Ends what the app of a token has begun, or everything. */
  #end(app?: string): void {
    for (const exchange of this.#open) {
      if (app === undefined || exchange.app.id === app) exchange.isCut = true;
    }
    this.#sessions.end(app);
    this.#requests.end(app);
  }

  /** Ends everything, and gives those who wait the moment it takes to be told. */
  async sendAway(clock: Pick<Clock, 'schedule'>): Promise<void> {
    this.#following[Symbol.dispose]();
    this.#end();
    const told = Promise.all([...this.#open].map(({ ended }) => ended));
    const late = new Promise<void>((resolve) => void clock.schedule(farewellMs, resolve));
    await Promise.race([told, late]);
  }
}
