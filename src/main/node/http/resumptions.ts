import type { CallId } from './outgoing-call.ts';

/** Failed attempts after which a stream is not resumed any more; as often as it is reopened. */
const maxFailures = 5;

/**
 * The requests whose event stream broke after a numbered event, so that they wait for a stream
 * that is resumed there (2025-11-25 transports, resumability).
 */
export interface Resumptions {
  /** These requests wait for what comes after event `token`. */
  wait(token: string, ids: readonly CallId[]): void;
  /** Takes out who waits for what comes after event `token`: a stream for them is asked for. */
  take(token: string): readonly CallId[];
  /**
   * No stream came of it, or one without a message. Tells who waits for nothing now, because it was
   * tried often enough; all others wait on.
   */
  failed(token: string, ids: readonly CallId[]): readonly CallId[];
  /** A message came: what failed before counts no more. */
  progressed(ids: readonly CallId[]): void;
  /** Nobody waits for the answer any more. */
  forget(id: CallId): void;
  /** Takes out everybody who still waits. */
  drain(): readonly CallId[];
}

/** Nobody waits yet. */
export function createResumptions(): Resumptions {
  const waiting = new Map<string, Set<CallId>>();
  const failures = new Map<CallId, number>();

  const wait = (token: string, ids: readonly CallId[]): void => {
    if (ids.length === 0) return;
    const before = waiting.get(token) ?? [];
    waiting.set(token, new Set([...before, ...ids]));
  };

  return {
    wait,
    take(token) {
      const ids = [...(waiting.get(token) ?? [])];
      waiting.delete(token);
      return ids;
    },
    failed(token, ids) {
      const isLost = (id: CallId): boolean => {
        const count = (failures.get(id) ?? 0) + 1;
        failures.set(id, count);
        return count >= maxFailures;
      };
      const lost = ids.filter(isLost);
      for (const id of lost) failures.delete(id);
      wait(
        token,
        ids.filter((id) => !lost.includes(id)),
      );
      return lost;
    },
    progressed(ids) {
      for (const id of ids) failures.delete(id);
    },
    drain() {
      const ids = [...waiting.values()].flatMap((some) => [...some]);
      waiting.clear();
      failures.clear();
      return ids;
    },
    forget(id) {
      failures.delete(id);
      for (const [token, ids] of waiting) {
        if (ids.delete(id) && ids.size === 0) waiting.delete(token);
      }
    },
  };
}
