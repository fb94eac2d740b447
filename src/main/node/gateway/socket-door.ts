import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server as NetServer, Socket } from 'node:net';
import { dirname } from 'node:path';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { CommandAnswer } from '../../gateway/commands.ts';
import { endsUnread } from '../kernel/ends-unread.ts';
import { gathering } from '../kernel/gathered-writes.ts';
import { isPipe } from './door-path.ts';
import { readHello } from './hello.ts';
import type { Hello } from './hello.ts';
import { listen } from './http-listen.ts';
import { LineTransport } from './line-transport.ts';
import { makePrivateFolder } from './private-folder.ts';
import { serveApp } from './serve-app.ts';
import type { AppRoom } from './serve-app.ts';
import { maxMessageBytes, maxUnreadBytes } from './unread-limit.ts';

/** The longest path a Unix socket can have, with its end. */
const maxSocketPath = 103;

/** What is behind the door. */
export interface SocketDoorDeps {
  readonly path: string;
  readonly room: AppRoom;
  readonly command: (words: readonly string[], signal: AbortSignal) => Promise<CommandAnswer>;
}

/** The local door apps come through; only processes of this user can. */
export interface SocketDoor {
  readonly path: string;
  /** Closes it and ends what came through it, calls included. */
  close(): Promise<void>;
}

/**
 * Opens a socket of mode 0600 in a folder of mode 0700, or a named pipe. Whoever calls it owns the data folder, so a
 * socket that lies there already is what a run that died has left.
 */
export async function openSocketDoor(
  deps: SocketDoorDeps,
): Promise<Result<SocketDoor, { readonly detail: string }>> {
  const {
    path,
    room: { logger },
  } = deps;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, deps).catch((error: unknown) => {
      logger.warn('an app could not be served', { error: String(error) });
      socket.destroy();
    });
  });
  const listening = await listenPrivately(server, path);
  if (!listening.ok) return listening;
  return ok({
    path,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  });
}

/** Only this user gets to the socket, whatever lay at its path before. */
async function listenPrivately(
  server: NetServer,
  path: string,
): Promise<Result<void, { readonly detail: string }>> {
  try {
    if (isPipe(path)) return ok(await listen(server, { path }));
    if (Buffer.byteLength(path) > maxSocketPath) return err({ detail: 'the path is too long' });
    const folder = await makePrivateFolder(dirname(path));
    if (!folder.ok) return folder;
    await rm(path, { force: true });
    await listen(server, { path });
    await chmod(path, 0o600);
    return ok(undefined);
  } catch (error) {
    server.close();
    return err({ detail: String(error) });
  }
}

async function serve(socket: Socket, deps: SocketDoorDeps): Promise<void> {
  const hello = await readHello(socket);
  if (hello === undefined) socket.destroy();
  else if ('command' in hello) await answerCommand(socket, hello.command, deps);
  else serveConnection(socket, hello, deps);
}

async function answerCommand(
  socket: Socket,
  words: readonly string[],
  { command }: SocketDoorDeps,
): Promise<void> {
  const leaving = new AbortController();
  socket.on('close', () => leaving.abort());
  const { code, out, err: errors } = await command(words, leaving.signal);
  const sizes = [code, Buffer.byteLength(out), Buffer.byteLength(errors)].join(' ');
  socket.end(`${sizes}\n${out}${errors}`);
}

function serveConnection(
  socket: Socket,
  hello: Exclude<Hello, { command: unknown }>,
  { room }: SocketDoorDeps,
): void {
  const leaving = new AbortController();
  socket.on('close', () => leaving.abort());
  serveApp(room, {
    hello: {
      app: hello.app,
      ...(hello.server !== '' && { server: hello.server }),
      ...(hello.profile !== '' && { profile: hello.profile }),
    },
    transport: new LineTransport(endsUnread(gathering(socket), maxUnreadBytes), maxMessageBytes),
    signal: leaving.signal,
  });
}
