import type { StateHistory } from '../activity/state-history.ts';
import type { Doctor } from './doctor.ts';

/** What helps a person when a server is in trouble. */
export interface Diagnostics {
  readonly doctor: Doctor;
  readonly history: StateHistory;
  /** What somebody who helps needs to know, free of secrets; `undefined` without such a server. */
  reportOf(name: string): Promise<string | undefined>;
}
