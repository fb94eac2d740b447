import { z } from 'zod';

import { catalogSummarySchema } from '../../shared/domain/catalog.ts';
import type { CatalogSummary } from '../../shared/domain/catalog.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { CatalogStore } from './catalog-store.ts';

/** File content of the index: the sizes of every catalog, by server name. */
export const summaryIndexSchema = z.record(z.string(), catalogSummarySchema);
export type SummaryIndexFile = z.infer<typeof summaryIndexSchema>;

/** How long changes are gathered before the index is saved. */
const saveDelayMs = 1_000;

/**
 * The sizes of all catalogs in one small document, so that the list of servers can be shown without
 * reading every catalog. It only repeats what the catalogs say: losing it loses nothing.
 */
export interface SummaryIndex {
  load(): Promise<void>;
  /** The sizes of the catalog under this key, if there is one. */
  get(key: string): CatalogSummary | undefined;
  /** Saves what is waiting, then resolves. */
  dispose(): Promise<void>;
}

/** Creates the index over the catalogs it follows. */
export function createSummaryIndex(deps: {
  readonly store: DocumentStore<SummaryIndexFile>;
  readonly catalogs: Pick<CatalogStore, 'onChange'>;
  readonly clock: Clock;
  readonly logger: Logger;
}): SummaryIndex {
  const summaries = new Map<string, CatalogSummary>();
  const told = new Set<string>();
  let timer: Disposable | undefined;

  const save = async () => {
    timer?.[Symbol.dispose]();
    timer = undefined;
    const saved = await deps.store.save(Object.fromEntries(summaries));
    if (!saved.ok) {
      deps.logger.warn('the catalog index was not saved', { reason: saved.error.code });
    }
  };

  const following = deps.catalogs.onChange((name, summary) => {
    told.add(name);
    if (summary) summaries.set(name, summary);
    else summaries.delete(name);
    timer ??= deps.clock.schedule(saveDelayMs, () => void save());
  });

  return {
    async load() {
      const loaded = await deps.store.load();
      if (loaded.status !== 'loaded' && loaded.status !== 'restored') return;
      for (const [name, summary] of Object.entries(loaded.value)) {
        // What a catalog told meanwhile is newer.
        if (!told.has(name)) summaries.set(name, summary);
      }
    },
    get: (key) => summaries.get(key),
    async dispose() {
      following[Symbol.dispose]();
      if (timer) await save();
    },
  };
}
