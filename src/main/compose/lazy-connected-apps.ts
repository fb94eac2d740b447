import {
  appSightingsFileSchema,
  appSightingsFileVersion,
  createKeptSightings,
} from '../connected-apps/kept-sightings.ts';
import {
  connectionRecordsSchema,
  connectionRecordsVersion,
  createConnectionBook,
} from '../connected-apps/connection-records.ts';
import { createDriftWatch } from '../connected-apps/drift-watch.ts';
import type { DriftWatch, DriftWatchDeps } from '../connected-apps/drift-watch.ts';
import { hashOfFile, somethingAt, watchAppFile } from '../node/connected-apps/watch-app-file.ts';
import type { KeptSightings } from '../connected-apps/kept-sightings.ts';
import type { ConnectedApps } from '../connected-apps/connected-apps.ts';
import type { ConnectedAppsDeps } from '../connected-apps/connected-apps-deps.ts';
import {
  createNamedPlaces,
  namedPlacesSchema,
  namedPlacesVersion,
} from '../connected-apps/named-places.ts';
import type { UserPath } from '../node/processes/user-path.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** Connecting apps, whose code comes when somebody looks at them. */
export interface LazyConnectedApps {
  readonly sightings: KeptSightings;
  readonly drift: DriftWatch;
  apps(): Promise<ConnectedApps>;
}

/**
 * Files of other apps are looked for and read when a person wants that, and never at a start; those
 * of apps a person has connected are watched.
 */
export function lazyConnectedApps(
  basics: Basics,
  stores: Pick<Stores, 'openDocument'>,
  undo: UndoJournal,
  importer: ConnectedAppsDeps['importer'],
  tell: () => void,
  notices: DriftWatchDeps['notices'],
  userPath: UserPath,
): LazyConnectedApps {
  const store = stores.openDocument(['app-sightings.json'], {
    schemaVersion: appSightingsFileVersion,
    schema: appSightingsFileSchema,
  });
  const sightings = createKeptSightings(store, basics.logger, basics.clock);
  sightings.onChange(tell);
  const book = createConnectionBook(
    stores.openDocument(['connected-apps.json'], {
      schemaVersion: connectionRecordsVersion,
      schema: connectionRecordsSchema,
    }),
    basics.logger,
  );
  const places = createNamedPlaces(
    stores.openDocument(['app-places.json'], {
      schemaVersion: namedPlacesVersion,
      schema: namedPlacesSchema,
    }),
  );
  let composed: Promise<ConnectedApps> | undefined;
  const compose = async (): Promise<ConnectedApps> => {
    const [{ composeConnectedApps }] = await Promise.all([
      import('./compose-connected-apps.ts'),
      sightings.load(),
    ]);
    return composeConnectedApps(basics, { undo, sightings, importer, book, places, userPath });
  };
  const apps = () => (composed ??= compose());
  const drift = createDriftWatch({
    ...basics,
    book,
    list: async (ids) => (await apps()).list(ids),
    watch: (place, onChange) => watchAppFile(place, onChange, basics),
    hashOf: hashOfFile,
    exists: somethingAt,
    notices,
    tell,
  });
  return { sightings, drift, apps };
}
