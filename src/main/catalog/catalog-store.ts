import type { CatalogSummary } from '../../shared/domain/catalog.ts';
import type { CachedDocument } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { fromStored, toStored } from './server-catalog.ts';
import type { ServerCatalog, StoredCatalog } from './server-catalog.ts';
import { createEmitter } from '../kernel/emitter.ts';

/** Told when the catalog of a server changed; null when it was dropped. */
export type CatalogListener = (name: string, summary: CatalogSummary | null) => void;

/** What servers offer, as last seen; there before anything connects. */
export interface CatalogStore {
  /** The catalog of a server, read from disk the first time; null when it was never seen. */
  get(name: string): Promise<ServerCatalog | null>;
  /** The catalog if it is in memory already. */
  peek(name: string): ServerCatalog | undefined;
  /** Sizes of the catalog, if it is in memory. */
  summary(name: string): CatalogSummary | undefined;
  /** Replaces the catalog: at once in memory, soon, with others, on disk. A failed save is logged. */
  put(name: string, catalog: ServerCatalog): void;
  /** Forgets a server, in memory and on disk. */
  drop(name: string): Promise<void>;
  onChange(listener: CatalogListener): Disposable;
  /** Resolves when everything put so far is on disk or has failed to get there. */
  flush(): Promise<void>;
}

/** What a catalog store needs. */
export interface CatalogStoreDeps {
  readonly openDocument: (name: string) => CachedDocument<StoredCatalog>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly logger: Logger;
}

/** How long what servers offer is gathered before it is saved: none of it must wait for the disk. */
const saveDelayMs = 1_000;
/** Files that are written at the same time. */
const savesAtATime = 16;

interface Entry {
  readonly document: CachedDocument<StoredCatalog>;
  catalog: ServerCatalog | null | undefined;
  loading?: Promise<void>;
  /** What was put and waits to be saved. */
  unsaved?: ServerCatalog;
}

/** Creates a catalog store over one document for each server. */
export function createCatalogStore(deps: CatalogStoreDeps): CatalogStore {
  const { openDocument, clock, logger } = deps;
  const entries = new Map<string, Entry>();
  const changes = createEmitter<Parameters<CatalogListener>>(logger, 'catalogs');

  const tell = (name: string, catalog: ServerCatalog | null) => {
    const summary = catalog === null ? null : summaryOf(catalog);
    changes.emit(name, summary);
  };

  const entryOf = (name: string): Entry => {
    let entry = entries.get(name);
    if (entry === undefined) {
      entry = { document: openDocument(name), catalog: undefined };
      entries.set(name, entry);
    }
    return entry;
  };

  const load = async (name: string, entry: Entry): Promise<void> => {
    const found = await readQuietly(name, entry.document, logger);
    // What was put or dropped while the disk was busy is newer.
    if (entry.catalog !== undefined) return;
    entry.catalog = found;
    if (found !== null) tell(name, found);
  };

  const save = async (name: string, entry: Entry): Promise<void> => {
    const catalog = entry.unsaved;
    if (catalog === undefined) return;
    entry.unsaved = undefined;
    const saved = await entry.document.save(toStored(catalog));
    if (!saved.ok) logger.warn('a catalog could not be saved', { name, code: saved.error.code });
  };

  let timer: Disposable | undefined;
  let saving: Promise<void> = Promise.resolve();
  const saveAll = () => {
    timer?.[Symbol.dispose]();
    timer = undefined;
    saving = saving.then(async () => {
      const waiting = [...entries].filter(([, { unsaved }]) => unsaved !== undefined).values();
      const saveNext = async () => {
        for (const [name, entry] of waiting) await save(name, entry);
      };
      await Promise.all(Array.from({ length: savesAtATime }, saveNext));
    });
  };

  const get = async (name: string): Promise<ServerCatalog | null> => {
    const entry = entryOf(name);
    if (entry.catalog === undefined) await (entry.loading ??= load(name, entry));
    return entry.catalog ?? null;
  };

  return {
    get,
    peek: (name) => entries.get(name)?.catalog ?? undefined,
    summary(name) {
      const catalog = entries.get(name)?.catalog;
      return catalog ? summaryOf(catalog) : undefined;
    },
    put(name, catalog) {
      const entry = entryOf(name);
      entry.catalog = catalog;
      entry.unsaved = catalog;
      timer ??= clock.schedule(saveDelayMs, saveAll);
      tell(name, catalog);
    },
    async drop(name) {
      // The entry stays, so that its document keeps a later save in order behind this removal.
      const entry = entryOf(name);
      entry.catalog = null;
      entry.unsaved = undefined;
      tell(name, null);
      await entry.document.remove();
    },
    onChange: (listener) => changes.on(listener),
    async flush() {
      saveAll();
      await saving;
    },
  };
}

async function readQuietly(
  name: string,
  document: CachedDocument<StoredCatalog>,
  logger: Logger,
): Promise<ServerCatalog | null> {
  const found = await document.load();
  if (found.status === 'loaded' || found.status === 'restored') return fromStored(found.value);
  // A cache: what cannot be read is fetched again at the next connect.
  if (found.status !== 'absent') {
    logger.warn('a cached catalog could not be read', { name, status: found.status });
  }
  return null;
}

/** Sizes of a catalog. */
export function summaryOf(catalog: ServerCatalog): CatalogSummary {
  return {
    tools: catalog.tools.length,
    resources: catalog.resources.length,
    resourceTemplates: catalog.resourceTemplates.length,
    prompts: catalog.prompts.length,
    fetchedAt: catalog.fetchedAt,
  };
}
