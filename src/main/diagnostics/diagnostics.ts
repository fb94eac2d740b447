import type { StateChange } from '../../shared/domain/state-history.ts';
import type { Doctor } from './doctor.ts';

/** What helps a person when a server is in trouble. */
export interface Diagnostics {
  readonly doctor: Doctor;
  /** What a server has been through with the profile in use; see the history of states. */
  historyOf(name: string): readonly StateChange[];
  /** What somebody who helps needs to know, free of secrets; `undefined` without such a server. */
  reportOf(name: string): Promise<string | undefined>;
}
