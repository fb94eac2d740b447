import type { Profile, ProfileDraft } from '../../shared/domain/profile.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { withCopy, withNewProfile } from './on-off.ts';
import { newProfile, shownProfile } from './profile-store.ts';
import type { ProfileError } from './profile-store.ts';
import type { ProfileService, ProfileServiceDeps } from './profile-service.ts';
import { profileIdsIn } from './home.ts';
import { createProfileLists } from './profile-lists.ts';
import { createProfileAccess } from './profile-access.ts';
import { createProfileRemovals } from './profile-removals.ts';

/** Creates the service over the book and the registry. */
export function createProfileService(deps: ProfileServiceDeps): ProfileService {
  const { book, home } = deps;
  const switching = createSerialQueue();
  const { removedIds, ...removals } = createProfileRemovals(deps);

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
    ...removals,
    ...createProfileLists(deps),
    ...createProfileAccess(deps),
    activate: (id) =>
      switching.run(async () => {
        const profile = book.profiles().all.find((one) => one.id === id);
        if (profile === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
        if (book.profiles().activeId === id) return ok(profile);
        const activated = await book.activate(id);
        return activated.ok ? ok(profile) : activated;
      }),
  };
}
