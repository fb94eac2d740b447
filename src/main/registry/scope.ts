import type { ServerDefinition } from '../../shared/domain/server.ts';

/** Whether one profile and nobody else may use a server, so that it goes when the profile goes. */
export function isOnlyFor({ scope }: Pick<ServerDefinition, 'scope'>, profileId: string): boolean {
  return scope.kind === 'private' && scope.profiles.length === 1 && scope.profiles[0] === profileId;
}
