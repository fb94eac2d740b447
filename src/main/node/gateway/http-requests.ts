import { createMcpHandler } from '@modelcontextprotocol/server';
import type { McpHttpHandler } from '@modelcontextprotocol/server';

import { HeldPlaces } from '../../gateway/held-places.ts';
import type { Place, PlaceLimits } from '../../gateway/held-places.ts';
import type { Clock } from '../../kernel/clock.ts';
import { createAppWatches } from './app-watches.ts';
import { createAppServer } from './app-server.ts';
import type { HttpApp, HttpExchange } from './http-exchange.ts';
import { rpcRefusal } from './rpc-refusal.ts';
import type { AppRoom } from './serve-app.ts';
import { listenIn } from './watched-listens.ts';

interface ModernApp extends Place {
  readonly handler: McpHttpHandler;
  /** Where the message asks to hear of resources, they are watched until its stream has ended. */
  readonly watch: (body: unknown, ended: HttpExchange['ended']) => void;
}

/** Streams that wait for changes, at most, for one app at one address. */
const maxSubscriptions = 64;

/**
 * The requests of apps that speak the protocol of 2026-07-28: each stands for itself. What is shared
 * by those of one app at one address are the streams on which it hears of changes.
 */
export class HttpRequests {
  readonly #room: AppRoom;
  readonly #held: HeldPlaces<ModernApp>;
  #listens = 0;

  constructor(room: AppRoom, limits: PlaceLimits, clock: Pick<Clock, 'monotonicNow'>) {
    this.#room = room;
    this.#held = new HeldPlaces(limits, clock);
  }

  async answer({ request, body, app, ended }: HttpExchange): Promise<Response> {
    const modern = this.#held.get(app.key) ?? this.#add(app);
    if (modern === undefined) return rpcRefusal(503, 'This app uses too many addresses at once.');
    this.#held.enter(app.key, ended);
    modern.watch(body, ended);
    return modern.handler.fetch(request, { parsedBody: body });
  }

  /** Ends the requests under way of the app of a token, or all of them. */
  end(app?: string): void {
    this.#held.endAll(app);
  }

  #add({ id, key, hello }: HttpApp): ModernApp | undefined {
    if (!this.#held.hasRoom(id)) return undefined;
    const room = this.#room;
    // What a call of one request waits for may be brought by the next; but two programs may show one
    // token, and what a server asks in a call of one is for no other.
    const session = room.gateway.arrive(hello);
    const handler = createMcpHandler(() => createAppServer({ ...room, session, asker: {} }), {
      legacy: 'reject',
      maxSubscriptions,
      onerror: (error) => room.logger.warn('an app sent something odd', { error: error.message }),
    });
    const { notify } = handler;
    const following = room.gateway.follow(hello, (lists) => {
      if (lists.includes('tools')) notify.toolsChanged();
      if (lists.includes('prompts')) notify.promptsChanged();
      if (lists.includes('resources')) notify.resourcesChanged();
    });
    const end = (): void => {
      following[Symbol.dispose]();
      session[Symbol.dispose]();
      void handler.close();
    };
    const watches = createAppWatches(room.gateway, session);
    const watch = (body: unknown, ended: HttpExchange['ended']): void => {
      const listen = listenIn(body);
      if (listen === undefined || listen.uris.length === 0) return;
      // Ids are the app's own, and two of its streams may have one.
      const name = `listen ${String((this.#listens += 1))}`;
      watches.watchAll(name, listen.uris, (uri) => notify.resourceUpdated(uri));
      void ended.then(() => session.release(name));
    };
    const modern = { app: id, handler, watch, end };
    this.#held.add(key, modern);
    return modern;
  }
}
