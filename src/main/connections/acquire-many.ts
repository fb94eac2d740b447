import { setMaxListeners } from 'node:events';

/**
 * Acquires for several names at the same time, each settled on its own; names for which there is
 * nothing are left out. `signal` ends those that still wait.
 */
export async function acquireMany<T>(
  names: readonly string[],
  signal: AbortSignal,
  acquire: (name: string, signal: AbortSignal) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  const shared = new AbortController();
  // One listener for each server is no leak here.
  setMaxListeners(0, shared.signal);
  const abort = () => shared.abort();
  const fill = async (name: string) => {
    const acquired = await acquire(name, shared.signal);
    if (acquired !== undefined) found.set(name, acquired);
  };
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  await Promise.all([...new Set(names)].map(fill));
  signal.removeEventListener('abort', abort);
  return found;
}
