import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import type { RegistryRecord } from './registry-file.ts';
import { secretIdsIn } from './registry-records.ts';
import { secretIdsOf } from './server-values.ts';

/** What the vault is told of the secrets that records refer to, and which of them it may remove. */
export interface SecretReferences {
  /** Notes the secrets that `next` no longer refers to; to be called before the file lets go of them. */
  noteReleased(records: readonly RegistryRecord[], next: readonly RegistryRecord[]): Promise<void>;
  /** Notes the secrets that the saved records refer to. */
  noteKept(records: readonly RegistryRecord[]): Promise<void>;
  /** Removes the secrets of former servers that no record refers to any more. */
  forgetUnused(
    formerServers: readonly ServerDefinition[],
    records: readonly RegistryRecord[],
  ): Promise<void>;
  /** Removes secrets by their ids; none is nothing to do. */
  forget(secretIds: readonly string[]): Promise<void>;
}

/** Over the vault's side. */
export function createSecretReferences(
  secrets: Pick<SecretStore, 'noteReferences' | 'remove'>,
): SecretReferences {
  const forget = async (secretIds: readonly string[]): Promise<void> => {
    if (secretIds.length > 0) await secrets.remove(secretIds);
  };
  return {
    async noteReleased(records, next) {
      const kept = secretIdsIn(next);
      const released = [...secretIdsIn(records)].filter((id) => !kept.has(id));
      if (released.length > 0) await secrets.noteReferences({ kept: [], released });
    },
    async noteKept(records) {
      await secrets.noteReferences({ kept: [...secretIdsIn(records)], released: [] });
    },
    async forgetUnused(formerServers, records) {
      const used = secretIdsIn(records);
      await forget(formerServers.flatMap(secretIdsOf).filter((id) => !used.has(id)));
    },
    forget,
  };
}
