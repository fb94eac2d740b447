import { homedir } from 'node:os';
import { join } from 'node:path';

import type { AppSightings } from '../connected-apps/app-sightings.ts';
import { createConnectedApps } from '../connected-apps/connected-apps.ts';
import type { ConnectedApps } from '../connected-apps/connected-apps.ts';
import type { ConnectedAppsDeps } from '../connected-apps/connected-apps-deps.ts';
import { createAppBundles } from '../node/connected-apps/app-bundles.ts';
import { createAppPrograms } from '../node/connected-apps/app-programs.ts';
import { createAppFiles } from '../node/connected-apps/app-files.ts';
import { exchangeOf } from '../node/connected-apps/file-exchange.ts';
import { findBridge } from '../node/connected-apps/find-bridge.ts';
import { doorPath } from '../node/gateway/door-path.ts';
import type { UserPath } from '../node/processes/user-path.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import { systemOf } from './compose-imports.ts';
import type { Basics } from './composition.ts';

/** Puts together what connects apps; nothing is read before it is asked. */
export function composeConnectedApps(
  { composition, folder, clock }: Basics,
  {
    undo,
    sightings,
    importer,
    book,
    places,
    userPath,
  }: Pick<ConnectedAppsDeps, 'importer' | 'book' | 'places'> & {
    readonly userPath: UserPath;
    readonly undo: UndoJournal;
    readonly sightings: AppSightings;
  },
): ConnectedApps {
  const { openFile } = composition;
  const socket = doorPath(composition.dataFolder, process.platform);
  return createConnectedApps({
    files: createAppFiles({
      backups: join(folder, 'app-files'),
      now: () => clock.now(),
      exchange: exchangeOf(composition.bridges?.programs ?? []),
    }),
    book,
    places,
    programs: createAppPrograms(userPath, homedir()),
    bundles: openFile && createAppBundles({ folder: join(folder, 'app-bundles'), openFile }),
    sightings,
    version: composition.app.version,
    surroundings: { system: systemOf(process.platform), home: homedir(), env: process.env },
    bridge: () => findBridge(composition.bridges ?? { programs: [] }, socket),
    undo,
    importer,
    clock,
  });
}
