import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { Clock } from '../kernel/clock.ts';

/** A call waits for an open sign-in this long at most, ms. */
const signInWaitMs = 60_000;

type Pool = Pick<ConnectionPool, 'acquire' | 'status' | 'onState'>;

/**
 * Acquires a session as the pool does; while somebody is signing in to the server, it waits for how
 * that ends, for a minute at most and until its caller gives up.
 */
export function acquireAfterSignIn(
  pool: Pool,
  clock: Pick<Clock, 'schedule'>,
): ConnectionPool['acquire'] {
  return async (name, signal) => {
    await signInOver(pool, name, clock, signal);
    return pool.acquire(name, signal);
  };
}

function signInOver(
  pool: Pool,
  name: string,
  clock: Pick<Clock, 'schedule'>,
  signal: AbortSignal,
): Promise<void> {
  const isOpen = () => pool.status(name)?.kind === 'signing-in';
  if (!isOpen() || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      timer[Symbol.dispose]();
      listening[Symbol.dispose]();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.schedule(signInWaitMs, done);
    const listening = pool.onState(() => {
      if (!isOpen()) done();
    });
    signal.addEventListener('abort', done);
  });
}
