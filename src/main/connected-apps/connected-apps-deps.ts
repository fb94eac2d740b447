import type { Surroundings } from '../apps/app-paths.ts';
import type { Importer } from '../import/importer.ts';
import type { Clock } from '../kernel/clock.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { AppFiles } from './app-files.ts';
import type { AppBundles, AppPrograms } from './app-programs.ts';
import type { AppSightings } from './app-sightings.ts';
import type { ConnectionBook } from './connection-records.ts';
import type { NamedPlaces } from './named-places.ts';
import type { BridgeProgram } from './our-entry.ts';

/** What connecting apps works with. */
export interface ConnectedAppsDeps {
  readonly files: AppFiles;
  readonly book: ConnectionBook;
  readonly places: NamedPlaces;
  readonly programs: AppPrograms;
  /** Absent where nothing could hand a bundle to an app. */
  readonly bundles?: AppBundles | undefined;
  readonly sightings: Pick<AppSightings, 'get'>;
  readonly surroundings: Surroundings;
  /** Patchbay's own version (semver). */
  readonly version: string;
  /** What apps start; undefined where it is not there. */
  readonly bridge: () => Promise<BridgeProgram | undefined>;
  readonly undo: Pick<UndoJournal, 'add' | 'take' | 'run'>;
  /** Brings an app's own servers here. */
  readonly importer: () => Promise<Importer>;
  readonly clock: Pick<Clock, 'now'>;
}
