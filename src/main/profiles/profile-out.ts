import type { KeptProfile } from '../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { own } from '../../shared/util/own.ts';
import type { Returned } from '../registry/recipients.ts';
import { underFreeNames } from '../registry/removals.ts';
import { isOnlyFor, mayUse } from '../registry/scope.ts';
import { valuesOfProfile, variableKey, withoutProfile } from '../registry/variable-values.ts';
import type { Home } from './home.ts';
import { settled, withNewProfile } from './on-off.ts';
import { withPlacesOf } from './places.ts';
import { isOnFor } from './profile-view.ts';

/** What went with a profile. */
export interface TakenProfile {
  readonly profile: KeptProfile;
  /** Servers that went with it, and those that lost its values or its access, as they were. */
  readonly servers: readonly ServerDefinition[];
  /** What it had on or off. */
  readonly had: readonly HadServer[];
}

/** A server as a profile had it; its name may become another's, and another launch may take its place. */
interface HadServer extends Pick<ServerDefinition, 'name' | 'createdAt' | 'updatedAt'> {
  readonly isOn: boolean;
}

/**
 * Takes a profile out of a home with its values, its access and the servers only it could use. A
 * server that has one user left stays on or off for that one.
 */
export function takenOut(
  { profiles, servers }: Home,
  profile: KeptProfile,
): { readonly home: Home; readonly taken: TakenProfile } {
  const changes = servers.map((server) => [server, withoutIt(server, profile.id)] as const);
  const home = settled({
    profiles: {
      ...profiles,
      profiles: profiles.profiles.filter((one) => one.id !== profile.id),
    },
    servers: changes.flatMap(([, next]) => next ?? []),
  });
  const had = servers.flatMap((server) => {
    const { name, createdAt, updatedAt } = server;
    const isOn = mayUse(server, profile.id) ? isOnFor(server, profile) : own(profile.choices, name);
    return isOn === undefined ? [] : [{ name, createdAt, updatedAt, isOn }];
  });
  const changed = changes.flatMap(([server, next]) => (next === server ? [] : [server]));
  return { home, taken: { profile, servers: changed, had } };
}

function withoutIt(server: ServerDefinition, profileId: string): ServerDefinition | undefined {
  if (isOnlyFor(server, profileId)) return undefined;
  const { scope } = server;
  const isNamed = scope.kind === 'private' && scope.profiles.includes(profileId);
  const hasValues = Object.keys(valuesOfProfile(server, profileId)).length > 0;
  if (!isNamed && !hasValues) return server;
  return {
    ...server,
    variableValues: withoutProfile(server, profileId),
    scope: isNamed
      ? { ...scope, profiles: scope.profiles.filter((id) => id !== profileId) }
      : scope,
  };
}

/**
 * Brings a profile back with what went with it. Servers that were changed since keep their changes,
 * those that were removed since stay away, and nothing is on or off for anybody else by it.
 * `returned` are the servers that came back.
 */
export function broughtBack(
  home: Home,
  taken: TakenProfile,
  { names, now }: { readonly names: readonly string[]; readonly now: number },
): { readonly home: Home; readonly returned: readonly Returned[] } {
  const { profile } = taken;
  const here = new Map(home.servers.map((server) => [server.name, server]));
  const isHere = ({ name, createdAt }: Pick<ServerDefinition, 'name' | 'createdAt'>): boolean =>
    here.get(name)?.createdAt === createdAt;
  const former = new Map(taken.servers.map((server) => [server.name, server]));
  const gone = taken.servers.filter((one) => isOnlyFor(one, profile.id) && !isHere(one));
  const back = underFreeNames(gone, { taken: names, servers: home.servers }, now);
  const servers = home.servers.map((server) => {
    const before = former.get(server.name);
    if (before === undefined || before.createdAt !== server.createdAt) return server;
    const updatedAt = Math.max(now, server.updatedAt + 1);
    return { ...withItBack(server, before, profile.id), updatedAt };
  });
  const returned = gone.flatMap((one, index) => {
    const server = back[index];
    return server === undefined ? [] : [{ former: one, server }];
  });
  const nameNow = (one: HadServer): string | undefined =>
    isHere(one)
      ? one.name
      : returned.find(
          ({ former: { name, createdAt } }) => name === one.name && createdAt === one.createdAt,
        )?.server.name;
  const choices = taken.had.flatMap((one): (readonly [string, boolean])[] => {
    const name = nameNow(one);
    if (name === undefined) return [];
    return [[name, one.isOn && (!isHere(one) || isStillOn(home, one))]];
  });
  const had = new Map(taken.had.map((one) => [one.name, one]));
  const placeNow = (name: string): string | undefined => {
    const one = had.get(name);
    return one && nameNow(one);
  };
  const all = back.reduce(inOrder, servers);
  const others = home.profiles.profiles.filter(({ id }) => id !== profile.id);
  const withOthers = { profiles: { ...home.profiles, profiles: others }, servers: all };
  const choice = withPlacesOf(
    { ...profile, choices: Object.fromEntries(choices) },
    profile,
    placeNow,
  );
  return {
    home: settled(withNewProfile(withOthers, choice)),
    returned,
  };
}

/**
 * Whether what a profile had on may be on for it now: where the server is another than it was, only
 * if all who have it have it on, for nobody else has agreed to what it has become.
 */
function isStillOn({ profiles, servers }: Home, { name, updatedAt }: HadServer): boolean {
  const server = servers.find((one) => one.name === name);
  if (server === undefined || server.updatedAt === updatedAt) return true;
  const users = profiles.profiles.filter(({ id }) => mayUse(server, id));
  return users.length > 0 && users.every((one) => isOnFor(server, one));
}

/** A server with the values and the access that a profile had when it was `former`. */
function withItBack(
  present: ServerDefinition,
  former: ServerDefinition,
  profileId: string,
): ServerDefinition {
  const declared = new Set(present.variables.map(({ name }) => name));
  const values = Object.entries(valuesOfProfile(former, profileId))
    .filter(([variable]) => declared.has(variable))
    .map(([variable, value]) => [variableKey(variable, profileId), value] as const);
  return {
    ...present,
    variableValues: { ...present.variableValues, ...Object.fromEntries(values) },
    scope: withAccessBack(present.scope, former.scope, profileId),
  };
}

type Scope = ServerDefinition['scope'];

function withAccessBack(present: Scope, former: Scope, profileId: string): Scope {
  if (present.kind !== 'private' || former.kind !== 'private') return present;
  const kept = former.profiles.filter((id) => id === profileId || present.profiles.includes(id));
  const added = present.profiles.filter((id) => !former.profiles.includes(id));
  return { ...present, profiles: [...kept, ...added] };
}

function inOrder(
  servers: readonly ServerDefinition[],
  server: ServerDefinition,
): readonly ServerDefinition[] {
  const index = servers.findIndex(({ createdAt }) => createdAt > server.createdAt);
  return servers.toSpliced(index === -1 ? servers.length : index, 0, server);
}
