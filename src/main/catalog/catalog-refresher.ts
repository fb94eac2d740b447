import type { CatalogKind } from '../../shared/domain/catalog.ts';
import type { Clock } from '../kernel/clock.ts';

/** Turns a storm of "list changed" into few fetches of only what changed. */
export interface CatalogRefresher extends Disposable {
  /** A list changed. Never fetches before the storm pauses or the longest wait is over. */
  changed(kind: CatalogKind): void;
}

/** What a refresher needs. */
export interface CatalogRefresherDeps {
  readonly clock: Clock;
  /**
   * Fetches these lists and tells whether one of them is another than before; must not reject.
   * Never called while an earlier call is running.
   */
  readonly refetch: (kinds: readonly CatalogKind[], signal: AbortSignal) => Promise<boolean>;
  /** Quiet time after the last change, ms. */
  readonly quietMs?: number;
  /** Longest time a change waits although others keep coming, ms. */
  readonly maxWaitMs?: number;
}

/** Longest time by which needless fetches are put off, ms. */
const longestWaitMs = 5 * 60_000;
/** What is announced this long after a fetch was not caused by it, ms. */
const echoMs = 10_000;

/**
 * Creates a refresher. Some servers announce a change whenever they are listed; as long as what they
 * announce is what was there before, they are listed ever more slowly. Disposing it aborts a running
 * fetch and forgets what is waiting.
 */
export function createCatalogRefresher(deps: CatalogRefresherDeps): CatalogRefresher {
  const { clock, refetch, quietMs = 300, maxWaitMs = 2_000 } = deps;
  const lifetime = new AbortController();
  const dirty = new Set<CatalogKind>();
  let firstChangeAt: number | undefined;
  let timer: Disposable | undefined;
  let isRunning = false;
  let slowness = 1;
  let endedAt: number | undefined;

  const within = (ms: number) => Math.min(ms * slowness, longestWaitMs);

  const arm = () => {
    timer?.[Symbol.dispose]();
    firstChangeAt ??= clock.monotonicNow();
    const leftMs = firstChangeAt + within(maxWaitMs) - clock.monotonicNow();
    timer = clock.schedule(Math.max(0, Math.min(within(quietMs), leftMs)), () => void run());
  };

  const run = async () => {
    timer = undefined;
    // Whatever changes during a fetch waits for its end, and is then fetched once.
    if (isRunning) return;
    isRunning = true;
    const kinds = [...dirty];
    dirty.clear();
    firstChangeAt = undefined;
    const isOther = await refetch(kinds, lifetime.signal);
    isRunning = false;
    slowness = isOther ? 1 : Math.min(slowness * 2, longestWaitMs);
    endedAt = clock.monotonicNow();
    if (dirty.size > 0 && !lifetime.signal.aborted) arm();
  };

  return {
    changed(kind) {
      if (lifetime.signal.aborted) return;
      const sinceMs = clock.monotonicNow() - (endedAt ?? 0);
      if (!isRunning && dirty.size === 0 && sinceMs > Math.max(echoMs, within(quietMs)))
        slowness = 1;
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
