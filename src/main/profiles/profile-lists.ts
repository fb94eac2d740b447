import { ok } from '../../shared/util/result.ts';
import { withProfile } from './home.ts';
import { favored, withOrder } from './places.ts';
import type { ProfileService, ProfileServiceDeps } from './profile-service.ts';

/** What the profile in use sees first, in which order, and what it does not see. */
export function createProfileLists(
  deps: Pick<ProfileServiceDeps, 'book' | 'allServers' | 'registry' | 'home'>,
): Pick<ProfileService, 'setFavorites' | 'setOrder' | 'elsewhere'> {
  const { book, allServers, registry, home } = deps;
  const isPresent = (name: string): boolean => registry.get(name) !== undefined;

  return {
    setFavorites: (names, isFavorite) =>
      home.change<void>((all) => {
        const present = names.filter(isPresent);
        const next = favored(all, all.profiles.activeId, present, isFavorite);
        return ok({ home: next, value: undefined });
      }),
    setOrder: (names) =>
      home.change<void>((all) => {
        const present = names?.filter(isPresent);
        const next = withProfile(all, all.profiles.activeId, (one) => withOrder(one, present));
        return ok({ home: next, value: undefined });
      }),
    elsewhere() {
      const { activeId } = book.profiles();
      return allServers
        .list()
        .flatMap(({ name, title, scope }) =>
          scope.kind === 'shared' || scope.profiles.includes(activeId)
            ? []
            : [{ name, title, profiles: [...scope.profiles] }],
        )
        .sort((a, b) => a.title.localeCompare(b.title));
    },
  };
}
