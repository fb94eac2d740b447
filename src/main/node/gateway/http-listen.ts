import { once } from 'node:events';
import type { ListenOptions, Server } from 'node:net';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { systemCodeOf } from '../documents/system-code.ts';

/** Ports that are tried after the one that is wanted. */
const further = 20;

/**
 * Listens on 127.0.0.1, at `wanted` or, where another program has that, at the next free port; which
 * one it was is the answer. No other computer can reach it.
 */
export async function listenFrom(
  server: Server,
  wanted: number,
): Promise<Result<number, { readonly detail: string }>> {
  for (let port = wanted; port <= wanted + further && port <= 65_535; port += 1) {
    try {
      await listen(server, { host: '127.0.0.1', port, exclusive: true });
      return ok(port);
    } catch (error) {
      const code = systemCodeOf(error);
      if (code !== 'EADDRINUSE' && code !== 'EACCES') return err({ detail: code });
    }
  }
  return err({ detail: 'no port is free' });
}

/** Resolves once it listens there; rejects with the system's error when it cannot. */
export async function listen(server: Server, at: ListenOptions): Promise<void> {
  server.listen(at);
  await once(server, 'listening');
}
