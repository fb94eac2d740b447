import { Agent } from 'node:http';
import type { ClientRequestArgs } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';

import { openTunnel, secureTunnel } from './tunnel.ts';

type Ready = (error: Error | null, socket: Duplex) => void;

/** Where every connection of a {@link TunnelAgent} goes. */
export interface TunnelAgentOptions {
  readonly proxy: URL;
  readonly trust: SecureContext;
  readonly target: { readonly host: string; readonly port: number; readonly isTls: boolean };
  readonly timeoutMs: number;
}

/** Connections for `node:http`, `node:https` and `ws` that go through one proxy to one target. */
export class TunnelAgent extends Agent {
  readonly #options: TunnelAgentOptions;
  // What `https` and `ws` compare with the address they are given.
  readonly protocol: string;
  readonly defaultPort: number;

  constructor(options: TunnelAgentOptions) {
    super({ keepAlive: false });
    this.#options = options;
    this.protocol = options.target.isTls ? 'https:' : 'http:';
    this.defaultPort = options.target.isTls ? 443 : 80;
  }

  override createConnection(_options: ClientRequestArgs, ready?: Ready): undefined {
    this.#connect().then(
      (socket) => ready?.(null, socket),
      // The socket is never looked at beside an error.
      (error: unknown) => ready?.(error as Error, undefined as unknown as Duplex),
    );
    return undefined;
  }

  async #connect(): Promise<Socket> {
    const { proxy, trust, target, timeoutMs } = this.#options;
    const to = { host: target.host, port: target.port, timeoutMs };
    const socket = await openTunnel(proxy, to, trust);
    return target.isTls ? secureTunnel(socket, to, trust) : socket;
  }
}
