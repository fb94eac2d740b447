import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { connectApp, compiledBridge, scriptBridge, socketIn } from '../support/bridge.ts';
import { connectHttpApp } from '../support/http-door.ts';
import type { HttpDoorHost } from '../support/http-door.ts';
import { waitFor } from '../support/processes.ts';

/** The first line of a bridge. */
export const greeting = '{"patchbay":1,"app":"odd","server":"","profile":""}\n';

/** The rest of the head of a request that is let in; its length or form come before it. */
export const headOf = ({ port, secret }: HttpDoorHost, ...more: readonly string[]): string =>
  [
    'POST /mcp HTTP/1.1',
    `Host: 127.0.0.1:${String(port)}`,
    `Authorization: Bearer ${secret}`,
    'Content-Type: application/json',
    ...more,
    '\r\n',
  ].join('\r\n');

/** A bare connection, and what came over it. */
export class BareConnection {
  read = '';
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.on(
      'data',
      (piece: Buffer) => (this.read = (this.read + piece.toString()).slice(-100_000)),
    );
  }

  static async toSocket({ folder }: HttpDoorHost): Promise<BareConnection> {
    return await BareConnection.#over(connect(socketIn(folder)));
  }

  static async toPort({ port }: HttpDoorHost): Promise<BareConnection> {
    return await BareConnection.#over(connect(port, '127.0.0.1'));
  }

  static async #over(socket: Socket): Promise<BareConnection> {
    await once(socket, 'connect');
    return new BareConnection(socket);
  }

  get isOver(): boolean {
    return this.#socket.destroyed || this.#socket.readableEnded;
  }

  /** Waits until as much as the other side takes is gone, or it has hung up. */
  async send(bytes: string | Buffer): Promise<void> {
    if (this.isOver || this.#socket.write(bytes)) return;
    await new Promise((resolve) => this.#socket.once('drain', resolve).once('close', resolve));
  }

  /** Whether the other side hangs up within the time given. */
  async ends(withinMs: number): Promise<boolean> {
    return await waitFor('the end', () => this.isOver, withinMs).catch(() => false);
  }

  leave(): void {
    this.#socket.destroy();
  }
}

/** Whether an app that does nothing odd is served through both doors. */
export async function othersAreServed(running: HttpDoorHost): Promise<boolean> {
  const apps = [
    await connectHttpApp(running),
    await connectApp(compiledBridge ?? scriptBridge, running.folder, { app: 'other' }),
  ];
  const answers = await Promise.all(
    apps.map((app) => app.callTool({ name: 'sample_echo', arguments: { text: 'fine' } })),
  );
  await Promise.all(apps.map((app) => app.close()));
  return answers.every(({ content }) => JSON.stringify(content).includes('fine'));
}

/** How much more memory this process, which is Patchbay here, takes at most while something is done, MiB. */
export async function mostMemory(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  await work();
  clearInterval(watch);
  return Math.round((most - before) / 2 ** 20);
}
