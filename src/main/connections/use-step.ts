import type { ConnectionState } from '../../shared/domain/connection-state.ts';

/** What whoever wants to use a connection meets at one moment. */
export interface UseFacts {
  readonly state: ConnectionState;
  /** Whether there is a session to hand out. */
  readonly hasSession: boolean;
  /** Whether the one who asks has joined an attempt already. */
  readonly hasJoined: boolean;
  /** Whether use does not begin it: all are paused, or it starts by a click alone. */
  readonly isHeldBack: boolean;
  /** Whether the next attempt comes so soon that it is worth waiting for. */
  readonly isDueSoon: boolean;
}

/**
 * What to do next: hand out the session, begin a connection, join the first attempt however long it
 * takes, join a later one for a moment only, wait for a change, or say at once why there is none.
 */
export type UseStep = 'use' | 'connect' | 'join' | 'join-briefly' | 'wait' | 'give-up';

/** Decides how a use of a connection goes on; those who ask meanwhile share one attempt. */
export function useStep(facts: UseFacts): UseStep {
  const { state, hasSession, hasJoined, isHeldBack, isDueSoon } = facts;
  switch (state.kind) {
    case 'ready':
      return hasSession ? 'use' : 'give-up';
    case 'idle':
      return hasJoined || isHeldBack ? 'give-up' : 'connect';
    case 'connecting':
      // After a failure the next attempt may take long too, and whoever asks should hear so.
      return state.attempt === 1 ? 'join' : 'join-briefly';
    case 'stopping':
      return 'wait';
    case 'waiting':
      return hasJoined || !isDueSoon ? 'give-up' : 'wait';
    case 'disabled':
    case 'needs-setup':
    case 'needs-sign-in':
    case 'signing-in':
    case 'offline':
    case 'cooling':
    case 'failed':
      return 'give-up';
  }
}
