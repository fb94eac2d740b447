import {
  appSightingsFileSchema,
  appSightingsFileVersion,
  createKeptSightings,
} from '../connected-apps/kept-sightings.ts';
import type { KeptSightings } from '../connected-apps/kept-sightings.ts';
import type { ConnectedApps, ConnectedAppsDeps } from '../connected-apps/connected-apps.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** Connecting apps, whose code comes when somebody looks at them. */
export interface LazyConnectedApps {
  readonly sightings: KeptSightings;
  apps(): Promise<ConnectedApps>;
}

/** Files of other apps are looked for and read when a person wants that, and never at a start. */
export function lazyConnectedApps(
  basics: Basics,
  stores: Pick<Stores, 'openDocument'>,
  undo: UndoJournal,
  importer: ConnectedAppsDeps['importer'],
  tell: () => void,
): LazyConnectedApps {
  const store = stores.openDocument(['app-sightings.json'], {
    schemaVersion: appSightingsFileVersion,
    schema: appSightingsFileSchema,
  });
  const sightings = createKeptSightings(store, basics.logger);
  sightings.onChange(tell);
  let composed: Promise<ConnectedApps> | undefined;
  const compose = async (): Promise<ConnectedApps> => {
    const [{ composeConnectedApps }] = await Promise.all([
      import('./compose-connected-apps.ts'),
      sightings.load(),
    ]);
    return composeConnectedApps(basics, stores, { undo, sightings, importer });
  };
  return { sightings, apps: () => (composed ??= compose()) };
}
