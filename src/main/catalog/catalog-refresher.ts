import type { CatalogKind } from '../../shared/domain/catalog.ts';
import type { Clock } from '../ports.ts';

/** Turns a storm of "list changed" into few fetches of only what changed. */
export interface CatalogRefresher extends Disposable {
  /** A list changed. Never fetches before the storm pauses or the longest wait is over. */
  changed(kind: CatalogKind): void;
}

/** What a refresher needs. */
export interface CatalogRefresherDeps {
  readonly clock: Clock;
  /** Fetches these lists; must not reject. Never called while an earlier call is running. */
  readonly refetch: (kinds: readonly CatalogKind[], signal: AbortSignal) => Promise<void>;
  /** Quiet time after the last change, ms. */
  readonly quietMs?: number;
  /** Longest time a change waits although others keep coming, ms. */
  readonly maxWaitMs?: number;
}

/** Creates a refresher; disposing it aborts a running fetch and forgets what is waiting. */
export function createCatalogRefresher(deps: CatalogRefresherDeps): CatalogRefresher {
  const { clock, refetch, quietMs = 300, maxWaitMs = 2_000 } = deps;
  const lifetime = new AbortController();
  const dirty = new Set<CatalogKind>();
  let firstChangeAt: number | undefined;
  let timer: Disposable | undefined;
  let isRunning = false;

  const arm = () => {
    timer?.[Symbol.dispose]();
    firstChangeAt ??= clock.monotonicNow();
    const leftMs = firstChangeAt + maxWaitMs - clock.monotonicNow();
    timer = clock.schedule(Math.max(0, Math.min(quietMs, leftMs)), () => void run());
  };

  const run = async () => {
    timer = undefined;
    // Whatever changes during a fetch waits for its end, and is then fetched once.
    if (isRunning) return;
    isRunning = true;
    const kinds = [...dirty];
    dirty.clear();
    firstChangeAt = undefined;
    await refetch(kinds, lifetime.signal);
    isRunning = false;
    if (dirty.size > 0 && !lifetime.signal.aborted) arm();
  };

  return {
    changed(kind) {
      if (lifetime.signal.aborted) return;
      dirty.add(kind);
      // One notification stands for both lists of resources.
      if (kind === 'resources') dirty.add('resourceTemplates');
      arm();
    },
    [Symbol.dispose]() {
      lifetime.abort();
      timer?.[Symbol.dispose]();
      dirty.clear();
    },
  };
}
