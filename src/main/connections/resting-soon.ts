import { ok } from '../../shared/util/result.ts';
import type { ResolveLaunch } from './connection-ports.ts';

/** How long an app's own process waits for its next use where its server says nothing, ms. */
export const restAfterMs = 30 * 60_000;

/** A launch whose connection ends after a while without use, where that `isWanted`. */
export function restingSoon(isWanted: boolean, resolve: ResolveLaunch): ResolveLaunch {
  if (!isWanted) return resolve;
  return async (name, signal) => {
    const resolved = await resolve(name, signal);
    if (!resolved.ok) return resolved;
    const { idleMs = restAfterMs, ...timeouts } = resolved.value.timeouts;
    return ok({ ...resolved.value, timeouts: { ...timeouts, idleMs } });
  };
}
