import type { KeptProfile } from '../../shared/domain/profile.ts';
import { withProfile, withProfiles } from './home.ts';
import type { Home } from './home.ts';
import { keyOf } from './on-off.ts';

/** Where a profile has a server in its list. */
interface Place {
  readonly isFavorite: boolean;
  /** The names before it in the order by hand; absent where it has no place in one. */
  readonly before?: readonly string[];
}

/** The places of a server with those profiles that gave it one, by {@link keyOf}. */
export type Places = ReadonlyMap<string, Place>;

/** A profile with a server among its favorites or not; the same object if that changes nothing. */
export function withFavorite(profile: KeptProfile, name: string, isFavorite: boolean): KeptProfile {
  const { favorites = [] } = profile;
  if (favorites.includes(name) === isFavorite) return profile;
  const others = favorites.filter((one) => one !== name);
  return withFavorites(profile, isFavorite ? [...others, name] : others);
}

/** A profile with just these favorites; one without any says nothing about them. */
export function withFavorites(
  { favorites: _, ...profile }: KeptProfile,
  favorites: readonly string[],
): KeptProfile {
  return favorites.length === 0 ? profile : { ...profile, favorites: [...favorites] };
}

/** A profile with this order by hand; with none its servers are in the order of their titles. */
export function withOrder(
  { order: _, ...profile }: KeptProfile,
  order: readonly string[] | undefined,
): KeptProfile {
  return order === undefined ? profile : { ...profile, order: [...order] };
}

/** A profile with the places that another has given, under the names that `nameNow` says, if any. */
export function withPlacesOf(
  profile: KeptProfile,
  { favorites = [], order }: Pick<KeptProfile, 'favorites' | 'order'>,
  nameNow: (name: string) => string | undefined = (name) => name,
): KeptProfile {
  const names = (all: readonly string[]) => all.flatMap((name) => nameNow(name) ?? []);
  return withOrder(withFavorites(profile, names(favorites)), order && names(order));
}

/** The home with servers among the favorites of one profile or not; names of no server are left out. */
export function favored(
  home: Home,
  profileId: string,
  names: readonly string[],
  isFavorite: boolean,
): Home {
  return withProfile(home, profileId, (profile) =>
    names.reduce((one, name) => withFavorite(one, name, isFavorite), profile),
  );
}

/** The home with no place for these servers with anybody. */
export function withoutPlaces(home: Home, names: readonly string[]): Home {
  const gone = new Set(names);
  const nameNow = (name: string) => (gone.has(name) ? undefined : name);
  return withProfiles(home, (profile) => {
    const { favorites = [], order = [] } = profile;
    const isNamed = [...favorites, ...order].some((name) => gone.has(name));
    return isNamed ? withPlacesOf(profile, profile, nameNow) : profile;
  });
}

/** The places a server has. */
export function placesOf(name: string, profiles: readonly KeptProfile[]): Places {
  return new Map(
    profiles.flatMap((profile): (readonly [string, Place])[] => {
      const isFavorite = profile.favorites?.includes(name) === true;
      const index = profile.order?.indexOf(name) ?? -1;
      if (!isFavorite && index === -1) return [];
      const before = index === -1 ? undefined : profile.order?.slice(0, index);
      return [[keyOf(profile), { isFavorite, ...(before && { before }) }]];
    }),
  );
}

/** The home with a server that came back in the places it had: behind what stood before it. */
export function withKnownPlaces(home: Home, name: string, known: Places): Home {
  return withProfiles(home, (profile) => {
    const place = known.get(keyOf(profile));
    const starred = withFavorite(profile, name, place?.isFavorite ?? false);
    if (place?.before === undefined || starred.order === undefined) return starred;
    const others = starred.order.filter((one) => one !== name);
    const before = new Set(place.before);
    const index = others.findLastIndex((one) => before.has(one));
    return withOrder(starred, others.toSpliced(index + 1, 0, name));
  });
}
