import type { VaultStatus } from '../../shared/domain/events.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { startsByItself } from '../../shared/domain/starts-by-itself.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { Vault } from '../vault/vault.ts';
import type { Agreements } from './agreements.ts';

const usable: ReadonlySet<VaultStatus['state']> = new Set(['ready', 'restored', 'lost']);

/**
 * As soon as the vault can be used, what was agreed to meanwhile is kept, and servers that waited
 * only because nobody could look their agreement up are looked at again.
 */
export function followAgreements(
  vault: Pick<Vault, 'onChange'>,
  deps: {
    readonly agreements: Pick<Agreements, 'onVaultUsable'>;
    readonly pool: Pick<ConnectionPool, 'status' | 'connect'>;
  },
): Disposable {
  const { agreements, pool } = deps;
  return vault.onChange(({ state }) => {
    if (!usable.has(state)) return;
    for (const name of agreements.onVaultUsable()) {
      if (pool.status(name)?.kind === 'needs-setup') pool.connect(name, 'user');
    }
  });
}

/**
 * Asks for the vault's key before the first program needs it, if one that starts by itself has an
 * agreement to be looked up; resolves at once, whatever the keyring does.
 */
export function openForAgreements(
  servers: readonly Pick<ServerDefinition, 'name' | 'enabled' | 'start'>[],
  agreements: Pick<Agreements, 'hasClaim'>,
  vault: Pick<Vault, 'open'>,
): void {
  const starting = servers.filter(startsByItself);
  if (starting.some(({ name }) => agreements.hasClaim(name))) void vault.open();
}
