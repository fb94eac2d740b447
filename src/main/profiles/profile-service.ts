import type {
  Profile,
  ProfileDraft,
  ProfileRemoval,
  Profiles,
  ServerElsewhere,
} from '../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { BackupReason } from '../../shared/domain/moving.ts';
import type { ChangeRefusal, StorageRefusal } from '../registry/registry-error.ts';
import type { RegistryMaintenance, Servers } from '../registry/registry-ports.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { HomeSteps } from './home-steps.ts';
import type { ProfileStore, ProfileError } from './profile-store.ts';
import type { ServersInUse } from './servers-in-use.ts';

type Changed = Promise<Result<Profile, ProfileError>>;

/** What becomes of the sign-ins of those who lose a server. */
export type LostSignIns = 'keep' | 'sign-out';

/** Local user contexts: each with its own private servers, values, sign-ins and choices. */
export interface ProfileService {
  profiles(): Profiles;
  onChange(listener: () => void): Disposable;
  /** A new profile; of what may be used by everybody it has on what is on for everybody. */
  create(draft: ProfileDraft): Promise<Result<Profile, ProfileError>>;
  update(id: string, draft: ProfileDraft): Changed;
  /** A new profile with the same choices and private servers; without values and sign-ins. One step. */
  duplicate(id: string, draft: ProfileDraft): Promise<Result<Profile, ProfileError>>;
  /** What goes when a profile is removed. */
  removalOf(id: string): Promise<Result<ProfileRemoval, ProfileError>>;
  /** Removes a profile with its private servers, values and sign-ins; not the one in use. */
  remove(id: string): Promise<Result<ProfileRemoval, ProfileError>>;
  /** Puts servers among the favorites of the profile in use, or takes them out of these. */
  setFavorites(
    names: readonly string[],
    isFavorite: boolean,
  ): Promise<Result<void, StorageRefusal>>;
  /**
   * The order by hand of the servers of the profile in use, all their names in it; null puts them in
   * the order of their titles again.
   */
  setOrder(names: readonly string[] | null): Promise<Result<void, StorageRefusal>>;
  /** Servers the profile in use may not use, by title. */
  elsewhere(): readonly ServerElsewhere[];
  /**
   * Puts another profile in place. What both may use in the same way goes on untouched; what the
   * next may not use ends at once; what it wants is brought up.
   */
  activate(id: string): Changed;
  /** Who may use a server; connections of whoever loses it end at once. */
  setAccess(
    name: string,
    scope: ServerDefinition['scope'],
    lost: LostSignIns,
  ): Promise<Result<ServerDefinition, ChangeRefusal>>;
}

/** What profiles need from the rest of the host. */
export interface ProfileServiceDeps {
  readonly book: ProfileStore;
  /** Every server, whoever may use it. */
  readonly allServers: Pick<Servers, 'get' | 'list'> & Pick<RegistryMaintenance, 'dropSecretsOf'>;
  /** The servers of the profile in use. */
  readonly registry: Pick<ServersInUse, 'get'>;
  /** Changes servers and profiles in one step. */
  readonly home: HomeSteps;
  readonly pool: Pick<ConnectionPool, 'connect'>;
  /** Forgets what servers offer to a profile alone. */
  readonly dropCatalogs: (profileId: string) => Promise<void>;
  readonly signIns: Pick<SignIns, 'of' | 'grants' | 'takeOut'>;
  /** Keeps a backup of the state of now. */
  readonly keepBackup: (reason: BackupReason) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  /** Told of what can be taken back. */
  readonly undo: Pick<UndoJournal, 'add'>;
}
