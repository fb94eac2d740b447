import { randomBytes } from 'node:crypto';

import type { Server, Transport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

import type { AppHello } from '../../gateway/app-hello.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createAppWatches } from './app-watches.ts';
import { withWatchedListens } from './watched-listens.ts';
import { createAppServer, tellListsChanged } from './app-server.ts';
import type { AppServerDeps } from './app-server.ts';
import { withUniqueIds } from './unique-ids.ts';

/** What is behind every door, whoever comes through it. */
export interface AppRoom extends Omit<AppServerDeps, 'session'> {
  readonly logger: Logger;
}

/** One app on a transport that lasts: a socket's connection, or an HTTP session. */
export interface ArrivedApp {
  readonly hello: AppHello;
  /** Started here; closed when the signal aborts. */
  readonly transport: Transport;
  /** Aborts when the app has left, or may stay no longer; its calls end with it. */
  readonly signal: AbortSignal;
}

/**
 * Serves an app until its transport closes or its signal aborts, in the era of the first message it
 * sends. Doors differ in who may come in, never in what is served.
 */
export function serveApp(room: AppRoom, { hello, transport, signal }: ArrivedApp): void {
  const session = room.gateway.arrive(hello);
  let server: Server | undefined;
  const updated = (uri: string): void =>
    void server?.sendResourceUpdated({ uri }).catch(() => undefined);
  const watches = createAppWatches(room.gateway, session);
  const unique = withUniqueIds(transport, randomBytes(9).toString('base64url'));
  const handle = serveStdio(() => (server = followingServer({ ...room, session })), {
    transport: withWatchedListens(unique, {
      listens: (id, uris) => watches.watchAll(`listen ${id}`, uris, updated),
      stops: (id) => session.release(`listen ${id}`),
    }),
    onerror: (error) => room.logger.warn('an app sent something odd', { error: error.message }),
  });
  const end = (): void => {
    session[Symbol.dispose]();
    void handle.close();
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
}

/** An app's server that tells of other lists for as long as it is connected. */
function followingServer(deps: AppServerDeps): Server {
  const server = createAppServer(deps);
  const following = deps.gateway.follow(deps.session.hello, (lists) =>
    tellListsChanged(server, lists),
  );
  server.onclose = () => following[Symbol.dispose]();
  return server;
}
