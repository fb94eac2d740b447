import { ok } from '../../shared/util/result.ts';
import type { ResolveLaunch } from './connection-ports.ts';
import type { Lane } from './owner-pools.ts';

/** How long a connection beside everybody's waits for its next use where its server says nothing, ms. */
export const restAfterMs = 30 * 60_000;

/** A launch as this lane wants it; untouched for the connection everybody uses. */
export function laneLaunch(lane: Lane | undefined, resolve: ResolveLaunch): ResolveLaunch {
  if (lane === undefined) return resolve;
  return async (name, signal) => {
    const resolved = await resolve(name, signal);
    if (!resolved.ok) return resolved;
    const { idleMs = restAfterMs, ...timeouts } = resolved.value.timeouts;
    return ok({
      ...resolved.value,
      timeouts: { ...timeouts, idleMs },
      ...(lane === 'legacy-apps' && { era: 'legacy' as const }),
    });
  };
}
