import type { KeptProfile } from '../../../shared/domain/profile.ts';
import { withProfiles } from '../../profiles/home.ts';
import { withFavorite, withOrder } from '../../profiles/places.ts';
import type { ProfilesFile } from '../../profiles/profile-store.ts';
import type { BatchServer } from '../../registry/server-batch.ts';
import type { MatchedProfiles } from './match-profiles.ts';
import type { MovedServer } from './moved-server.ts';

/** A server of a file, and who is who. */
interface Moved {
  readonly moved: MovedServer;
  readonly ids: MatchedProfiles['ids'];
}

/** What is taken over for one profile here. */
interface Wanted {
  readonly favorites: string[];
  readonly order: { readonly of: KeptProfile; readonly names: Map<string, string> }[];
}

/**
 * The document with the servers of a batch among the favorites of those profiles that had them there
 * in the file, under the names they have got here, and in the order of there for profiles that
 * `takesOrder`; others have theirs. `movedAt` finds what the server at an index was in its file;
 * undefined for one that comes from elsewhere.
 */
export function withMovedPlaces(
  file: ProfilesFile,
  batch: readonly BatchServer[],
  movedAt: (index: number) => Moved | undefined,
  takesOrder: (profileId: string) => boolean,
): ProfilesFile {
  const wanted = new Map<string, Wanted>();
  batch.forEach(({ server }, index) => {
    const known = movedAt(index);
    if (known === undefined) return;
    for (const profile of known.moved.profiles) note(profile, known, server.name, wanted);
  });
  const home = withProfiles({ profiles: file, servers: [] }, (profile) => {
    const { favorites = [], order = [] } = wanted.get(profile.id) ?? {};
    const starred = favorites.reduce((one, name) => withFavorite(one, name, true), profile);
    if (order.length === 0 || !takesOrder(profile.id)) return starred;
    const names = order.flatMap((one) =>
      (one.of.order ?? []).flatMap((name) => one.names.get(name) ?? []),
    );
    return withOrder(starred, [...new Set(names)]);
  });
  return home.profiles;
}

function note(
  profile: KeptProfile,
  { moved, ids }: Moved,
  nameHere: string,
  wanted: Map<string, Wanted>,
): void {
  const id = ids.get(profile.id);
  if (id === undefined) return;
  const { name } = moved.definition;
  const here = wanted.get(id) ?? { favorites: [], order: [] };
  wanted.set(id, here);
  if (profile.favorites?.includes(name) === true) here.favorites.push(nameHere);
  if (profile.order === undefined) return;
  const known = here.order.find((one) => one.of === profile);
  const order = known ?? { of: profile, names: new Map<string, string>() };
  if (known === undefined) here.order.push(order);
  order.names.set(name, nameHere);
}
