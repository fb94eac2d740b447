import type { StraySecrets } from '../../shared/domain/stored-secret.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretError, SecretRebinding } from '../kernel/secret-store.ts';
import { vaultFailed } from '../registry/registry-error.ts';
import type { VaultRefusal } from '../registry/registry-error.ts';
import { holderServer } from '../trust/recipient.ts';
import type { Vault } from '../vault/vault.ts';

/** What it works with. */
export interface StrayDeps {
  readonly vault: Pick<Vault, 'strays' | 'remove'>;
  /** Ids that a server refers to, of whatever profile. */
  readonly referred: () => ReadonlySet<string>;
  /** Ids that only backups refer to. */
  readonly backedUp: () => Promise<readonly string[]>;
}

/** Secrets of servers that no server here refers to: listed, and removed when a person says so. */
export interface Strays {
  /** By the server they were last for, in the order of its name; those of nobody come last. */
  list(): Promise<readonly StraySecrets[]>;
  /** Removes those that were for this server, or for nobody; none is no error. */
  remove(server: string | null): Promise<Result<void, VaultRefusal>>;
}

/** Creates it; nothing is read before it is asked. */
export function createStrays({ vault, referred, backedUp }: StrayDeps): Strays {
  const byServer = (): ReadonlyMap<string | null, readonly string[]> => {
    const found = new Map<string | null, readonly string[]>();
    for (const stray of vault.strays(referred())) {
      const server = formerServer(stray);
      found.set(server, [...(found.get(server) ?? []), stray.id]);
    }
    return found;
  };
  return {
    async list() {
      const kept = new Set(await backedUp());
      const all = [...byServer()].map(([server, ids]) => ({
        server,
        count: ids.length,
        isInBackup: ids.some((id) => kept.has(id)),
      }));
      return all.sort((a, b) => (a.server ?? '\uffff').localeCompare(b.server ?? '\uffff'));
    },
    async remove(server) {
      // Looked up anew: a server may have come back since they were shown.
      await vault.remove(byServer().get(server) ?? []);
      // The vault logs what the disk refuses; what is still there is the answer.
      return byServer().has(server) ? err(vaultFailed(notSaved)) : ok(undefined);
    },
  };
}

const notSaved: SecretError = { code: 'VAULT_SAVE_FAILED', detail: '' };

const formerServer = ({ uses: [first] }: SecretRebinding): string | null =>
  first === undefined ? null : holderServer(first);
