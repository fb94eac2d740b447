import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

import { relay } from './fault-relay.ts';
import type { Direction, Fault } from './fault-relay.ts';

/** A TCP relay on loopback that misbehaves as told, for tests of what lies behind it. */
export interface FaultProxy {
  readonly port: number;
  /** Connections taken so far, also those that were refused an answer. */
  readonly accepted: () => number;
  /** Connections a client still holds open. */
  readonly open: () => number;
  /** Bytes passed on so far, over all connections. */
  readonly passed: (direction: Direction) => number;
  /** The address `url` seen through this proxy. */
  through(url: string): string;
  /** What happens from now on, also to connections that are open; no faults: a plain relay. */
  setFaults(...faults: readonly Fault[]): void;
  /** Open connections stay open and never carry a byte or an end again. */
  silence(): void;
  /** Ends every open connection: with an orderly end, or a reset. */
  cut(how?: 'end' | 'reset'): void;
  /** Takes no more connections and resets those that are open: clients are refused. */
  down(): Promise<void>;
  /** Takes connections again, on the same port. */
  up(): Promise<void>;
  /** Resolves once `condition` holds; looked at whenever a connection or a byte passes. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** What is open between one client and the target. */
interface Line {
  readonly client: Socket;
  readonly silence: () => void;
  readonly drop: (how: 'end' | 'reset') => void;
}

/**
 * Starts a {@link FaultProxy} in front of `targetPort` on 127.0.0.1; it reaches nothing else.
 * `random` chooses jitter, in [0, 1).
 */
export async function startFaultProxy(
  targetPort: number,
  random: () => number = Math.random,
): Promise<FaultProxy> {
  const lines = new Set<Line>();
  const waiting = new Set<() => void>();
  const passed = { up: 0, down: 0 };
  let faults: readonly Fault[] = [];
  let accepted = 0;

  const notify = () => waiting.forEach((check) => check());
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    accepted += 1;
    const line = openLine(client, {
      targetPort,
      random,
      faults: () => faults,
      passed: (direction, bytes) => {
        passed[direction] += bytes;
        notify();
      },
    });
    lines.add(line);
    client.once('close', () => {
      lines.delete(line);
      notify();
    });
    notify();
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const line of lines) line.drop('reset');
    await closed;
  };

  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    accepted: () => accepted,
    open: () => lines.size,
    passed: (direction) => passed[direction],
    through(url) {
      const seen = new URL(url);
      seen.port = String(port);
      return seen.href;
    },
    setFaults: (...next) => void (faults = next),
    silence: () => lines.forEach((line) => line.silence()),
    cut: (how = 'end') => lines.forEach((line) => line.drop(how)),
    down: stop,
    up: () => listen(port),
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (!condition()) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: stop,
  };
}

function openLine(
  client: Socket,
  deps: {
    readonly targetPort: number;
    readonly random: () => number;
    readonly faults: () => readonly Fault[];
    readonly passed: (direction: Direction, bytes: number) => void;
  },
): Line {
  client.on('error', () => undefined);
  const has = (kind: Fault['kind'], on: 'connect') =>
    deps.faults().some((fault) => fault.kind === kind && 'on' in fault && fault.on === on);
  let isSilent = has('half-open', 'connect');
  const silence = () => void (isSilent = true);
  if (has('reset', 'connect')) client.resetAndDestroy();
  if (client.destroyed || isSilent) {
    client.resume();
    return { client, silence, drop: (how) => dropSocket(client, how) };
  }

  const target = connect({ port: deps.targetPort, host: '127.0.0.1', allowHalfOpen: true });
  target.setNoDelay(true);
  const drop = (how: 'end' | 'reset') => {
    target.destroy();
    dropSocket(client, how);
  };
  const common = { ...deps, isSilent: () => isSilent, silence, drop };
  const up = relay(client, target, 'up', common);
  const down = relay(target, client, 'down', common);
  // An abrupt end of one side is one of the other, unless the line has gone silent.
  target.on('error', () => isSilent || drop('reset'));
  target.on('close', () => void down.finished.then(() => isSilent || client.end()));
  client.on('close', () => {
    up.stop();
    down.stop();
    target.destroy();
  });
  return { client, silence, drop };
}

function dropSocket(socket: Socket, how: 'end' | 'reset'): void {
  if (how === 'reset') socket.resetAndDestroy();
  else socket.end(() => socket.destroy());
}
