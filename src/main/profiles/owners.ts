import type { KeptProfile } from '../../shared/domain/profile.ts';
import { sharedOwner } from '../../shared/domain/owner.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import type { ProfileViews } from './profile-views.ts';

/** Whose each server's connection, catalog and tokens are. */
export interface Owners {
  /**
   * The owner of what a profile uses of a server: everybody, where it has filled in nothing and
   * signed in to nothing of its own; else the first profile that has the same values, or itself.
   */
  ownerOf(profileId: string, name: string): string;
}

/** The owners of servers as the profiles have them. */
export function createOwners(deps: {
  readonly views: Pick<ProfileViews, 'get'>;
  /** In the order of creation. */
  readonly profiles: () => readonly KeptProfile[];
  readonly signedIn: { has(profileId: string, name: string): boolean };
}): Owners {
  const { views, profiles, signedIn } = deps;
  return {
    ownerOf(profileId, name) {
      if (signedIn.has(profileId, name)) return profileId;
      const server = views.get(profileId, name);
      if (server === undefined || !hasValues(server)) return sharedOwner;
      const values = canonicalJson(server.variableValues);
      const first = profiles().find(({ id }) => {
        const theirs = id === profileId ? server : views.get(id, name);
        if (theirs === undefined || (id !== profileId && signedIn.has(id, name))) return false;
        return canonicalJson(theirs.variableValues) === values;
      });
      return first?.id ?? profileId;
    },
  };
}

function hasValues({ variableValues }: Pick<ServerDefinition, 'variableValues'>): boolean {
  return Object.keys(variableValues).length > 0;
}
