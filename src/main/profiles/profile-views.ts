import type { KeptProfile } from '../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Servers } from '../registry/registry-ports.ts';
import type { ProfileStore } from './profile-store.ts';
import { serverForProfile } from './profile-view.ts';

/** Servers as each profile has them, with its own choices and values. */
export interface ProfileViews {
  /** A server as `profile` has it: the same object as long as neither of the two changes. */
  viewOf(server: ServerDefinition, profile: KeptProfile): ServerDefinition | undefined;
  /** By name; undefined when there is no such profile, or no such server for it. */
  get(profileId: string, name: string): ServerDefinition | undefined;
  /** In the order of creation; none where there is no such profile. */
  list(profileId: string): readonly ServerDefinition[];
}

/** The views of every profile of the book. */
export function createProfileViews(deps: {
  readonly registry: Pick<Servers, 'get' | 'list'>;
  readonly profiles: Pick<ProfileStore, 'get'>;
}): ProfileViews {
  const { registry, profiles } = deps;
  const known = new WeakMap<KeptProfile, WeakMap<ServerDefinition, ServerDefinition | null>>();

  const viewOf: ProfileViews['viewOf'] = (server, profile) => {
    const views = known.get(profile) ?? new WeakMap<ServerDefinition, ServerDefinition | null>();
    known.set(profile, views);
    const seen = views.get(server);
    if (seen !== undefined) return seen ?? undefined;
    const view = serverForProfile(server, profile);
    views.set(server, view ?? null);
    return view;
  };

  return {
    viewOf,
    get(profileId, name) {
      const profile = profiles.get(profileId);
      const server = registry.get(name);
      return profile && server && viewOf(server, profile);
    },
    list(profileId) {
      const profile = profiles.get(profileId);
      if (profile === undefined) return [];
      return registry.list().flatMap((server) => viewOf(server, profile) ?? []);
    },
  };
}
