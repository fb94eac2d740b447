import { createHash, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { stateHistoryFileSchema, stateHistoryFileVersion } from '../activity/state-history-file.ts';
import { createStateHistory } from '../activity/state-history.ts';
import type { StateHistory } from '../activity/state-history.ts';
import { catalogKey, createOwnerCatalogs } from '../catalog/owner-catalogs.ts';
import type { OwnerCatalogs } from '../catalog/owner-catalogs.ts';
import {
  storedCatalogMigrations,
  storedCatalogSchema,
  storedCatalogVersion,
} from '../catalog/server-catalog.ts';
import { createSummaryIndex, summaryIndexSchema } from '../catalog/summary-index.ts';
import type { SummaryIndex } from '../catalog/summary-index.ts';
import type { DocumentLock, FolderLock } from '../documents/locks.ts';
import { createCachedDocument } from '../node/documents/cached-document.ts';
import { createDocumentStore } from '../node/documents/document-store.ts';
import type { DocumentFormat } from '../node/documents/document-store-read.ts';
import { openFolderLock } from '../node/documents/folder-lock.ts';
import type { EditableDocument } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import {
  createProfileStore,
  profilesFileSchema,
  profilesFileVersion,
} from '../profiles/profile-store.ts';
import type { ProfileStore, ProfilesFile } from '../profiles/profile-store.ts';
import { trackerFileSchema, trackerFileVersion } from '../reconnection/tracker-file.ts';
import { createTracker } from '../reconnection/tracker.ts';
import type { Tracker } from '../reconnection/tracker.ts';
import { createHandleBook, handleFileSchema, handleFileVersion } from '../registry/handle-book.ts';
import type { HandleBook } from '../registry/handle-book.ts';
import { registryFileSchema, registryFileVersion, textOfFile } from '../registry/registry-file.ts';
import type { RegistryFile } from '../registry/registry-file.ts';
import { createServerRegistry } from '../registry/server-registry.ts';
import type { ServerRegistry } from '../registry/registry-ports.ts';
import { rightsFileSchema, rightsFileVersion } from '../app-rights/rights-file.ts';
import { createRights } from '../app-rights/rights.ts';
import type { Rights } from '../app-rights/rights.ts';
import { approvalFileSchema, approvalFileVersion } from '../approvals/approval-file.ts';
import { createApprovals } from '../approvals/approvals.ts';
import type { Approvals } from '../approvals/approvals.ts';
import { pinFileSchema, pinFileVersion } from '../pins/pin-file.ts';
import { createPins } from '../pins/pins.ts';
import type { Pins } from '../pins/pins.ts';
import type { KeyStore } from '../vault/key-store.ts';
import { agreementFileSchema, agreementFileVersion } from '../trust/agreement-file.ts';
import { createAgreements } from '../trust/agreements.ts';
import type { Agreements } from '../trust/agreements.ts';
import { createVault } from '../vault/document-vault.ts';
import type { Vault } from '../vault/vault.ts';
import { vaultFileMigrations, vaultFileSchema, vaultFileVersion } from '../vault/vault-file.ts';

/** Everything that lies on the disk; nothing of it was read yet. */
export interface Stores {
  /** Whether this process may write, now or later. */
  readonly lock: FolderLock;
  readonly vault: Vault;
  readonly agreements: Agreements;
  /** Every server, whoever may use it. */
  readonly everything: ServerRegistry;
  readonly handles: HandleBook;
  readonly catalogs: OwnerCatalogs;
  readonly pins: Pins & Disposable;
  readonly approvals: Approvals & Disposable;
  readonly appRights: Rights & Disposable;
  readonly summaries: SummaryIndex;
  readonly tracker: Tracker;
  readonly history: StateHistory;
  readonly book: ProfileStore;
  /** What `everything` and `book` lie in, for changes of both in one step. */
  readonly documents: HomeDocuments;
  readonly openDocument: OpenDocument;
  /** The same documents once more, for whoever writes under a lock of their own. */
  openedUnder(lock: Pick<DocumentLock, 'isHeld'>): Pick<Stores, 'documents' | 'openDocument'>;
}

/** The documents servers and profiles lie in. */
export interface HomeDocuments {
  readonly registry: EditableDocument<RegistryFile>;
  readonly profiles: EditableDocument<ProfilesFile>;
}

/** Puts a store over a document in the data folder; `names` lead to it from there. */
export type OpenDocument = <T>(
  names: readonly string[],
  format: Omit<DocumentFormat<T>, 'migrations'> & Partial<Pick<DocumentFormat<T>, 'migrations'>>,
) => EditableDocument<T>;

/** Takes the lock of the data folder and puts a store over each document in it. */
export async function openStores(deps: {
  readonly folder: string;
  readonly keys: KeyStore;
  readonly firstProfile: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}): Promise<Stores> {
  const { folder, clock, random, logger } = deps;
  // Without a folder nothing can be saved, but a person should still be told so in the window.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    logger.error('the data folder cannot be made', { error: String(error) });
  });
  const lock = await openFolderLock(join(folder, 'lock'), clock);
  const openedUnder: Stores['openedUnder'] = (held) => {
    const openDocument: OpenDocument = (names, format) =>
      createDocumentStore({ migrations: {}, ...format, path: join(folder, ...names), lock: held });
    return { documents: homeDocuments(openDocument), openDocument };
  };
  const { documents, openDocument: document } = openedUnder(lock);

  const vault = createVault({
    store: document(['vault.json'], {
      schemaVersion: vaultFileVersion,
      schema: vaultFileSchema,
      migrations: vaultFileMigrations,
    }),
    keys: deps.keys,
    clock,
    random,
    randomBytes: (length) => randomBytes(length),
    logger,
  });
  const agreements = createAgreements({
    store: document(['agreements.json'], {
      schemaVersion: agreementFileVersion,
      schema: agreementFileSchema,
    }),
    vault,
    clock,
    logger,
  });
  const handles = createHandleBook({
    store: document(['handles.json'], {
      schemaVersion: handleFileVersion,
      schema: handleFileSchema,
    }),
    clock,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    logger,
  });
  const everything = createServerRegistry({
    handles,
    store: documents.registry,
    secrets: vault,
    agreements,
    clock,
    logger,
  });
  const book = createProfileStore({
    store: documents.profiles,
    clock,
    logger,
    firstTitle: deps.firstProfile,
  });
  const catalogs = createOwnerCatalogs({
    owners: () => book.profiles().all.map(({ id }) => id),
    openDocument: (owner, name) =>
      createCachedDocument({
        path: join(folder, 'catalogs', ...`${catalogKey(owner, name)}.json`.split('/')),
        schemaVersion: storedCatalogVersion,
        schema: storedCatalogSchema,
        migrations: storedCatalogMigrations,
        mayWrite: () => lock.refusal() === undefined,
      }),
    clock,
    logger,
  });
  const pins = createPins({
    openDocument: (key) =>
      document(['pins', ...`${key}.json`.split('/')], {
        schemaVersion: pinFileVersion,
        schema: pinFileSchema,
      }),
    vault,
    clock,
    logger,
  });
  const appRights = createRights({
    openDocument: (caller) =>
      document(['app-rights', `${createHash('sha256').update(caller).digest('hex')}.json`], {
        schemaVersion: rightsFileVersion,
        schema: rightsFileSchema,
      }),
    vault,
    logger,
  });
  const approvals = createApprovals({
    openDocument: (key) =>
      document(['approvals', ...`${key}.json`.split('/')], {
        schemaVersion: approvalFileVersion,
        schema: approvalFileSchema,
      }),
    vault,
    logger,
  });
  catalogs.onChange((owner, name, summary) => {
    if (summary !== null) return;
    void pins.putAside(catalogKey(owner, name));
    void approvals.putAside(catalogKey(owner, name));
  });
  const summaries = createSummaryIndex({
    store: document(['catalog-index.json'], { schemaVersion: 1, schema: summaryIndexSchema }),
    catalogs: {
      onChange: (listener) =>
        catalogs.onChange((owner, name, summary) => listener(catalogKey(owner, name), summary)),
    },
    clock,
    logger,
  });
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
  return {
    lock,
    vault,
    agreements,
    everything,
    handles,
    catalogs,
    pins,
    approvals,
    appRights,
    summaries,
    tracker,
    history,
    book,
    documents,
    openDocument: document,
    openedUnder,
  };
}

function homeDocuments(document: OpenDocument): HomeDocuments {
  return {
    registry: document(['servers.json'], {
      schemaVersion: registryFileVersion,
      schema: registryFileSchema,
      textOf: textOfFile,
      isEditable: true,
    }),
    profiles: document(['profiles.json'], {
      schemaVersion: profilesFileVersion,
      schema: profilesFileSchema,
      isEditable: true,
    }),
  };
}
