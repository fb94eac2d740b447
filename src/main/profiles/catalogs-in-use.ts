import type { CatalogSummary } from '../../shared/domain/catalog.ts';
import type { CatalogListener, CatalogStore } from '../catalog/catalog-store.ts';
import { catalogKey } from '../catalog/owner-catalogs.ts';
import type { OwnerCatalogs } from '../catalog/owner-catalogs.ts';
import type { SummaryIndex } from '../catalog/summary-index.ts';
import type { OwnedServers } from '../connections/owner-pools.ts';
import type { ServersInUse } from './servers-in-use.ts';
import { browsedOwner } from './browsed-owner.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

/** The catalogs a profile may browse, and their sizes. */
export interface ProfileCatalogs extends Pick<CatalogStore, 'get' | 'onChange'> {
  /** Sizes of every catalog, by the names of servers. */
  summaries(): Readonly<Record<string, CatalogSummary>>;
}

/** What they are over. */
export interface CatalogsInUseDeps {
  readonly catalogs: Pick<OwnerCatalogs, 'of' | 'onChange'>;
  readonly summaries: Pick<SummaryIndex, 'get'>;
  readonly servers: Pick<OwnedServers, 'ownerOf' | 'list' | 'onChange'>;
  readonly registry: Pick<ServersInUse, 'onSwitch'>;
  /** The profile in use. */
  readonly inUse: () => string;
  readonly logger: Pick<Logger, 'error'>;
}

/** The catalogs of whichever profile is in use; told too when a server's is another owner's now. */
export function createCatalogsInUse(deps: CatalogsInUseDeps): ProfileCatalogs & Disposable {
  const { catalogs, servers, inUse } = deps;
  const changes = createEmitter<Parameters<CatalogListener>>(deps.logger, 'catalogs');
  /** The owners whose sizes were told last, by server. */
  const told = new Map<string, string>();
  const browsed = browsedOwner(servers, deps.summaries);
  const ownerOf = (name: string): string => browsed(inUse(), name);
  const look = (names: Iterable<string>): void => {
    for (const name of names) {
      const owner = ownerOf(name);
      if (told.get(name) === owner) continue;
      told.set(name, owner);
      changes.emit(name, deps.summaries.get(catalogKey(owner, name)) ?? null);
    }
  };
  const names = () => servers.list(inUse()).map(({ name }) => name);
  for (const name of names()) told.set(name, ownerOf(name));

  const following = [
    catalogs.onChange((owner, name) => {
      const now = ownerOf(name);
      if (owner !== now && owner !== told.get(name)) return;
      told.set(name, now);
      changes.emit(name, deps.summaries.get(catalogKey(now, name)) ?? null);
    }),
    servers.onChange(({ name }) => look(name === undefined ? names() : [name])),
    deps.registry.onSwitch(() => look(names())),
  ];

  return {
    get: (name) => catalogs.of(ownerOf(name)).get(name),
    summaries() {
      const found = names().flatMap((name): (readonly [string, CatalogSummary])[] => {
        const summary = deps.summaries.get(catalogKey(ownerOf(name), name));
        return summary === undefined ? [] : [[name, summary]];
      });
      return Object.fromEntries(found);
    },
    onChange: (listener) => changes.on(listener),
    [Symbol.dispose]() {
      following.forEach((one) => one[Symbol.dispose]());
      changes.clear();
    },
  };
}
