import { sharedOwner } from '../../shared/domain/owner.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { OwnedServers } from '../connections/owner-pools.ts';
import type { Servers } from '../registry/registry-ports.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import type { Owners } from './owners.ts';
import type { ServersInUse } from './servers-in-use.ts';
import type { ProfileViews } from './profile-views.ts';

/** Servers as profiles and owners have them. */
export interface ServersOfOwners extends OwnedServers {
  get(profileId: string, name: string): ServerDefinition | undefined;
  list(profileId: string): readonly ServerDefinition[];
  /** As an owner's connection uses it: for everybody, without anybody's values; the same object until it changes. */
  asOwned(owner: string, name: string): ServerDefinition | undefined;
}

/** The servers of every profile; told when one, its values, its choices or its sign-ins change. */
export function createOwnedServers(deps: {
  readonly registry: Pick<Servers, 'get'>;
  readonly views: ProfileViews;
  readonly owners: Owners;
  readonly home: Pick<ServersInUse, 'onHome'>;
  readonly signedIn: Pick<SignedIn, 'onChange'>;
}): ServersOfOwners {
  const { registry, views, owners, home, signedIn } = deps;
  // A definition that changes is another one.
  const everybodys = new WeakMap<ServerDefinition, ServerDefinition>();
  const ofEverybody = (server: ServerDefinition): ServerDefinition => {
    const made = everybodys.get(server) ?? { ...server, variableValues: {} };
    everybodys.set(server, made);
    return made;
  };
  return {
    get: (profileId, name) => views.get(profileId, name),
    list: (profileId) => views.list(profileId),
    ownerOf: (profileId, name) => owners.ownerOf(profileId, name),
    has: (name) => registry.get(name) !== undefined,
    asOwned(owner, name) {
      if (owner !== sharedOwner) return views.get(owner, name);
      const server = registry.get(name);
      return server && ofEverybody(server);
    },
    onChange(listener) {
      const following = [
        home.onHome((name) =>
          listener({ cause: 'settings', ...(name === undefined ? {} : { name }) }),
        ),
        signedIn.onChange(({ serverName }) => listener({ cause: 'sign-in', name: serverName })),
      ];
      return { [Symbol.dispose]: () => following.forEach((one) => one[Symbol.dispose]()) };
    },
  };
}
