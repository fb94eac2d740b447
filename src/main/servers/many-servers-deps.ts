import type { BackupReason } from '../../shared/domain/moving.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { HomeSteps } from '../profiles/home-steps.ts';
import type { ProfileStore } from '../profiles/profile-store.ts';
import type { ServersInUse } from '../profiles/servers-in-use.ts';
import type { StorageRefusal } from '../registry/registry-error.ts';
import type { RegistryMaintenance, Servers } from '../registry/registry-ports.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';

/** How many servers a change was about, or why nothing was changed. */
export type ManyChanged = Promise<Result<number, StorageRefusal>>;

/** What changes of several servers reach into. */
export interface ManyServersDeps {
  /** The servers of the profile in use. */
  readonly registry: Pick<ServersInUse, 'get' | 'inOneStep'>;
  readonly home: Pick<HomeSteps, 'change' | 'putBack'>;
  /** Every server, whoever may use it. */
  readonly allServers: Pick<Servers, 'get'> & Pick<RegistryMaintenance, 'dropSecretsOf'>;
  readonly book: Pick<ProfileStore, 'profiles'>;
  readonly pool: Pick<ConnectionPool, 'connect' | 'drop'>;
  readonly signIns: Pick<SignIns, 'of' | 'takeOut'>;
  /** Drops catalog, log and history of a server. */
  readonly dropTraces: (name: string) => Promise<void>;
  readonly undo: Pick<UndoJournal, 'add'>;
  /** Keeps a backup of the state of now. */
  readonly keepBackup: (reason: BackupReason) => Promise<void>;
}
