import { createMcpHandler, type McpHttpHandler } from '@modelcontextprotocol/server';

import { HeldPlaces, type Place, type PlaceLimits } from '../../gateway/held-places.ts';
import type { Clock } from '../../kernel/clock.ts';
import { createAppServer } from './app-server.ts';
import type { HttpApp, HttpExchange } from './http-exchange.ts';
import { rpcRefusal } from './rpc-refusal.ts';
import type { AppRoom } from './serve-app.ts';

interface ModernApp extends Place {
  readonly handler: McpHttpHandler;
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

  constructor(room: AppRoom, limits: PlaceLimits, clock: Pick<Clock, 'monotonicNow'>) {
    this.#room = room;
    this.#held = new HeldPlaces(limits, clock);
  }

  async answer({ request, body, app, ended }: HttpExchange): Promise<Response> {
    const modern = this.#held.get(app.key) ?? this.#add(app);
    if (modern === undefined) return rpcRefusal(503, 'This app uses too many addresses at once.');
    this.#held.enter(app.key, ended);
    return modern.handler.fetch(request, { parsedBody: body });
  }

  /** Ends the requests under way of the app of a token, or all of them. */
  end(app?: string): void {
    this.#held.endAll(app);
  }

  #add({ id, key, hello }: HttpApp): ModernApp | undefined {
    if (!this.#held.hasRoom(id)) return undefined;
    const room = this.#room;
    // What a call of one request waits for may be brought by the next.
    const session = room.gateway.arrive(hello);
    const handler = createMcpHandler(() => createAppServer({ ...room, session }), {
      legacy: 'reject',
      maxSubscriptions,
      onerror: (error) => room.logger.warn('an app sent something odd', { error: error.message }),
    });
    const following = room.gateway.onChange(() => {
      handler.notify.toolsChanged();
      handler.notify.promptsChanged();
      handler.notify.resourcesChanged();
    });
    const end = (): void => {
      following[Symbol.dispose]();
      session[Symbol.dispose]();
      void handler.close();
    };
    const modern = { app: id, handler, end };
    this.#held.add(key, modern);
    return modern;
  }
}
