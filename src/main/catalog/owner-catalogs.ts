import { sharedOwner } from '../../shared/domain/owner.ts';
import type { CatalogSummary } from '../../shared/domain/catalog.ts';
import type { CachedDocument } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { createCatalogStore } from './catalog-store.ts';
import type { CatalogStore } from './catalog-store.ts';
import type { StoredCatalog } from './server-catalog.ts';
import { createEmitter } from '../kernel/emitter.ts';

/** Told when one owner's catalog of a server changed; null when it was dropped. */
export type OwnerCatalogListener = (
  owner: string,
  name: string,
  summary: CatalogSummary | null,
) => void;

/** What servers offer, by owner: what one account may see is not for another to browse. */
export interface OwnerCatalogs {
  of(owner: string): CatalogStore;
  onChange(listener: OwnerCatalogListener): Disposable;
  /** Forgets a server, for every owner. */
  drop(name: string): Promise<void>;
  /** Resolves when everything put so far is on disk or has failed to get there. */
  flush(): Promise<void>;
}

/** A store for each owner, made when it is first asked for. */
export function createOwnerCatalogs(deps: {
  readonly openDocument: (owner: string, name: string) => CachedDocument<StoredCatalog>;
  /** Every owner there is but the shared one. */
  readonly owners: () => readonly string[];
  readonly clock: Pick<Clock, 'schedule'>;
  readonly logger: Logger;
}): OwnerCatalogs {
  const stores = new Map<string, CatalogStore>();
  const { clock, logger } = deps;
  const changes = createEmitter<Parameters<OwnerCatalogListener>>(logger, 'catalogs');

  const of = (owner: string): CatalogStore => {
    const known = stores.get(owner);
    if (known !== undefined) return known;
    const openDocument = (name: string) => deps.openDocument(owner, name);
    const store = createCatalogStore({ openDocument, clock, logger });
    store.onChange((name, summary) => changes.emit(owner, name, summary));
    stores.set(owner, store);
    return store;
  };

  return {
    of,
    onChange: (listener) => changes.on(listener),
    async drop(name) {
      const owners = new Set([sharedOwner, ...deps.owners(), ...stores.keys()]);
      await Promise.all([...owners].map((owner) => of(owner).drop(name)));
    },
    async flush() {
      await Promise.all([...stores.values()].map((store) => store.flush()));
    },
  };
}

/** Under what one owner's catalog of a server is found: its name, for all but everybody after theirs. */
export function catalogKey(owner: string, name: string): string {
  return owner === sharedOwner ? name : `${owner}/${name}`;
}

/** Whether such a key is of this server, whoever is its owner. */
export function isKeyOf(name: string, key: string): boolean {
  return key === name || key.endsWith(`/${name}`);
}
