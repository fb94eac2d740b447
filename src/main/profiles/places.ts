import type { KeptProfile } from '../../shared/domain/profile.ts';
import { withProfiles } from './home.ts';
import type { Home } from './home.ts';
import { keyOf } from './on-off.ts';

/** The profiles that have a server among their favorites, by {@link keyOf}. */
export type FavoriteOf = ReadonlySet<string>;

/** A profile with a server among its favorites or not; the same object if that changes nothing. */
export function withFavorite(profile: KeptProfile, name: string, isFavorite: boolean): KeptProfile {
  const { favorites = [], ...rest } = profile;
  if (favorites.includes(name) === isFavorite) return profile;
  const others = favorites.filter((one) => one !== name);
  return withFavorites(rest, isFavorite ? [...others, name] : others);
}

/** A profile with just these favorites; one without any says nothing about them. */
export function withFavorites(
  { favorites: _, ...profile }: KeptProfile,
  favorites: readonly string[],
): KeptProfile {
  return favorites.length === 0 ? profile : { ...profile, favorites: [...favorites] };
}

/** The home with servers among the favorites of one profile or not; names of no server are left out. */
export function favored(
  home: Home,
  profileId: string,
  names: readonly string[],
  isFavorite: boolean,
): Home {
  const known = new Set(home.servers.map(({ name }) => name));
  const present = names.filter((name) => known.has(name));
  return withProfiles(home, (profile) =>
    profile.id === profileId
      ? present.reduce((one, name) => withFavorite(one, name, isFavorite), profile)
      : profile,
  );
}

/** The home with servers among nobody's favorites. */
export function withoutFavorites(home: Home, names: readonly string[]): Home {
  return withProfiles(home, (profile) =>
    names.reduce((one, name) => withFavorite(one, name, false), profile),
  );
}

/** Whose favorite a server is. */
export function favoriteOf(name: string, profiles: readonly KeptProfile[]): FavoriteOf {
  return new Set(profiles.filter((one) => one.favorites?.includes(name) === true).map(keyOf));
}

/** The home with a server that came back among the favorites of those whose it was. */
export function withKnownFavorites(home: Home, name: string, known: FavoriteOf): Home {
  return withProfiles(home, (profile) => withFavorite(profile, name, known.has(keyOf(profile))));
}
