import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { ProfilesFile } from './profile-store.ts';

type KeptProfile = ProfilesFile['profiles'][number];

/** All profiles and all servers, whoever may use them; what changes of both are planned on. */
export interface Home {
  readonly profiles: ProfilesFile;
  /** In the order of creation. */
  readonly servers: readonly ServerDefinition[];
}

/** The home with one server changed; the same home when there is none of that name. */
export function withServer(home: Home, server: ServerDefinition): Home {
  return {
    ...home,
    servers: home.servers.map((one) => (one.name === server.name ? server : one)),
  };
}

/** The home with every profile as `change` makes it; profiles that stay the same object are kept. */
export function withProfiles(home: Home, change: (profile: KeptProfile) => KeptProfile): Home {
  const profiles = home.profiles.profiles.map(change);
  const isSame = profiles.every((one, index) => one === home.profiles.profiles[index]);
  return isSame ? home : { ...home, profiles: { ...home.profiles, profiles } };
}

/** The home with one profile as `change` makes it; the same home where that changes nothing. */
export function withProfile(
  home: Home,
  profileId: string,
  change: (profile: KeptProfile) => KeptProfile,
): Home {
  return withProfiles(home, (one) => (one.id === profileId ? change(one) : one));
}

/**
 * Ids a new profile may not get: of profiles that are there, and of those that servers still name,
 * whose access and values would else be given to somebody new.
 */
export function profileIdsIn({ profiles, servers }: Home): readonly string[] {
  return [
    ...profiles.profiles.map(({ id }) => id),
    ...servers.flatMap(({ scope, variableValues }) => [
      ...(scope.kind === 'private' ? scope.profiles : []),
      ...Object.keys(variableValues).map((key) => key.slice(0, Math.max(0, key.indexOf('/')))),
    ]),
  ];
}
