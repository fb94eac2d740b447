import type { Undoable } from '../../shared/domain/undo.ts';
import type { Clock } from '../kernel/clock.ts';

/** A change that is kept for a while, and what can be done about it. */
export interface KeptChange<T> {
  readonly shown: Undoable;
  readonly value: T;
}

/** The newest few changes, each for a while; in memory only. */
export interface KeptChanges<T> {
  /** The newest. */
  last(): Undoable | null;
  find(id: string): KeptChange<T> | undefined;
  /** Keeps one more; what is too old or one too many is dropped. */
  add(change: KeptChange<T>): void;
  /** Takes one out that is not dropped by it; false when it is not there. */
  take(change: KeptChange<T>): boolean;
  /** Drops all of them. */
  dropAll(): Promise<void>;
}

/** How many changes are kept, and for how long each. */
const maxChanges = 20;
const keptForMs = 10 * 60_000;

/** Creates it, empty; `onDrop` is told what goes by itself, `onLast` that `last` may be another. */
export function createKeptChanges<T>(deps: {
  readonly clock: Pick<Clock, 'schedule'>;
  readonly onDrop: (change: KeptChange<T>) => Promise<void>;
  readonly onLast: () => void;
}): KeptChanges<T> {
  const timers = new Map<KeptChange<T>, Disposable>();

  const take = (change: KeptChange<T>): boolean => {
    timers.get(change)?.[Symbol.dispose]();
    const wasThere = timers.delete(change);
    if (wasThere) deps.onLast();
    return wasThere;
  };

  const drop = async (change: KeptChange<T>): Promise<void> => {
    if (take(change)) await deps.onDrop(change);
  };

  return {
    last: () => [...timers.keys()].at(-1)?.shown ?? null,
    find: (id) => [...timers.keys()].find(({ shown }) => shown.id === id),
    add(change) {
      timers.set(
        change,
        deps.clock.schedule(keptForMs, () => void drop(change)),
      );
      deps.onLast();
      const [oldest] = timers.keys();
      if (oldest !== undefined && timers.size > maxChanges) void drop(oldest);
    },
    take,
    async dropAll() {
      await Promise.all([...timers.keys()].map(drop));
    },
  };
}
