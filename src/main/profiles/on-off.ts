import type { KeptProfile } from '../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { own } from '../../shared/util/own.ts';
import { mayUse } from '../registry/scope.ts';
import { withProfile, withProfiles, withServer } from './home.ts';
import type { Home } from './home.ts';
import { isOnFor } from './profile-view.ts';

/** Whether a server is on, by {@link keyOf} of a profile. */
export type OnByProfile = ReadonlyMap<string, boolean>;

/** Tells a profile from a later one of the same id. */
export const keyOf = ({ id, createdAt }: KeptProfile): string => `${id} ${String(createdAt)}`;

type Profiles = readonly KeptProfile[];

/** A profile with a choice about a server, or without one; the same object if that changes nothing. */
export function withChoice(
  profile: KeptProfile,
  name: string,
  choice: boolean | undefined,
): KeptProfile {
  if (own(profile.choices, name) === choice) return profile;
  const others = Object.entries(profile.choices).filter(([one]) => one !== name);
  const all = choice === undefined ? others : [...others, [name, choice] as const];
  return { ...profile, choices: Object.fromEntries(all) };
}

/** The home without anybody's choice about these servers; favorites are no such choice. */
export function withoutChoices(home: Home, names: readonly string[]): Home {
  return withProfiles(home, (profile) =>
    names.reduce((one, name) => withChoice(one, name, undefined), profile),
  );
}

/** The profiles that may use a server. */
function usersOf(server: ServerDefinition, profiles: Profiles): Profiles {
  return profiles.filter(({ id }) => mayUse(server, id));
}

/**
 * Turns a server on or off for one profile and for no other. Where nobody else may use it the
 * definition says so; else it is that profile's choice, unless the definition says the same.
 */
export function turned(home: Home, profileId: string, name: string, isOn: boolean): Home {
  const server = home.servers.find((one) => one.name === name);
  if (server === undefined || !mayUse(server, profileId)) return home;
  const isOnlyUser = usersOf(server, home.profiles.profiles).every(({ id }) => id === profileId);
  const enabled = isOnlyUser ? isOn : server.enabled;
  const choice = isOn === enabled ? undefined : isOn;
  const next = enabled === server.enabled ? home : withServer(home, { ...server, enabled });
  return withProfile(next, profileId, (one) => withChoice(one, name, choice));
}

/**
 * Who may use a server, with nobody's on or off changed by it. What a profile that loses it had is
 * kept as its choice, for when it gets it back. One that never had it gets it on only where it is on
 * for all who have it, and off where nobody has.
 */
export function withAccess(home: Home, name: string, scope: ServerDefinition['scope']): Home {
  const server = home.servers.find((one) => one.name === name);
  if (server === undefined) return home;
  const before = usersOf(server, home.profiles.profiles);
  const isOn = valuesFor(server, new Map(before.map((one) => [keyOf(one), isOnFor(server, one)])));
  const next = { ...server, scope };
  const lost = withProfiles(home, (one) =>
    before.includes(one) && !mayUse(next, one.id) ? withChoice(one, name, isOn(one)) : one,
  );
  return withValues(withServer(lost, next), next, isOn);
}

/**
 * The home with a server on for those of its users for whom `isOn` says so. Of the only user the
 * definition says it.
 */
function withValues(
  home: Home,
  server: ServerDefinition,
  isOn: (profile: KeptProfile) => boolean,
): Home {
  const users = usersOf(server, home.profiles.profiles);
  const [first] = users;
  const enabled = first !== undefined && users.length === 1 ? isOn(first) : server.enabled;
  const ids = new Set(users.map(({ id }) => id));
  const next = enabled === server.enabled ? home : withServer(home, { ...server, enabled });
  return withProfiles(next, (one) =>
    ids.has(one.id)
      ? withChoice(one, server.name, isOn(one) === enabled ? undefined : isOn(one))
      : one,
  );
}

/**
 * Whether a server is on for a profile, when it was for others as `known` says: what the profile
 * has chosen or had itself, and for one that is new to it whether it is on for all others.
 */
function valuesFor(
  server: ServerDefinition,
  known: OnByProfile,
): (profile: KeptProfile) => boolean {
  const isOnForAll = areAllOn(known);
  return (one) => known.get(keyOf(one)) ?? own(one.choices, server.name) ?? isOnForAll;
}

const areAllOn = (known: OnByProfile): boolean =>
  known.size > 0 && [...known.values()].every(Boolean);

/**
 * The home with the same on and off for everybody, said in the shortest way: the definition of a
 * server with one user says it, and no choice repeats the definition.
 */
export function settled(home: Home): Home {
  return home.servers.reduce(
    (all, server) => withValues(all, server, (profile) => isOnFor(server, profile)),
    home,
  );
}

/** The home with a profile that is new; it has on what everybody has on. */
export function withNewProfile(home: Home, profile: KeptProfile): Home {
  const { profiles } = home.profiles;
  const choices = home.servers.flatMap((server): (readonly [string, boolean])[] => {
    const chosen = own(profile.choices, server.name);
    if (chosen !== undefined) return [[server.name, chosen]];
    const users = usersOf(server, profiles);
    if (!mayUse(server, profile.id) || users.length === 0) return [];
    const isOn = users.every((one) => isOnFor(server, one));
    return isOn === server.enabled ? [] : [[server.name, isOn]];
  });
  const added = { ...profile, choices: Object.fromEntries(choices) };
  const index = profiles.findIndex(({ createdAt }) => createdAt > profile.createdAt);
  const all = profiles.toSpliced(index === -1 ? profiles.length : index, 0, added);
  return { ...home, profiles: { ...home.profiles, profiles: all } };
}

/** The home with a new profile that has what `source` has: private servers, what is on, places. */
export function withCopy(home: Home, source: KeptProfile, profile: KeptProfile): Home {
  const servers = home.servers.map((server): ServerDefinition => {
    const { scope } = server;
    if (scope.kind !== 'private' || !scope.profiles.includes(source.id)) return server;
    return { ...server, scope: { ...scope, profiles: [...scope.profiles, profile.id] } };
  });
  const choices = home.servers.flatMap((server) =>
    mayUse(server, source.id) ? [[server.name, isOnFor(server, source)] as const] : [],
  );
  const isSame = servers.every((one, index) => one === home.servers[index]);
  const { favorites, order } = source;
  const like = { ...profile, ...(favorites && { favorites }), ...(order && { order }) };
  const copied = { ...like, choices: Object.fromEntries(choices) };
  return settled(withNewProfile(isSame ? home : { ...home, servers }, copied));
}

/** For whom a server is on or off: its users, and those who had it once and made a choice. */
export function knownValues(server: ServerDefinition, profiles: Profiles): OnByProfile {
  return new Map(
    profiles.flatMap((one): (readonly [string, boolean])[] => {
      const isOn = mayUse(server, one.id) ? isOnFor(server, one) : own(one.choices, server.name);
      return isOn === undefined ? [] : [[keyOf(one), isOn]];
    }),
  );
}

/** The home with a server that came back on for those it was on for, by their choices alone. */
export function withKnownValues(home: Home, server: ServerDefinition, known: OnByProfile): Home {
  const isOnForAll = areAllOn(known);
  return withProfiles(home, (one) => {
    const isKnown = known.get(keyOf(one));
    if (!mayUse(server, one.id)) return withChoice(one, server.name, isKnown);
    const isOn = isKnown ?? isOnForAll;
    return withChoice(one, server.name, isOn === server.enabled ? undefined : isOn);
  });
}
