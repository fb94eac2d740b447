import type {
  Profile,
  ProfileDraft,
  ProfileRemoval,
  Profiles,
  ServerElsewhere,
} from '../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { CatalogStore } from '../catalog/catalog-store.ts';
import type { ConnectionPool } from '../connections/pool.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import { isOnlyFor } from '../registry/scope.ts';
import type { ServerRegistry } from '../registry/server-registry.ts';
import { valuesOfProfile } from '../registry/variable-values.ts';
import type { SignIns } from '../sign-ins.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { ProfileBook, ProfileError } from './profile-book.ts';
import type { ProfileRegistry, ProfileSwitch } from './profile-registry.ts';
import { isSameFor, mayUse } from './profile-view.ts';
import { accessStep, isSameScope, profileRemovalStep } from './undo-steps.ts';

type Changed = Promise<Result<Profile, ProfileError>>;

/** What becomes of the sign-ins of those who lose a server. */
export type LostSignIns = 'keep' | 'sign-out';

/** Local user contexts: each with its own private servers, values, sign-ins and choices. */
export interface ProfileService {
  profiles(): Profiles;
  onChange(listener: () => void): Disposable;
  create(draft: ProfileDraft): Changed;
  update(id: string, draft: ProfileDraft): Changed;
  /** A new profile with the same choices and private servers; without values and sign-ins. */
  duplicate(id: string, title: string): Promise<Result<Profile, ProfileError | RegistryError>>;
  /** What goes when a profile is removed. */
  removalOf(id: string): Promise<Result<ProfileRemoval, ProfileError>>;
  /** Removes a profile with its private servers, values and sign-ins; not the one in use. */
  remove(id: string): Promise<Result<ProfileRemoval, ProfileError | RegistryError>>;
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
  ): Promise<Result<ServerDefinition, RegistryError>>;
}

/** What profiles need from the rest of the host. */
export interface ProfileServiceDeps {
  readonly book: ProfileBook;
  /** Every server, whoever may use it. */
  readonly everything: ServerRegistry;
  /** The servers of the profile in use. */
  readonly registry: ProfileRegistry;
  readonly pool: Pick<ConnectionPool, 'connect' | 'drop' | 'restart'>;
  readonly catalogs: Pick<CatalogStore, 'drop'>;
  readonly signIns: Pick<SignIns, 'changeOwner' | 'grants' | 'forgetOf' | 'takeOut'>;
  /** Told of what can be taken back. */
  readonly undo: Pick<UndoJournal, 'add'>;
}

/** Creates the service over the book and the registry. */
export function createProfileService(deps: ProfileServiceDeps): ProfileService {
  const { book, everything, registry, pool, catalogs, signIns, undo } = deps;

  const switching = createSerialQueue();
  /** What is known about the switch that is being saved. */
  let known: { from: string; to: string; own: ReadonlySet<string> } | undefined;

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

  /** Ends, restarts and brings up what a switch asks for. */
  const settle = (change: ProfileSwitch, own: ReadonlySet<string>): void => {
    for (const { before, after } of change.stayed) {
      const { name } = after;
      if (isSameFor(before, after, own.has(name))) continue;
      // What one account may see is not for another to browse.
      void catalogs.drop(name);
      pool.restart(name);
    }
    change.came.forEach(bringUp);
  };

  /** Servers that one of two profiles has signed in to. */
  const ownSignIns = async (from: string, to: string): Promise<ReadonlySet<string>> => {
    const grants = await signIns.grants();
    const involved = grants.filter(({ owner }) => owner === from || owner === to);
    return new Set(involved.map(({ serverName }) => serverName));
  };

  registry.onSwitch((change) => {
    signIns.changeOwner();
    const { from, to } = change;
    if (known?.from === from && known.to === to) settle(change, known.own);
    else void ownSignIns(from, to).then((own) => settle(change, own));
  });

  const bringUp = (server: ServerDefinition | undefined): void => {
    if (server?.enabled === true && server.start === 'on-launch')
      pool.connect(server.name, 'launch');
  };

  const setScope = async (name: string, scope: ServerDefinition['scope']) => {
    const hadIt = registry.get(name) !== undefined;
    const saved = await everything.setScope(name, scope);
    if (!hadIt) bringUp(registry.get(name));
    return saved;
  };

  return {
    profiles: () => book.profiles(),
    onChange: (listener) => book.onChange(listener),
    create: (draft) => book.create(draft),
    update: (id, draft) => book.update(id, draft),
    async duplicate(id, title) {
      const made = await book.duplicate(id, title);
      if (!made.ok) return made;
      for (const { name, scope } of everything.list()) {
        if (scope.kind !== 'private' || !scope.profiles.includes(id)) continue;
        const profiles = [...scope.profiles, made.value.id];
        const widened = await everything.setScope(name, { ...scope, profiles });
        if (!widened.ok) return widened;
      }
      return made;
    },
    removalOf,
    async remove(id) {
      const removal = await removalOf(id);
      if (!removal.ok) return removal;
      if (id === book.profiles().activeId) return err({ code: 'PROFILE_ACTIVE', id });
      const taken = await everything.removeProfile(id, { keepSecrets: true });
      if (!taken.ok) return taken;
      const { changes } = taken.value;
      const signedIn = await signIns.takeOut({ owner: id });
      const removed = await book.remove(id);
      if (!removed.ok) {
        await everything.bringProfileBack(id, changes);
        await signedIn.putBack();
        return removed;
      }
      undo.add(profileRemovalStep({ profile: removed.value, changes, signedIn }, deps));
      return removal;
    },
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
        const from = book.profiles().activeId;
        const profile = book.profiles().all.find((one) => one.id === id);
        if (profile === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
        if (from === id) return ok(profile);
        // Asked before, so that what must end ends in the moment of the switch.
        known = { from, to: id, own: await ownSignIns(from, id) };
        const activated = await registry.activate(id);
        known = undefined;
        return activated.ok ? ok(profile) : activated;
      }),
    async setAccess(name, scope, lost) {
      const before = everything.get(name);
      const saved = await setScope(name, scope);
      if (!saved.ok || before === undefined) return saved;
      const change = { before, after: saved.value };
      if (!isSameScope(before, saved.value)) undo.add(accessStep(change, everything, setScope));
      if (lost === 'keep') return saved;
      for (const { id } of book.profiles().all) {
        const hasLost = mayUse(before, id) && !mayUse(saved.value, id);
        if (hasLost) await signIns.forgetOf(id, name);
      }
      return saved;
    },
  };
}
