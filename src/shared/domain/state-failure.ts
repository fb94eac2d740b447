import type { ConnectionState } from './connection-state.ts';
import type { Failure } from './failure.ts';

/** The failure that a state is about, if it is about one. */
export function failureOfState(state: ConnectionState): Failure | null {
  return 'failure' in state ? state.failure : null;
}
