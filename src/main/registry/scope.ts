import type { ServerDefinition } from '../../shared/domain/server.ts';

/** Whether one profile and nobody else may use a server, so that it goes when the profile goes. */
export function isOnlyFor({ scope }: Pick<ServerDefinition, 'scope'>, profileId: string): boolean {
  return scope.kind === 'private' && scope.profiles.length === 1 && scope.profiles[0] === profileId;
}

/** Whether a profile may use a server. An empty list means nobody. */
export function mayUse({ scope }: Pick<ServerDefinition, 'scope'>, profileId: string): boolean {
  return scope.kind === 'shared' || scope.profiles.includes(profileId);
}

/** The servers a profile may know of; all of them without a profile. */
export function seenBy(
  servers: ReadonlyMap<string, ServerDefinition>,
  profileId: string | undefined,
): readonly ServerDefinition[] {
  const all = [...servers.values()];
  return profileId === undefined ? all : all.filter((server) => mayUse(server, profileId));
}
