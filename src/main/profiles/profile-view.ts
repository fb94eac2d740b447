import type { KeptProfile } from '../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { own } from '../../shared/util/own.ts';
import { mayUse } from '../registry/scope.ts';
import { valuesOfProfile } from '../registry/variable-values.ts';

/** Whether a server is on for a profile: by its own choice, else as the definition says. */
export function isOnFor(
  { name, enabled }: Pick<ServerDefinition, 'name' | 'enabled'>,
  { choices }: Pick<KeptProfile, 'choices'>,
): boolean {
  return own(choices, name) ?? enabled;
}

/**
 * A server as one profile has it: with its own values of variables, and on or off by its own choice
 * where it made one; undefined when it may not use it.
 */
export function serverForProfile(
  server: ServerDefinition,
  profile: KeptProfile,
): ServerDefinition | undefined {
  if (!mayUse(server, profile.id)) return undefined;
  return {
    ...server,
    enabled: isOnFor(server, profile),
    variableValues: valuesOfProfile(server, profile.id),
  };
}
