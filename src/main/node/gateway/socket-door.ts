import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { dirname } from 'node:path';

import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';

import { err, ok, type Result } from '../../../shared/util/result.ts';
import type { CommandAnswer } from '../../gateway/commands.ts';
import type { Gateway, GatewayFailure } from '../../gateway/gateway.ts';
import type { Logger } from '../../ports.ts';
import { createAppServer, tellListsChanged } from './app-server.ts';
import { readHello, type Hello } from './hello.ts';
import { WholeLines } from './whole-lines.ts';
import { withUniqueIds } from './unique-ids.ts';

/** The longest path a Unix socket can have, with its end. */
const maxSocketPath = 103;

/** The largest message an app may send. */
const maxMessageBytes = 32 * 1024 * 1024;

/** What is behind the door. */
export interface SocketDoorDeps {
  readonly path: string;
  readonly gateway: Gateway;
  readonly version: string;
  readonly sentence: (failure: GatewayFailure) => string;
  readonly command: (words: readonly string[], signal: AbortSignal) => Promise<CommandAnswer>;
  readonly logger: Logger;
}

/** The local door apps come through; only processes of this user can. */
export interface SocketDoor {
  readonly path: string;
  /** Closes it and ends what came through it, calls included. */
  close(): Promise<void>;
}

/**
 * Opens a socket of mode 0600 in a folder of mode 0700. Whoever calls it owns the data folder, so a
 * socket that lies there already is what a run that died has left.
 */
export async function openSocketDoor(
  deps: SocketDoorDeps,
): Promise<Result<SocketDoor, { readonly detail: string }>> {
  const { path, logger } = deps;
  if (Buffer.byteLength(path) > maxSocketPath) return err({ detail: 'the path is too long' });
  const folder = dirname(path);
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
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await rm(path, { force: true });
    await listen(server, path);
    await chmod(path, 0o600);
  } catch (error) {
    server.close();
    return err({ detail: String(error) });
  }
  return ok({
    path,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  });
}

function listen(server: NetServer, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function serve(socket: Socket, deps: SocketDoorDeps): Promise<void> {
  const hello = await readHello(socket);
  if (hello === undefined) socket.destroy();
  else if ('command' in hello) await answerCommand(socket, hello.command, deps);
  else serveApp(socket, hello, deps);
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

function serveApp(
  socket: Socket,
  hello: Exclude<Hello, { command: unknown }>,
  deps: SocketDoorDeps,
): void {
  const { gateway, version, sentence, logger } = deps;
  const app = {
    app: hello.app,
    ...(hello.server !== '' && { server: hello.server }),
    ...(hello.profile !== '' && { profile: hello.profile }),
  };
  const messages = socket.pipe(new WholeLines(maxMessageBytes));
  messages.on('error', () => socket.destroy());
  const transport = withUniqueIds(
    // Twice, since what follows a whole line may wait beside it.
    new StdioServerTransport(messages, socket, { maxBufferSize: 2 * maxMessageBytes }),
    randomBytes(9).toString('base64url'),
  );
  let following: Disposable | undefined;
  const handle = serveStdio(
    () => {
      const server = createAppServer({ gateway, hello: app, version, sentence });
      following?.[Symbol.dispose]();
      following = gateway.onChange(() => tellListsChanged(server));
      return server;
    },
    {
      transport,
      onerror: (error) => logger.warn('an app sent something odd', { error: error.message }),
    },
  );
  socket.on('close', () => {
    following?.[Symbol.dispose]();
    void handle.close();
  });
}
