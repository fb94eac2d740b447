import type { PolicyFacts, Transition } from './machine-events.ts';
import type { MachineState } from './machine-state.ts';
import { go, stay, stop, tryAgainSoon, withoutHistory } from './machine-steps.ts';
import { spreadAt } from './retry-policy.ts';

/**
 * Nothing is tried without a network. A ready session has to show that it lives: what can be reached
 * without, such as a virtual machine, stays.
 */
export function onNetworkLost(state: MachineState, facts: PolicyFacts): Transition {
  switch (state.situation.kind) {
    case 'connecting':
    case 'waiting':
      return stop(state, 'offline', facts);
    case 'offline':
      return { state, effects: [{ kind: 'cancel-timer' }] };
    case 'ready': {
      const at = spreadAt(facts.now, facts.jitter, facts.retry);
      return { state, effects: [{ kind: 'check-session', at, isInDoubt: true }] };
    }
    default:
      return stay(state);
  }
}

/** Everything that waited for the network comes back soon, though not all of it at once. */
export function onNetworkBack(state: MachineState, facts: PolicyFacts): Transition {
  const { situation, generation } = state;
  const at = spreadAt(facts.now, facts.jitter, facts.retry);
  switch (situation.kind) {
    case 'offline':
      return go(withoutHistory(state), situation, [{ kind: 'schedule-retry', at, generation }]);
    case 'cooling':
      return tryAgainSoon(state, situation.failure, facts);
    case 'failed':
      return situation.isRecoverable ? tryAgainSoon(state, situation.failure, facts) : stay(state);
    case 'stopping':
      return situation.then === 'offline' ? stop(state, 'connect', facts) : stay(state);
    case 'ready':
      return { state, effects: [{ kind: 'check-session', at, isInDoubt: false }] };
    default:
      return stay(state);
  }
}

/** Time that was slept through counts as waited; what was ready has to show that it still is. */
export function onWake(state: MachineState, facts: PolicyFacts): Transition {
  const { situation } = state;
  switch (situation.kind) {
    case 'waiting':
    case 'cooling':
      return tryAgainSoon(state, situation.failure, facts);
    case 'failed':
      return situation.isRecoverable ? tryAgainSoon(state, situation.failure, facts) : stay(state);
    case 'ready': {
      const at = spreadAt(facts.now, facts.jitter, facts.retry);
      return { state, effects: [{ kind: 'check-session', at, isInDoubt: false }] };
    }
    default:
      return stay(state);
  }
}
