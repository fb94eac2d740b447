import type { CatalogSummary } from '../../shared/domain/catalog.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
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
  /** Replaces the catalog: at once in memory, soon on disk. A failed save is logged. */
  put(name: string, catalog: ServerCatalog): void;
  /** Forgets a server, in memory and on disk. */
  drop(name: string): Promise<void>;
  onChange(listener: CatalogListener): Disposable;
  /** Resolves when everything put so far is on disk or has failed to get there. */
  flush(): Promise<void>;
}

/** What a catalog store needs. */
export interface CatalogStoreDeps {
  readonly openDocument: (name: string) => DocumentStore<StoredCatalog>;
  readonly logger: Logger;
}

interface Entry {
  readonly document: DocumentStore<StoredCatalog>;
  catalog: ServerCatalog | null | undefined;
  loading?: Promise<void>;
  /** A save that is running; what is put meanwhile waits in `unsaved`, so a storm saves twice. */
  saving?: Promise<void>;
  unsaved?: ServerCatalog;
}

/** Creates a catalog store over one document for each server. */
export function createCatalogStore({ openDocument, logger }: CatalogStoreDeps): CatalogStore {
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

  const saveAll = async (name: string, entry: Entry): Promise<void> => {
    while (entry.unsaved !== undefined) {
      const catalog = entry.unsaved;
      entry.unsaved = undefined;
      const saved = await entry.document.save(toStored(catalog));
      if (!saved.ok) logger.warn('a catalog could not be saved', { name, code: saved.error.code });
    }
    entry.saving = undefined;
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
      entry.saving ??= saveAll(name, entry);
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
      for (const { saving } of entries.values()) await saving;
    },
  };
}

async function readQuietly(
  name: string,
  document: DocumentStore<StoredCatalog>,
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
