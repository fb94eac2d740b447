import type { Backup, BackupReason } from '../../shared/domain/moving.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { DocumentSaveError, DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import { isCovered, maxBackups } from './backup-index.ts';
import type { BackupIndex, KeptBackup } from './backup-index.ts';
import { keptServer } from './home-contents.ts';
import type { HomeContents } from './home-contents.ts';

/** Where backups lie. */
export interface BackupShelf {
  readonly index: DocumentStore<BackupIndex>;
  document(id: string): DocumentStore<HomeContents>;
  /** Ids of the documents that are there. */
  ids(): Promise<readonly string[]>;
}

/** Why a backup was not read. */
export interface BackupRefusal {
  readonly code: 'BACKUP_NOT_FOUND' | 'BACKUP_UNREADABLE';
  readonly id: string;
}

/** Earlier states of servers and profiles: references to secrets, never a secret. */
export interface Backups {
  /** Newest first. */
  list(): Promise<readonly Backup[]>;
  /** Keeps the state of now unless the newest backup holds it already; a failure is only logged. */
  keep(reason: BackupReason): Promise<void>;
  /** Keeps the state of now, with the secrets that only it refers to. */
  keepForRestore(secretIds: readonly string[]): Promise<Result<void, DocumentSaveError>>;
  /** Keeps the state of now once a day. */
  keepDaily(): Promise<void>;
  read(id: string): Promise<Result<HomeContents, BackupRefusal>>;
  /** Secrets that must stay in the vault for a backup. */
  secretIds(): Promise<readonly string[]>;
}

/** What backups need from outside. */
export interface BackupsDeps {
  readonly shelf: BackupShelf;
  readonly contents: () => HomeContents;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'id'>;
  readonly logger: Logger;
}

const dayMs = 24 * 60 * 60_000;

/** Creates them; nothing is read before they are asked. */
export function createBackups(deps: BackupsDeps): Backups {
  const { shelf, clock, logger } = deps;
  const queue = createSerialQueue();
  let backups: readonly KeptBackup[] | undefined;

  const known = async (): Promise<readonly KeptBackup[]> => {
    if (backups !== undefined) return backups;
    const load = await shelf.index.load();
    const hasValue = load.status === 'loaded' || load.status === 'restored';
    return (backups = hasValue ? load.value.backups : []);
  };

  const read = async (id: string): Promise<Result<HomeContents, BackupRefusal>> => {
    if (!(await known()).some((one) => one.id === id)) return err({ code: 'BACKUP_NOT_FOUND', id });
    const load = await shelf.document(id).load();
    const hasValue = load.status === 'loaded' || load.status === 'restored';
    return hasValue ? ok(load.value) : err({ code: 'BACKUP_UNREADABLE', id });
  };

  const isNeeded = async (now: HomeContents): Promise<boolean> => {
    const [newest] = await known();
    if (newest === undefined) return now.servers.length > 0 || now.profiles.profiles.length > 1;
    const newestContents = await read(newest.id);
    return !newestContents.ok || !isCovered(now, newestContents.value, clock.now() - newest.at);
  };

  /** The document first: an index never names what is not there. */
  const add = async (
    reason: BackupReason,
    now: HomeContents,
    secretIds: readonly string[] = [],
  ): Promise<Result<void, DocumentSaveError>> => {
    const id = deps.random.id();
    const written = await shelf.document(id).save(now);
    if (!written.ok) return written;
    const backup: KeptBackup = {
      id,
      at: clock.now(),
      reason,
      servers: now.servers.length,
      profiles: now.profiles.profiles.length,
      secretIds: [...secretIds],
    };
    const next = [backup, ...(await known())].slice(0, maxBackups);
    const saved = await shelf.index.save({ backups: [...next] });
    if (!saved.ok) {
      await shelf.document(id).remove();
      return saved;
    }
    backups = next;
    await tidy(next);
    return ok(undefined);
  };

  /** Removes documents the index does not name: the oldest, and what a crash has left. */
  const tidy = async (kept: readonly KeptBackup[]): Promise<void> => {
    const ids = new Set(kept.map(({ id }) => id));
    for (const id of await shelf.ids()) if (!ids.has(id)) await shelf.document(id).remove();
  };

  const now = (): HomeContents => {
    const { profiles, servers } = deps.contents();
    return { profiles, servers: servers.map(keptServer) };
  };

  /** A person's change goes on without a backup; what the disk refuses, it will say itself. */
  const orLog = async (saving: Promise<Result<void, DocumentSaveError> | undefined>) => {
    const saved = await saving.catch((error: unknown) =>
      err({ code: 'IO_ERROR' as const, detail: String(error) }),
    );
    if (saved?.ok === false) logger.warn('no backup was made', { ...saved.error });
  };

  return {
    list: () => queue.run(async () => (await known()).map(({ secretIds: _, ...backup }) => backup)),
    keep: (reason) =>
      queue.run(() =>
        orLog(
          (async () => {
            const contents = now();
            return (await isNeeded(contents)) ? add(reason, contents) : undefined;
          })(),
        ),
      ),
    keepForRestore: (secretIds) => queue.run(() => add('restore', now(), secretIds)),
    keepDaily: () =>
      queue.run(() =>
        orLog(
          (async () => {
            const [newest] = await known();
            if (newest !== undefined && clock.now() - newest.at < dayMs) return undefined;
            const contents = now();
            return (await isNeeded(contents)) ? add('daily', contents) : undefined;
          })(),
        ),
      ),
    read: (id) => queue.run(() => read(id)),
    secretIds: () => queue.run(async () => (await known()).flatMap((one) => one.secretIds)),
  };
}
