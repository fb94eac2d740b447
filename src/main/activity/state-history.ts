import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { failureOfState } from '../../shared/domain/state-failure.ts';
import type { StateChange } from '../../shared/domain/state-history.ts';
import type { Clock } from '../ports.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_CHANGES = 500;

/** What each server has been through since the app started; in memory and bounded. */
export interface StateHistory {
  record(name: string, state: ConnectionState): void;
  /** The changes of the last day, oldest first; the first may lie before that. */
  of(name: string): readonly StateChange[];
  /** Forgets a server. */
  drop(name: string): void;
}

/**
 * An empty history. Of a server it keeps a day and at most 500 changes. One outage is one change
 * until its reason differs: the attempts in between are not listed.
 */
export function createStateHistory({
  clock,
}: {
  readonly clock: Pick<Clock, 'now'>;
}): StateHistory {
  const changes = new Map<string, StateChange[]>();

  /** Drops what ended more than a day ago, and the oldest of too many. */
  const prune = (list: StateChange[]) => {
    const since = clock.now() - DAY_MS;
    const old = list.findIndex((_, index) => (list[index + 1]?.at ?? Infinity) > since);
    list.splice(0, Math.max(old, list.length - MAX_CHANGES));
  };

  return {
    record(name, state) {
      const list = changes.get(name) ?? [];
      changes.set(name, list);
      const change = { kind: state.kind, at: clock.now(), failure: failureCode(state) };
      if (!isNews(list.at(-1), change)) return;
      list.push(change);
      prune(list);
    },
    of(name) {
      const list = changes.get(name) ?? [];
      prune(list);
      return [...list];
    },
    drop: (name) => void changes.delete(name),
  };
}

function failureCode(state: ConnectionState): StateChange['failure'] {
  return failureOfState(state)?.code ?? null;
}

function isNews(last: StateChange | undefined, { kind, failure }: StateChange): boolean {
  if (last === undefined) return true;
  const isAwaited = last.kind === 'waiting' || last.kind === 'cooling';
  if (isAwaited && kind === 'connecting') return false;
  return last.kind !== kind || last.failure !== failure;
}
