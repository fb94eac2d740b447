import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { ServerDefinition, ServerDraft } from '../../shared/domain/server.ts';
import type { Launchable, LaunchValue } from '../trust/launch-fingerprint.ts';
import { valuesOfProfile } from './variable-values.ts';

/**
 * What a draft would start once it is saved in the place of `previous`, as one profile sees it: the
 * first if absent. It has the fingerprint of what is then saved.
 */
export function draftLaunch(
  { transport, variables }: Pick<ServerDraft, 'transport' | 'variables'>,
  previous: ServerDefinition | undefined,
  profileId: string = firstProfileId,
): Launchable {
  const stored = previous === undefined ? {} : valuesOfProfile(previous, profileId);
  const sensitive = new Set(variables.flatMap((one) => (one.sensitive ? [one.name] : [])));
  const values = Object.entries(stored).map(([name, value]): [string, LaunchValue] => [
    name,
    // What became sensitive moves into the vault with the save.
    sensitive.has(name) ? { kind: 'secret' } : value,
  ]);
  return { transport, variables, variableValues: Object.fromEntries(values) };
}
