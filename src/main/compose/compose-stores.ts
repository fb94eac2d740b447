import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stateHistoryFileSchema, stateHistoryFileVersion } from '../activity/state-history-file.ts';
import { createStateHistory } from '../activity/state-history.ts';
import type { StateHistory } from '../activity/state-history.ts';
import type { DocumentLock, FolderLock } from '../documents/locks.ts';
import { openFolderLock } from '../node/documents/folder-lock.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import { trackerFileSchema, trackerFileVersion } from '../reconnection/tracker-file.ts';
import { createTracker } from '../reconnection/tracker.ts';
import type { Tracker } from '../reconnection/tracker.ts';
import type { KeyStore } from '../vault/key-store.ts';

import { composeHomeStores } from './home-stores.ts';
import type { HomeStores } from './home-stores.ts';
import { composeOfferStores } from './offer-stores.ts';
import type { OfferStores } from './offer-stores.ts';
import { openDocuments } from './open-documents.ts';
import type { OpenDocuments } from './open-documents.ts';

/** Everything that lies on the disk; nothing of it was read yet. */
export interface Stores extends HomeStores, OfferStores, OpenDocuments {
  /** Whether this process may write, now or later. */
  readonly lock: FolderLock;
  readonly tracker: Tracker;
  readonly history: StateHistory;
  /** The same documents once more, for whoever writes under a lock of their own. */
  openedUnder(lock: Pick<DocumentLock, 'isHeld'>): OpenDocuments;
}

/** Takes the lock of the data folder and puts a store over each document in it. */
export async function openStores(deps: {
  readonly folder: string;
  readonly keys: KeyStore;
  readonly firstProfile: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}): Promise<Stores> {
  const { folder, clock, logger } = deps;
  // Without a folder nothing can be saved, but a person should still be told so in the window.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    logger.error('the data folder cannot be made', { error: String(error) });
  });
  const lock = await openFolderLock(join(folder, 'lock'), clock);
  const opened = openDocuments(folder, lock);
  const { openDocument: document } = opened;
  const home = composeHomeStores(opened, deps);
  const offers = composeOfferStores({ ...opened, lock }, home, deps);
  const tracker = createTracker({
    store: document(['reconnection.json'], {
      schemaVersion: trackerFileVersion,
      schema: trackerFileSchema,
    }),
    clock,
    logger,
  });
  const history = createStateHistory({
    store: document(['state-history.json'], {
      schemaVersion: stateHistoryFileVersion,
      schema: stateHistoryFileSchema,
    }),
    clock,
    logger,
  });
  const openedUnder: Stores['openedUnder'] = (held) => openDocuments(folder, held);
  return { ...opened, ...home, ...offers, lock, tracker, history, openedUnder };
}
