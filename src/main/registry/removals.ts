import type { ServerDefinition } from '../../shared/domain/server.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { RegistryError } from './registry-error.ts';
import type { RegistryLedger, ServerReplacement } from './registry-ledger.ts';
import { isOnlyFor } from './scope.ts';
import type { ServerRegistryDeps } from './server-registry.ts';
import { secretIdsOf } from './server-values.ts';
import { distinctTitle, freeName } from './slug.ts';
import { valuesOfProfile, variableKey, withoutProfile } from './variable-values.ts';

/** How something is removed. */
export interface RemovalOptions {
  /** The secrets stay in the vault until {@link Removals.dropSecretsOf}, so that it can come back. */
  readonly keepSecrets?: boolean;
}

/** Taking servers and profiles out of the registry, and bringing them back; one save each. */
export interface Removals {
  /** Answers with what went and the ids of its secrets. */
  remove(
    name: string,
    options?: RemovalOptions,
  ): Promise<
    Result<
      { readonly server: ServerDefinition; readonly secretIds: readonly string[] },
      RegistryError
    >
  >;
  /** Takes a profile out of every server: its values, its access, and servers only it could use. */
  removeProfile(
    profileId: string,
    options?: RemovalOptions,
  ): Promise<
    Result<
      { readonly removed: readonly string[]; readonly changes: readonly ServerReplacement[] },
      RegistryError
    >
  >;
  /** Brings a removed server back; under another name where a new server has its name by now. */
  bringBack(server: ServerDefinition): Promise<Result<ServerDefinition, RegistryError>>;
  /**
   * Gives a profile back what `removeProfile` took from it. Servers that were changed since keep
   * their changes; those that were removed since stay away.
   */
  bringProfileBack(
    profileId: string,
    changes: readonly ServerReplacement[],
  ): Promise<Result<void, RegistryError>>;
  /** Removes the secrets of former servers that no server refers to any more. */
  dropSecretsOf(servers: readonly ServerDefinition[]): Promise<void>;
}

/** The removals of a registry; each runs in turn with its other changes. */
export function createRemovals(
  ledger: RegistryLedger,
  { agreements, clock, reservedNames = [] }: ServerRegistryDeps,
): Removals {
  const later = ({ updatedAt }: ServerDefinition): number => Math.max(clock.now(), updatedAt + 1);

  /** Former servers under names that are free, newer than any connection they had. */
  const withFreeNames = (servers: readonly ServerDefinition[]): readonly ServerDefinition[] => {
    const taken = new Set([...ledger.names(), ...reservedNames]);
    return servers.map((server) => {
      const isTaken = taken.has(server.name);
      const name = isTaken ? freeName(server.title, taken) : server.name;
      taken.add(name);
      const others = [...ledger.servers.values()];
      const title = isTaken ? distinctTitle(server.title, name, others) : server.title;
      return { ...server, name, title, updatedAt: later(server) };
    });
  };

  /** Servers come back with what was agreed to for them, as far as they keep their names. */
  const withAgreements = async <T>(
    former: readonly ServerDefinition[],
    back: readonly ServerDefinition[],
    save: () => Promise<Result<T, RegistryError>>,
  ): Promise<Result<T, RegistryError>> => {
    const same = back.filter(({ name }, index) => name === former[index]?.name);
    for (const { name } of same) agreements.bringBack(name);
    const saved = await save();
    if (!saved.ok) for (const { name } of same) agreements.putAside(name);
    return saved;
  };

  return {
    remove: (name, options) =>
      ledger.onServer(name, async (server) => {
        const removed = await ledger.replaceMany([{ previous: server, next: undefined }], options);
        return removed.ok ? ok({ server, secretIds: secretIdsOf(server) }) : removed;
      }),

    removeProfile: (profileId, options) =>
      ledger.inTurn(async () => {
        const changes = [...ledger.servers.values()].flatMap((server) =>
          changeWithoutProfile(server, profileId),
        );
        const saved = await ledger.replaceMany(changes, options);
        if (!saved.ok) return saved;
        const gone = changes.filter(({ next }) => next === undefined);
        return ok({ removed: gone.map(({ previous }) => previous.name), changes });
      }),

    bringBack: (server) =>
      ledger.inTurn(async () => {
        const present = ledger.servers.get(server.name);
        // A backup may have brought it back meanwhile.
        if (present?.createdAt === server.createdAt) return ok(present);
        const back = withFreeNames([server]);
        const saved = await withAgreements([server], back, () => ledger.replaceMany([], { back }));
        return saved.ok ? ok(back[0] ?? server) : saved;
      }),

    bringProfileBack: (profileId, changes) =>
      ledger.inTurn(() => {
        const back = changes.flatMap(({ previous, next }) => (next === undefined ? previous : []));
        const restored = changes.flatMap(({ previous, next }): readonly ServerReplacement[] => {
          const present = next && ledger.servers.get(next.name);
          if (present?.createdAt !== previous.createdAt) return [];
          const whole = withProfileBack(present, previous, profileId);
          return [{ previous: present, next: { ...whole, updatedAt: later(present) } }];
        });
        const named = withFreeNames(back);
        return withAgreements(back, named, () => ledger.replaceMany(restored, { back: named }));
      }),

    dropSecretsOf: (servers) => ledger.inTurn(() => ledger.forgetUnused(servers)),
  };
}

function changeWithoutProfile(
  server: ServerDefinition,
  profileId: string,
): readonly ServerReplacement[] {
  const { scope } = server;
  if (isOnlyFor(server, profileId)) return [{ previous: server, next: undefined }];
  const variableValues = withoutProfile(server, profileId);
  const next: ServerDefinition = {
    ...server,
    variableValues,
    scope:
      scope.kind === 'private'
        ? { ...scope, profiles: scope.profiles.filter((id) => id !== profileId) }
        : scope,
  };
  return JSON.stringify(next) === JSON.stringify(server) ? [] : [{ previous: server, next }];
}

/** A server with the values and the access that a profile had when it was `former`. */
function withProfileBack(
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
