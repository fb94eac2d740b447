import type { ServerDefinition } from '../../shared/domain/server.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ChangeRefusal, StorageRefusal } from './registry-error.ts';
import type { RegistryFile } from './registry-file.ts';
import type { RegistryLedger } from './registry-ledger.ts';
import type { SaveResult } from './registry-change.ts';
import type { ServerRegistryDeps } from './registry-deps.ts';
import { saveReturned } from './returned.ts';
import { secretIdsOf } from './server-values.ts';
import { distinctTitle, freeName } from './slug.ts';

/** How something is removed. */
export interface RemovalOptions {
  /** The secrets stay in the vault until {@link Removals.dropSecretsOf}, so that it can come back. */
  readonly keepSecrets?: boolean;
  /** Puts the file on the disk, together with something else. */
  readonly save?: (file: RegistryFile) => Promise<SaveResult>;
}

/** Taking servers out of the registry, and bringing them back; one save each. */
export interface Removals {
  /** Answers with what went and the ids of its secrets. */
  remove(
    name: string,
    options?: RemovalOptions,
  ): Promise<
    Result<
      { readonly server: ServerDefinition; readonly secretIds: readonly string[] },
      ChangeRefusal
    >
  >;
  /** Brings a removed server back; under another name where a new server has its name by now. */
  bringBack(
    server: ServerDefinition,
    save?: (file: RegistryFile, back: ServerDefinition) => Promise<SaveResult>,
  ): Promise<Result<ServerDefinition, StorageRefusal>>;
  /** Removes the secrets of former servers that no server refers to any more. */
  dropSecretsOf(servers: readonly ServerDefinition[]): Promise<void>;
}

/** The removals of a registry; each runs in turn with its other changes. */
export function createRemovals(ledger: RegistryLedger, deps: ServerRegistryDeps): Removals {
  return {
    remove: (name, options) =>
      ledger.onServer(name, async (server) => {
        const removed = await ledger.replaceMany([{ previous: server, next: undefined }], options);
        return removed.ok ? ok({ server, secretIds: secretIdsOf(server) }) : removed;
      }),

    bringBack: (server, save) =>
      ledger.inTurn(async () => {
        const present = ledger.servers.get(server.name);
        // A backup may have brought it back meanwhile.
        if (present?.createdAt === server.createdAt) return ok(present);
        const taken = ledger.names();
        const [back = server] = underFreeNames(
          [server],
          { taken, servers: [...ledger.servers.values()] },
          deps.clock.now(),
        );
        const saved = await saveReturned([{ former: server, server: back }], deps, () =>
          ledger.replaceMany([], { back: [back], save: save && ((file) => save(file, back)) }),
        );
        return saved.ok ? ok(back) : saved;
      }),

    dropSecretsOf: (servers) => ledger.inTurn(() => ledger.forgetUnused(servers)),
  };
}

/** Former servers under names that are free, newer than any connection they had. */
export function underFreeNames(
  former: readonly ServerDefinition[],
  present: { readonly taken: readonly string[]; readonly servers: readonly ServerDefinition[] },
  now: number,
): readonly ServerDefinition[] {
  const taken = new Set(present.taken);
  return former.map((server) => {
    const isTaken = taken.has(server.name);
    const name = isTaken ? freeName(server.title, taken) : server.name;
    taken.add(name);
    const title = isTaken ? distinctTitle(server.title, name, present.servers) : server.title;
    return { ...server, name, title, updatedAt: Math.max(now, server.updatedAt + 1) };
  });
}
