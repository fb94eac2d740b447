import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { BatchRefusal, StorageRefusal } from './registry-error.ts';
import type { RegistryFile } from './registry-file.ts';
import type { RegistryLedger } from './registry-ledger.ts';
import type { SaveResult, WholeChange } from './registry-change.ts';
import { writeBatch } from './server-batch.ts';
import type { BatchDraft, BatchServer } from './server-batch.ts';
import type { ServerRegistryDeps } from './registry-deps.ts';
import { saveReturned } from './returned.ts';

/** Many servers at once, with one write to the disk. */
export interface BatchChanges {
  /**
   * Saves many drafts, all of them or none. Secrets of replaced servers stay in the vault until
   * {@link dropSecrets}. Values of variables are those of one profile, the first by default. With
   * `save`, that puts them on the disk, together with something else.
   */
  saveBatch(
    drafts: readonly BatchDraft[],
    profileId?: string,
    save?: (file: RegistryFile, batch: readonly BatchServer[]) => Promise<SaveResult>,
  ): Promise<Result<readonly BatchServer[], BatchRefusal>>;
  /**
   * Takes a batch back. Servers that were edited or removed since stay as they are; answers with
   * those that were taken back.
   */
  undoBatch(
    batch: readonly BatchServer[],
    save?: (file: RegistryFile, undone: readonly BatchServer[]) => Promise<SaveResult>,
  ): Promise<Result<readonly BatchServer[], StorageRefusal>>;
  /**
   * Puts other servers in the place of all that are there; `change` gets those and the names no new
   * one may have, and says how the next ones get to the disk, together with something else. No
   * secret is removed.
   */
  replaceAll<E>(
    change: (
      servers: readonly ServerDefinition[],
      taken: readonly string[],
    ) => Promise<Result<WholeChange, E>>,
  ): Promise<Result<void, StorageRefusal | E>>;
  /** The document as it is now. */
  file(): RegistryFile;
  /** Removes the secrets of `previous` servers of a batch that no server refers to any more. */
  dropSecrets(batch: readonly BatchServer[]): Promise<void>;
}

/** The batches of a registry; each runs in turn with its other changes. */
export function createBatchChanges(ledger: RegistryLedger, deps: ServerRegistryDeps): BatchChanges {
  const { secrets, clock } = deps;
  return {
    saveBatch: (drafts, profileId = firstProfileId, save) =>
      ledger.inTurn(async () => {
        const taken = ledger.names();
        const now = clock.now();
        const surroundings = { servers: ledger.servers, taken, secrets, now, profileId };
        const written = await writeBatch(drafts, surroundings);
        if (!written.ok) return written;
        const { servers, added } = written.value;
        const saved = await ledger.saveAll(servers, added, save && ((file) => save(file, servers)));
        return saved.ok ? ok(servers) : saved;
      }),

    file: () => ledger.file(),

    replaceAll: (change) =>
      ledger.inTurn(async () => {
        const taken = ledger.names();
        const next = await change([...ledger.servers.values()], taken);
        if (!next.ok) return next;
        const { value } = next;
        return saveReturned(value.returned ?? [], deps, () => ledger.replaceAll(value));
      }),

    undoBatch: (batch, save) =>
      ledger.inTurn(async () => {
        const present = batch.flatMap((one) => {
          const server = ledger.servers.get(one.server.name);
          return server?.updatedAt === one.server.updatedAt ? [{ ...one, server }] : [];
        });
        const undone = await ledger.replaceMany(
          present.map(({ server, previous }) => ({
            previous: server,
            next: previous && asBefore(previous, server),
          })),
          { save: save && ((file) => save(file, present)) },
        );
        return undone.ok ? ok(present) : undone;
      }),

    dropSecrets: (batch) =>
      ledger.inTurn(() => ledger.forgetUnused(batch.flatMap(({ previous }) => previous ?? []))),
  };
}

/**
 * A server as it was before another took its place. It is newer than that, so that a connection of
 * that becomes stale; who may use it has been said since, if at all.
 */
function asBefore(
  previous: ServerDefinition,
  { scope, updatedAt }: ServerDefinition,
): ServerDefinition {
  return { ...previous, scope, updatedAt: updatedAt + 1 };
}
