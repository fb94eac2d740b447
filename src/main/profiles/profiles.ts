import type {
  Profile,
  ProfileDraft,
  ProfileRemoval,
  Profiles,
  ServerElsewhere,
} from '../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { bringUp } from '../connections/bring-up.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { BackupReason } from '../../shared/domain/moving.ts';
import type { ChangeRefusal, StorageRefusal } from '../registry/registry-error.ts';
import { isOnlyFor } from '../registry/scope.ts';
import type { RegistryMaintenance, Servers } from '../registry/registry-ports.ts';
import { valuesOfProfile } from '../registry/variable-values.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import { profileIdsIn, withProfile } from './home.ts';
import type { HomeSteps } from './home-steps.ts';
import { signOutLosers } from './lost-sign-ins.ts';
import { withAccess, withCopy, withNewProfile } from './on-off.ts';
import { favored, withOrder } from './places.ts';
import { newProfile, shownProfile } from './profile-store.ts';
import type { ProfileStore, ProfileError } from './profile-store.ts';
import { takenOut } from './profile-out.ts';
import type { TakenProfile } from './profile-out.ts';
import type { ServersInUse } from './servers-in-use.ts';
import { accessStep, isSameScope, profileRemovalStep } from './undo-steps.ts';

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
  readonly everything: Pick<Servers, 'get' | 'list'> & Pick<RegistryMaintenance, 'dropSecretsOf'>;
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

/** Creates the service over the book and the registry. */
export function createProfileService(deps: ProfileServiceDeps): ProfileService {
  const { book, everything, registry, home, pool, signIns, undo } = deps;

  const switching = createSerialQueue();
  /** Profiles that may come back; what comes back for them must not find another in their place. */
  const removedIds = new Set<string>();

  const removalOf = async (id: string): Promise<Result<ProfileRemoval, ProfileError>> => {
    if (book.get(id) === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
    const servers = everything.list();
    const alone = servers.filter((server) => isOnlyFor(server, id));
    const values = servers.map((server) => Object.keys(valuesOfProfile(server, id)).length);
    return ok({
      servers: alone.map(({ title }) => title),
      signIns: (await signIns.grants()).filter(({ owner }) => owner === id).length,
      values: values.reduce((sum, count) => sum + count, 0),
    });
  };

  const setScope = async (
    name: string,
    scope: ServerDefinition['scope'],
  ): Promise<Result<ServerDefinition, ChangeRefusal>> => {
    const hadIt = registry.get(name) !== undefined;
    const saved = await home.change<ServerDefinition, ChangeRefusal>((all) => {
      const next = withAccess(all, name, scope);
      const server = next.servers.find((one) => one.name === name);
      if (server === undefined) return err({ code: 'NOT_FOUND', name });
      const present = all.servers.find((one) => one.name === name);
      const isSame = present !== undefined && isSameScope(present, server);
      return ok(isSame ? { home: all, value: present } : { home: next, value: server });
    });
    if (!hadIt) bringUp(registry.get(name), pool);
    return saved;
  };

  /** Adds a profile: a new one, or with the choices and the private servers of another. */
  const add = (draft: ProfileDraft, from?: string): Promise<Result<Profile, ProfileError>> =>
    home.change<Profile, ProfileError>((all) => {
      const taken = new Set([...profileIdsIn(all), ...removedIds]);
      const made = newProfile(draft, taken, deps.clock.now());
      if (!made.ok) return made;
      const { value: profile } = made;
      if (from === undefined) {
        return ok({ home: withNewProfile(all, profile), value: shownProfile(profile) });
      }
      const source = all.profiles.profiles.find(({ id }) => id === from);
      if (source === undefined) return err({ code: 'PROFILE_NOT_FOUND', id: from });
      return ok({ home: withCopy(all, source, profile), value: shownProfile(profile) });
    });

  const remove = async (id: string): Promise<Result<ProfileRemoval, ProfileError>> => {
    const removal = await removalOf(id);
    if (!removal.ok) return removal;
    if (id === book.profiles().activeId) return err({ code: 'PROFILE_ACTIVE', id });
    await deps.keepBackup('profile-removal');
    const signedIn = await signIns.takeOut({ owner: id });
    const taken = await home.change<TakenProfile, ProfileError>((all) => {
      const profile = all.profiles.profiles.find((one) => one.id === id);
      if (profile === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
      if (id === all.profiles.activeId) return err({ code: 'PROFILE_ACTIVE', id });
      const out = takenOut(all, profile);
      return ok({ home: out.home, value: out.taken });
    });
    if (!taken.ok) {
      await signedIn.putBack();
      return taken;
    }
    removedIds.add(id);
    await deps.dropCatalogs(id);
    undo.add(profileRemovalStep({ taken: taken.value, signedIn }, deps, remove));
    return removal;
  };

  const setAccess: ProfileService['setAccess'] = async (name, scope, lost) => {
    const before = everything.get(name);
    if (before !== undefined && !isSameScope(before, { scope })) await deps.keepBackup('access');
    const saved = await setScope(name, scope);
    if (!saved.ok || before === undefined) return saved;
    const change = { before, after: saved.value };
    const again: typeof setScope = (one, next) => setAccess(one, next, lost);
    const doors = { setScope, again };
    if (!isSameScope(before, saved.value)) undo.add(accessStep(change, everything, doors));
    if (lost === 'sign-out') await signOutLosers([before], saved.value.scope, deps);
    return saved;
  };

  return {
    profiles: () => book.profiles(),
    onChange: (listener) => book.onChange(listener),
    create: (draft) => add(draft),
    update: (id, draft) => book.update(id, draft),
    async duplicate(id, draft) {
      if (book.get(id) === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
      await deps.keepBackup('access');
      return add(draft, id);
    },
    removalOf,
    remove,
    setFavorites: (names, isFavorite) =>
      home.change<void>((all) => {
        const present = names.filter((name) => registry.get(name) !== undefined);
        const next = favored(all, all.profiles.activeId, present, isFavorite);
        return ok({ home: next, value: undefined });
      }),
    setOrder: (names) =>
      home.change<void>((all) => {
        const present = names?.filter((name) => registry.get(name) !== undefined);
        const next = withProfile(all, all.profiles.activeId, (one) => withOrder(one, present));
        return ok({ home: next, value: undefined });
      }),
    elsewhere() {
      const { activeId } = book.profiles();
      return everything
        .list()
        .flatMap(({ name, title, scope }) =>
          scope.kind === 'shared' || scope.profiles.includes(activeId)
            ? []
            : [{ name, title, profiles: [...scope.profiles] }],
        )
        .sort((a, b) => a.title.localeCompare(b.title));
    },
    activate: (id) =>
      switching.run(async () => {
        const profile = book.profiles().all.find((one) => one.id === id);
        if (profile === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
        if (book.profiles().activeId === id) return ok(profile);
        const activated = await book.activate(id);
        return activated.ok ? ok(profile) : activated;
      }),
    setAccess,
  };
}
