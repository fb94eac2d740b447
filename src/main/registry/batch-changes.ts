import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { RegistryError } from './registry-error.ts';
import type { RegistryLedger } from './registry-ledger.ts';
import { writeBatch } from './server-batch.ts';
import type { BatchDraft, BatchServer } from './server-batch.ts';
import type { ServerRegistryDeps } from './server-registry.ts';

/** Many servers at once, with one write to the disk. */
export interface BatchChanges {
  /**
   * Saves many drafts, all of them or none; nobody is taken to have agreed to anything in them.
   * Secrets of replaced servers stay in the vault until {@link dropSecrets}. Values of variables are
   * those of one profile, the first by default.
   */
  saveBatch(
    drafts: readonly BatchDraft[],
    profileId?: string,
  ): Promise<Result<readonly BatchServer[], RegistryError>>;
  /**
   * Takes a batch back. Servers that were edited or removed since stay as they are; answers with
   * those that were taken back.
   */
  undoBatch(batch: readonly BatchServer[]): Promise<Result<readonly BatchServer[], RegistryError>>;
  /** Removes the secrets of `previous` servers of a batch that no server refers to any more. */
  dropSecrets(batch: readonly BatchServer[]): Promise<void>;
}

/** The batches of a registry; each runs in turn with its other changes. */
export function createBatchChanges(
  ledger: RegistryLedger,
  { secrets, clock, reservedNames = [] }: ServerRegistryDeps,
): BatchChanges {
  return {
    saveBatch: (drafts, profileId = firstProfileId) =>
      ledger.inTurn(async () => {
        const taken = [...ledger.names(), ...reservedNames];
        const now = clock.now();
        const surroundings = { servers: ledger.servers, taken, secrets, now, profileId };
        const written = await writeBatch(drafts, surroundings);
        if (!written.ok) return written;
        const { servers, added } = written.value;
        const saved = await ledger.saveAll(servers, added);
        return saved.ok ? ok(servers) : saved;
      }),

    undoBatch: (batch) =>
      ledger.inTurn(async () => {
        const present = batch.flatMap((one) => {
          const server = ledger.servers.get(one.server.name);
          return server?.updatedAt === one.server.updatedAt ? [{ ...one, server }] : [];
        });
        const undone = await ledger.replaceMany(
          present.map(({ server, previous }) => ({
            previous: server,
            // Newer than what it takes the place of, so that a connection of that becomes stale.
            next: previous && { ...previous, updatedAt: server.updatedAt + 1 },
          })),
        );
        return undone.ok ? ok(present) : undone;
      }),

    dropSecrets: (batch) =>
      ledger.inTurn(() => ledger.forgetUnused(batch.flatMap(({ previous }) => previous ?? []))),
  };
}
