import { withProfiles } from '../../profiles/home.ts';
import { withFavorite } from '../../profiles/places.ts';
import type { ProfilesFile } from '../../profiles/profile-store.ts';
import type { BatchServer } from '../../registry/server-batch.ts';
import type { MatchedProfiles } from './match-profiles.ts';
import type { MovedServer } from './moved-server.ts';

/** A server of a file, and who is who. */
interface Moved {
  readonly moved: MovedServer;
  readonly ids: MatchedProfiles['ids'];
}

/**
 * The document with the servers of a batch among the favorites of those profiles that had them there
 * in the file, under the names they have got here. `movedAt` finds what the server at an index was
 * in its file; undefined for one that comes from elsewhere.
 */
export function withMovedFavorites(
  file: ProfilesFile,
  batch: readonly BatchServer[],
  movedAt: (index: number) => Moved | undefined,
): ProfilesFile {
  let home = { profiles: file, servers: [] as const };
  batch.forEach(({ server }, index) => {
    const known = movedAt(index);
    if (known === undefined) return;
    const { moved, ids } = known;
    const there = moved.profiles.filter(({ favorites }) =>
      favorites?.includes(moved.definition.name),
    );
    const here = new Set(there.flatMap(({ id }) => ids.get(id) ?? []));
    const { profiles } = withProfiles(home, (one) =>
      here.has(one.id) ? withFavorite(one, server.name, true) : one,
    );
    home = { profiles, servers: [] };
  });
  return home.profiles;
}
