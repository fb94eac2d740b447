import { randomBytes } from 'node:crypto';

import {
  isInitializeRequest,
  isJSONRPCRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';

import { HeldPlaces } from '../../gateway/held-places.ts';
import type { Place, PlaceLimits } from '../../gateway/held-places.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { HttpExchange } from './http-exchange.ts';
import { serveApp } from './serve-app.ts';
import type { AppRoom } from './serve-app.ts';
import { rpcRefusal } from './rpc-refusal.ts';

/** An app that hung up on a call may be gone, or may come back on another connection, ms. */
const returnMs = 10_000;

interface HttpSession extends Place {
  /** The {@link HttpApp.key} it began with. */
  readonly key: string;
  readonly transport: WebStandardStreamableHTTPServerTransport;
}

/**
 * The sessions of apps that speak the protocol up to 2025-11-25: each begins with `initialize` and
 * lives until the app deletes it, its token is revoked, or it must make room. A session belongs to
 * one app and one address; to others it is not there.
 */
export class HttpSessions {
  readonly #room: AppRoom;
  readonly #clock: Pick<Clock, 'monotonicNow' | 'schedule'>;
  readonly #held: HeldPlaces<HttpSession>;

  constructor(room: AppRoom, limits: PlaceLimits, clock: Pick<Clock, 'monotonicNow' | 'schedule'>) {
    this.#room = room;
    this.#clock = clock;
    this.#held = new HeldPlaces(limits, clock);
  }

  async answer(exchange: HttpExchange): Promise<Response> {
    const { request, body, app } = exchange;
    const id = request.headers.get('mcp-session-id');
    if (id === null) {
      if (!isInitializeRequest(body)) return rpcRefusal(400, 'This request belongs to a session.');
      return this.#begin(exchange);
    }
    const session = this.#held.get(id);
    if (session?.key !== app.key) return rpcRefusal(404, 'Session not found', -32_001);
    this.#held.enter(id, exchange.ended);
    this.#followHangUp(id, session, exchange);
    return session.transport.handleRequest(request, { parsedBody: body });
  }

  /** Ends the sessions of the app of a token, or all of them. */
  end(app?: string): void {
    this.#held.endAll(app);
  }

  async #begin({ request, body, app, ended }: HttpExchange): Promise<Response> {
    if (!this.#held.hasRoom(app.id)) {
      return rpcRefusal(503, 'This app has too many sessions that are all in use.');
    }
    const leaving = new AbortController();
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomBytes(24).toString('base64url'),
      onsessioninitialized: (id) => {
        const { id: owner, key } = app;
        this.#held.add(id, { app: owner, key, transport, end: () => leaving.abort() });
        this.#held.enter(id, ended);
      },
      onsessionclosed: (id) => this.#held.end(id),
    });
    serveApp(this.#room, { hello: app.hello, transport, signal: leaving.signal });
    const response = await transport.handleRequest(request, { parsedBody: body });
    if (transport.sessionId === undefined) leaving.abort();
    return response;
  }

  /** Nobody can be given the answer to a call whose app has left; then it is cancelled. */
  #followHangUp(id: string, { transport }: HttpSession, { body, ended }: HttpExchange): void {
    if (!isJSONRPCRequest(body)) return;
    const cancel = (): void => {
      if (this.#held.isOpen(id)) return;
      const params = { requestId: body.id, reason: 'the app has hung up' };
      transport.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
    };
    void ended.then((end) => {
      if (end === 'left') this.#clock.schedule(returnMs, cancel);
    });
  }
}
