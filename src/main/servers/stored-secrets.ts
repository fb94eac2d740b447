import type { VaultStatus } from '../../shared/domain/events.ts';
import type { SecretPlace, VaultContents } from '../../shared/domain/stored-secret.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { SecretError } from '../kernel/secret-store.ts';
import { vaultFailed } from '../registry/registry-error.ts';
import type {
  PlaceRefusal,
  StorageRefusal,
  TakeRefusal,
  VaultRefusal,
} from '../registry/registry-error.ts';
import { secretIdsOf } from '../registry/server-values.ts';
import { isSamePlace, serverSecretsOf } from '../registry/server-secrets.ts';
import { createStrays } from './stray-secrets.ts';
import { createSecretList } from './secret-list.ts';
import type { StoredSecretsDeps } from './stored-secrets-deps.ts';

/** What a person can see of their secrets and do about them: everything but read them. */
export interface StoredSecrets {
  /** What is stored, by server; brings the key back first when there is anything. */
  contents(): Promise<VaultContents>;
  /** Enters one that a server of the profile in use lacks, and tries that server again. */
  enter(server: string, place: SecretPlace, value: string): Promise<Result<void, PlaceRefusal>>;
  /** Removes one; its server is started anew if it was in use, and then says what it needs. */
  remove(server: string, place: SecretPlace): Promise<Result<void, TakeRefusal>>;
  /** Removes those that no server refers to and that were last for this one, or for nobody. */
  removeStrays(server: string | null): Promise<Result<void, VaultRefusal>>;
  /** Signs out everywhere and removes all of them, readable or not. */
  removeAll(): Promise<Result<void, StorageRefusal | VaultRefusal>>;
  /** Gives up a key that does not come back; what it encrypted stays but counts as not set. */
  startOver(): Promise<Result<VaultStatus, VaultRefusal>>;
  /** Tries to bring the key back, after the person has done something about it. */
  tryAgain(): Promise<VaultStatus>;
  /** Removes what a crash has left without a server; only for when every server could be read. */
  prune(): Promise<void>;
}

/** Creates it; nothing is read before it is asked. */
export function createStoredSecrets(deps: StoredSecretsDeps): StoredSecrets {
  const { vault, registry, signIns, pool, logger } = deps;

  const listed = createSecretList(deps);
  const referred = () => new Set(registry.list().flatMap(secretIdsOf));
  const strays = createStrays({ vault, referred, backedUp: deps.backedUp });

  const startAnew = (name: string): void => {
    void pool.reinitialize(name, new AbortController().signal).catch((error: unknown) => {
      logger.error('a server could not be started anew', { name, error: String(error) });
    });
  };

  const removeOne = async (
    name: string,
    place: SecretPlace,
  ): Promise<Result<unknown, TakeRefusal>> => {
    if (place.kind === 'sign-in') {
      return ok(await signIns.of(place.profile).signOut(name));
    }
    const server = registry.get(name);
    if (server === undefined) return err({ code: 'NOT_FOUND', name });
    const secret = serverSecretsOf(server).find((one) => isSamePlace(one.place, place));
    if (secret === undefined) return err({ code: 'NOT_STORED', name });
    if (place.kind === 'variable') {
      return registry.clearVariable(name, place.name, place.profile);
    }
    await vault.remove([secret.secretId]);
    return registry.renewAfterSecretsWent(name);
  };

  return {
    async contents() {
      const [items, unused] = await Promise.all([listed(), strays.list()]);
      return { items, strays: [...unused], detail: vault.detail() };
    },
    async enter(name, place, value) {
      const entered =
        place.kind === 'variable'
          ? await registry.setVariable(name, place.name, value, place.profile)
          : await registry.fillSecret(name, place, value, deps.inUse());
      if (!entered.ok) return entered;
      pool.connect(name, 'user');
      return ok(undefined);
    },
    async remove(name, place) {
      // What is in use must not go on with what was removed.
      const wasInUse = isInUse(pool, name);
      const removed = await removeOne(name, place);
      if (!removed.ok) return removed;
      if (wasInUse) startAnew(name);
      return ok(undefined);
    },
    removeStrays: (server) => strays.remove(server),
    async removeAll() {
      const holders = registry.list().filter((server) => serverSecretsOf(server).length > 0);
      const names = holders.map(({ name }) => name);
      const signedIn = (await signIns.kept()).map(({ serverName }) => serverName);
      const inUse = [...new Set([...names, ...signedIn])].filter((name) => isInUse(pool, name));
      const forgotten = await signIns.forgetAll();
      if (!forgotten.ok) return err(vaultFailed(notSaved(forgotten.error.detail)));
      const cleared = await vault.clear();
      if (!cleared.ok) return err(vaultFailed(cleared.error));
      for (const name of names) {
        const renewed = await registry.renewAfterSecretsWent(name);
        if (!renewed.ok && renewed.error.code === 'STORAGE_FAILED') return err(renewed.error);
      }
      inUse.forEach(startAnew);
      return ok(undefined);
    },
    async startOver() {
      const started = await vault.startOver();
      if (!started.ok) return err(vaultFailed(started.error));
      for (const server of registry.list()) {
        if (serverSecretsOf(server).length > 0) deps.show(server.name);
      }
      return started;
    },
    tryAgain: () => vault.open(),
    async prune() {
      const count = await vault.prune(referred(), deps.backedUp);
      if (count > 0) logger.info('secrets without a server were removed', { count });
    },
  };
}

const notSaved = (detail: string): SecretError => ({ code: 'VAULT_SAVE_FAILED', detail });
function isInUse(pool: Pick<ConnectionPool, 'status'>, name: string): boolean {
  const kind = pool.status(name)?.kind;
  return kind !== undefined && kind !== 'idle' && kind !== 'disabled';
}
