import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { Logger } from '../kernel/logger.ts';
import type { RegistryMaintenance, ServerEdits, Servers } from '../registry/registry-ports.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import type { Vault } from '../vault/vault.ts';

/** What it works with. */
export interface StoredSecretsDeps {
  readonly vault: Vault;
  /** Every server of every profile. */
  readonly registry: Pick<Servers, 'get' | 'list'> &
    Pick<ServerEdits, 'setVariable' | 'fillSecret' | 'clearVariable'> &
    Pick<RegistryMaintenance, 'renewAfterSecretsWent'>;
  readonly signIns: Pick<SignIns, 'kept' | 'of' | 'forgetAll'>;
  /** The profile in use. */
  readonly inUse: () => string;
  readonly pool: Pick<ConnectionPool, 'status' | 'connect' | 'reinitialize'>;
  /** Tells the window what a server now looks like. */
  readonly show: (name: string) => void;
  /** Secrets that only backups refer to. */
  readonly backedUp: () => Promise<readonly string[]>;
  readonly logger: Logger;
}
