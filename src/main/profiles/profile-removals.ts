import type { ProfileRemoval } from '../../shared/domain/profile.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { isOnlyFor } from '../registry/scope.ts';
import { valuesOfProfile } from '../registry/variable-values.ts';
import type { ProfileError } from './profile-store.ts';
import { takenOut } from './profile-out.ts';
import type { TakenProfile } from './profile-out.ts';
import { profileRemovalStep } from './undo-steps.ts';
import type { ProfileService, ProfileServiceDeps } from './profile-service.ts';

/** Takes profiles out, and says before what goes with one. */
export interface ProfileRemovals extends Pick<ProfileService, 'removalOf' | 'remove'> {
  /** Profiles that may come back; what comes back for them must not find another in their place. */
  readonly removedIds: ReadonlySet<string>;
}

/** What removing a profile needs of the rest. */
export type ProfileRemovalDeps = Pick<
  ProfileServiceDeps,
  'book' | 'allServers' | 'home' | 'dropCatalogs' | 'signIns' | 'keepBackup' | 'clock' | 'undo'
>;

/** Removals of profiles: all or nothing, with a backup before and a way back after. */
export function createProfileRemovals(deps: ProfileRemovalDeps): ProfileRemovals {
  const { book, allServers, home, signIns, undo } = deps;
  const removedIds = new Set<string>();

  const removalOf = async (id: string): Promise<Result<ProfileRemoval, ProfileError>> => {
    if (book.get(id) === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
    const servers = allServers.list();
    const alone = servers.filter((server) => isOnlyFor(server, id));
    const values = servers.map((server) => Object.keys(valuesOfProfile(server, id)).length);
    return ok({
      servers: alone.map(({ title }) => title),
      signIns: (await signIns.grants()).filter(({ owner }) => owner === id).length,
      values: values.reduce((sum, count) => sum + count, 0),
    });
  };

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

  return { removalOf, remove, removedIds };
}
