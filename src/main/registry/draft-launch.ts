import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { ServerDefinition, ServerDraft } from '../../shared/domain/server.ts';
import { launchFingerprint, needsAgreement } from '../trust/launch-fingerprint.ts';
import type { Launchable, LaunchValue } from '../trust/launch-fingerprint.ts';
import { profilesWithValues, valuesOfProfile } from './variable-values.ts';

type Drafted = Pick<ServerDraft, 'transport' | 'variables'>;

/**
 * What a draft would start once it is saved in the place of `previous`, as one profile sees it: the
 * first if absent. It has the fingerprint of what is then saved.
 */
export function draftLaunch(
  { transport, variables }: Drafted,
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

/** What a saved server starts, as one profile sees it: the first if absent. */
export function savedLaunch(
  server: ServerDefinition,
  profileId: string = firstProfileId,
): Launchable {
  return { ...server, variableValues: valuesOfProfile(server, profileId) };
}

/** The fingerprints of everything a saved server starts, whoever uses it. */
export function launchesOf(server: ServerDefinition): ReadonlySet<string> {
  // A profile without a value of its own shares its launch with all others that have none.
  const profiles = [firstProfileId, '', ...profilesWithValues(server)];
  return new Set(profiles.map((id) => launchFingerprint(savedLaunch(server, id))));
}

/** Whether a person has to agree to a launch, and whether `consent` says that they do. */
export function agreementIn(
  launchable: Launchable,
  consent: string | undefined,
): 'not-needed' | 'missing' | { readonly launch: string } {
  if (!needsAgreement(launchable)) return 'not-needed';
  const launch = launchFingerprint(launchable);
  return consent === launch ? { launch } : 'missing';
}

/** Whether a draft starts what the server in whose place it is saved starts for this profile. */
export function isSameLaunch(
  launchable: Launchable,
  previous: ServerDefinition,
  profileId?: string,
): boolean {
  return launchFingerprint(launchable) === launchFingerprint(savedLaunch(previous, profileId));
}
