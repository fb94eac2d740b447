import type { ConnectionState } from '../../src/shared/domain/connection-state.ts';
import type { ConnectionPool } from '../../src/main/connections/pool-ports.ts';

type Acquired = NonNullable<Awaited<ReturnType<ConnectionPool['acquire']>>>;

/** Connects for a person, and waits until that has led somewhere or the signal fires. */
export async function connectAndSettle(
  pool: Pick<ConnectionPool, 'connect' | 'status' | 'onState'>,
  name: string,
  signal: AbortSignal,
): Promise<ConnectionState | undefined> {
  const isUnsettled = () => ['connecting', 'stopping'].includes(pool.status(name)?.kind ?? '');
  pool.connect(name);
  if (isUnsettled()) {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      const following = pool.onState((changed) => {
        if (changed !== name || isUnsettled()) return;
        following[Symbol.dispose]();
        resolve();
      });
    });
  }
  return pool.status(name);
}

/** Acquires several servers at the same time, each settled on its own; unknown ones are left out. */
export async function acquireEach(
  pool: Pick<ConnectionPool, 'acquire'>,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Acquired>> {
  const all = await Promise.all(
    names.map(async (name) => [name, await pool.acquire(name, signal)] as const),
  );
  return new Map(all.filter((entry): entry is [string, Acquired] => entry[1] !== undefined));
}
