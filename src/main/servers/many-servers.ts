import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { LostSignIns } from '../profiles/profile-service.ts';
import { setAccessOfMany } from './many-access.ts';
import { turnMany } from './many-on-off.ts';
import { removeMany } from './many-removals.ts';
import type { ManyChanged, ManyServersDeps } from './many-servers-deps.ts';

/**
 * What a person does with several servers of the profile in use at once. Each change is saved as
 * one, taken back as one, and leaves out names it does not know.
 */
export interface ManyServers {
  /** Turns them on or off for the profile in use; what is on then is tried at once. */
  setEnabled(names: readonly string[], enabled: boolean): ManyChanged;
  /** Who may use them; `lost` is what becomes of the sign-ins of those who lose one. */
  setAccess(
    names: readonly string[],
    scope: ServerDefinition['scope'],
    lost: LostSignIns,
  ): ManyChanged;
  /** Removes them, after one backup; undo can bring all of them back for a while. */
  remove(names: readonly string[]): ManyChanged;
}

/** Creates it over the registry of the profile in use. */
export function createManyServers(deps: ManyServersDeps): ManyServers {
  return {
    setEnabled: (names, enabled) => turnMany(names, enabled, deps),
    setAccess: (names, scope, lost) => setAccessOfMany(names, { scope, lost }, deps),
    remove: (names) => removeMany(names, deps),
  };
}
