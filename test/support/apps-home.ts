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
import { createAppFiles } from '../../src/main/node/connected-apps/app-files.ts';
import { createUndoJournal } from '../../src/main/undo/undo-journal.ts';
import type { UndoJournal } from '../../src/main/undo/undo-journal.ts';
import type { AppChange } from '../../src/shared/domain/connected-app.ts';
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
  change(id: string, change: AppChange): Promise<string>;
}

/** The bridge that is put into files here; it need not be there. */
export const bridgeHere = { command: '/opt/Patchbay/patchbay-bridge', args: ['--socket', '/s'] };

/** A fresh home on the disk; everything is real but the document that remembers. */
export async function createAppsHome(): Promise<AppsHome> {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-apps-'));
  const clock = createSystemClock();
  const undo = createUndoJournal({
    clock,
    random: createSystemRandom(),
    logger: createSilentLogger(),
  });
  const sightings = createAppSightings();
  const book = createConnectionBook(
    createMemoryDocument<ConnectionRecords>(),
    createSilentLogger(),
  );
  const apps = createConnectedApps({
    files: createAppFiles({ backups: join(home, 'backups'), now: () => clock.now() }),
    book,
    sightings,
    surroundings: { system: 'linux', home, env: {} },
    bridge: () => Promise.resolve(bridgeHere),
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
    async change(id, change) {
      const preview = await apps.preview(id, change);
      if (!preview.ok) throw new Error(JSON.stringify(preview.error));
      const applied = await apps.apply(id, change, preview.value.token);
      if (!applied.ok) throw new Error(JSON.stringify(applied.error));
      return applied.value;
    },
    async [Symbol.asyncDispose]() {
      await undo.dispose();
      await rm(home, { recursive: true, force: true });
    },
  };
}
