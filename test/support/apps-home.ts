import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { createAppSightings } from '../../src/main/connected-apps/app-sightings.ts';
import { createConnectedApps } from '../../src/main/connected-apps/connected-apps.ts';
import type { ConnectedApps } from '../../src/main/connected-apps/connected-apps.ts';
import { createConnectionBook } from '../../src/main/connected-apps/connection-records.ts';
import type {
  ConnectionBook,
  ConnectionRecords,
} from '../../src/main/connected-apps/connection-records.ts';
import { createNamedPlaces } from '../../src/main/connected-apps/named-places.ts';
import type { NamedPlacesFile } from '../../src/main/connected-apps/named-places.ts';
import type { BridgeProgram } from '../../src/main/connected-apps/our-entry.ts';
import { createAppBundles } from '../../src/main/node/connected-apps/app-bundles.ts';
import { createAppPrograms } from '../../src/main/node/connected-apps/app-programs.ts';
import { createAppFiles } from '../../src/main/node/connected-apps/app-files.ts';
import { createUndoJournal } from '../../src/main/undo/undo-journal.ts';
import type { UndoJournal } from '../../src/main/undo/undo-journal.ts';
import type { AppChange, ConnectBy } from '../../src/shared/domain/connected-app.ts';
import { createSystemClock } from '../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../src/main/node/kernel/system-random.ts';
import { createMemoryDocument } from './memory-document.ts';
import { createSilentLogger } from './silent-logger.ts';

/** A person's folder with files of apps, and what connects them. */
export interface AppsHome extends AsyncDisposable {
  readonly home: string;
  readonly apps: ConnectedApps;
  readonly book: ConnectionBook;
  readonly undo: UndoJournal;
  readonly sightings: ReturnType<typeof createAppSightings>;
  /** Writes a file below the home; answers with its place. */
  put(place: string, text: string | Uint8Array): Promise<string>;
  /** Shows a change and writes it; answers with the id for taking it back. */
  change(id: string, change: AppChange, by?: ConnectBy): Promise<string>;
  /** Puts a program on the person's PATH; its text begins with what runs it. */
  program(name: string, script: string): Promise<void>;
  /** What opens bundles from now on; false stands for no program. */
  bundlesGoTo(opener: (path: string) => boolean): void;
}

/** The bridge that is put into files here; it need not be there. */
export const bridgeHere = { command: '/opt/Patchbay/patchbay-bridge', args: ['--socket', '/s'] };

/** A fresh home on the disk; everything is real but the document that remembers. */
export async function createAppsHome(bridge: BridgeProgram = bridgeHere): Promise<AppsHome> {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-apps-'));
  const clock = createSystemClock();
  const undo = createUndoJournal({
    clock,
    random: createSystemRandom(),
    logger: createSilentLogger(),
  });
  const sightings = createAppSightings({ keep: () => undefined, clock });
  const book = createConnectionBook(
    createMemoryDocument<ConnectionRecords>(),
    createSilentLogger(),
  );
  const places = createNamedPlaces(createMemoryDocument<NamedPlacesFile>());
  const programs = join(home, 'bin');
  let opens = (_path: string): boolean => false;
  const apps = createConnectedApps({
    files: createAppFiles({ backups: join(home, 'backups'), now: () => clock.now() }),
    book,
    places,
    programs: createAppPrograms(
      { find: () => Promise.resolve(programs), variables: () => process.env },
      home,
    ),
    bundles: createAppBundles({
      folder: join(home, 'bundles'),
      openFile: (path) => Promise.resolve(opens(path)),
    }),
    version: '1.2.3',
    sightings,
    surroundings: { system: 'linux', home, env: { CODEX_HOME: join(home, '.codex') } },
    bridge: () => Promise.resolve(bridge),
    undo,
    importer: () => Promise.reject(new Error('not here')),
    clock,
  });
  return {
    home,
    apps,
    book,
    undo,
    sightings,
    async put(place, text) {
      const path = join(home, place);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      return path;
    },
    bundlesGoTo: (opener) => (opens = opener),
    async program(name, script) {
      await mkdir(programs, { recursive: true });
      await writeFile(join(programs, name), script, { mode: 0o755 });
    },
    async change(id, change, by) {
      const preview = await apps.preview(id, change, by);
      if (!preview.ok) throw new Error(JSON.stringify(preview.error));
      const applied = await apps.apply(id, change, preview.value.token, by);
      if (!applied.ok) throw new Error(JSON.stringify(applied.error));
      return applied.value;
    },
    async [Symbol.asyncDispose]() {
      await undo.dispose();
      await rm(home, { recursive: true, force: true });
    },
  };
}
