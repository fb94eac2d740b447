import type { CatalogSummary } from '../../shared/domain/catalog.ts';
import { own } from '../../shared/util/own.ts';
import type { CatalogListener, CatalogStore } from '../catalog/catalog-store.ts';
import { catalogKey } from '../catalog/owner-catalogs.ts';
import type { OwnerCatalogs } from '../catalog/owner-catalogs.ts';
import type { SummaryIndex } from '../catalog/summary-index.ts';
import type { OwnedServers } from '../connections/owner-pools.ts';
import type { ProfileRegistry } from './profile-registry.ts';

/** The catalogs a profile may browse, and their sizes. */
export interface ProfileCatalogs extends Pick<CatalogStore, 'get' | 'onChange'> {
  /** Sizes of every catalog, by the names of servers. */
  summaries(): Readonly<Record<string, CatalogSummary>>;
}

/** What they are over. */
export interface CatalogsInUseDeps {
  readonly catalogs: Pick<OwnerCatalogs, 'of' | 'onChange'>;
  readonly summaries: Pick<SummaryIndex, 'all'>;
  readonly servers: Pick<OwnedServers, 'ownerOf' | 'list' | 'onChange'>;
  readonly registry: Pick<ProfileRegistry, 'onSwitch'>;
  /** The profile in use. */
  readonly inUse: () => string;
}

/** The catalogs of whichever profile is in use; told too when a server's is another owner's now. */
export function createCatalogsInUse(deps: CatalogsInUseDeps): ProfileCatalogs & Disposable {
  const { catalogs, servers, inUse } = deps;
  const listeners = new Set<CatalogListener>();
  /** The owners whose sizes were told last, by server. */
  const told = new Map<string, string>();
  const ownerOf = (name: string): string => servers.ownerOf(inUse(), name);
  const tell = (name: string, summary: CatalogSummary | null): void => {
    for (const listener of [...listeners]) listener(name, summary);
  };
  const look = (names: Iterable<string>): void => {
    const all = deps.summaries.all();
    for (const name of names) {
      const owner = ownerOf(name);
      if (told.get(name) === owner) continue;
      told.set(name, owner);
      tell(name, own(all, catalogKey(owner, name)) ?? null);
    }
  };
  const names = () => servers.list(inUse()).map(({ name }) => name);
  for (const name of names()) told.set(name, ownerOf(name));

  const following = [
    catalogs.onChange((owner, name, summary) => {
      if (owner !== ownerOf(name)) return;
      told.set(name, owner);
      tell(name, summary);
    }),
    servers.onChange(({ name }) => look(name === undefined ? names() : [name])),
    deps.registry.onSwitch(() => look(names())),
  ];

  return {
    get: (name) => catalogs.of(ownerOf(name)).get(name),
    summaries() {
      const all = deps.summaries.all();
      const found = names().flatMap((name): (readonly [string, CatalogSummary])[] => {
        const summary = own(all, catalogKey(ownerOf(name), name));
        return summary === undefined ? [] : [[name, summary]];
      });
      return Object.fromEntries(found);
    },
    onChange(listener) {
      const ownListener: CatalogListener = (name, summary) => listener(name, summary);
      listeners.add(ownListener);
      return { [Symbol.dispose]: () => void listeners.delete(ownListener) };
    },
    [Symbol.dispose]() {
      following.forEach((one) => one[Symbol.dispose]());
      listeners.clear();
    },
  };
}
