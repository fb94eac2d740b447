import type { Failure } from '../../shared/domain/failure.ts';
import type { AttemptReason, Effect, PolicyFacts, Transition } from './machine-events.ts';
import type { AfterStop, MachineState, Situation } from './machine-state.ts';
import { spreadAt } from './retry-policy.ts';

/** Nothing changes and nothing is to be done. */
export function stay(state: MachineState): Transition {
  return { state, effects: [] };
}

/** A new situation; the timer of the old one, if it had one, is cancelled. */
export function go(
  state: MachineState,
  situation: Situation,
  effects: readonly Effect[] = [],
): Transition {
  const cancel: Effect[] = hasTimer(state.situation) ? [{ kind: 'cancel-timer' }] : [];
  return { state: { ...state, situation }, effects: [...cancel, ...effects] };
}

function hasTimer({ kind }: Situation): boolean {
  return kind === 'waiting' || kind === 'cooling' || kind === 'ready' || kind === 'offline';
}

/** Forgets what went wrong before, so that counting starts anew and the breaker is closed. */
export function withoutHistory(state: MachineState): MachineState {
  return { ...state, attempts: 0, endedAtStart: 0, breaker: null };
}

/** What a person does by hand bypasses everything and is counted from nothing. */
export function startForUser(state: MachineState, facts: PolicyFacts): Transition {
  return startAttempt({ ...withoutHistory(state), losses: [] }, 'user', facts);
}

/** Starts the next attempt of this outage. Only for situations in which nothing is running. */
export function startAttempt(
  state: MachineState,
  by: AttemptReason,
  { now }: PolicyFacts,
): Transition {
  const generation = state.generation + 1;
  const attempts = state.attempts + 1;
  return go(
    { ...state, generation, attempts },
    { kind: 'connecting', attempt: attempts, startedAt: now, phase: 'starting' },
    [{ kind: 'start-attempt', generation, by }],
  );
}

/** Ends what is running or planned; `then` says what follows once nothing lives any more. */
export function stop(state: MachineState, then: AfterStop, facts: PolicyFacts): Transition {
  const { situation, generation } = state;
  switch (situation.kind) {
    case 'connecting':
      return go(state, { kind: 'stopping', then }, [{ kind: 'abort-attempt', generation }]);
    case 'ready':
      return go(state, { kind: 'stopping', then }, [{ kind: 'close-session', generation }]);
    case 'stopping':
      return { state: { ...state, situation: { kind: 'stopping', then } }, effects: [] };
    default:
      return afterStop(state, then, facts);
  }
}

/** What follows a stop, now that nothing lives. */
export function afterStop(state: MachineState, then: AfterStop, facts: PolicyFacts): Transition {
  const fresh = withoutHistory(state);
  switch (then) {
    case 'idle':
    case 'disabled':
      return state.situation.kind === then ? stay(state) : go(fresh, { kind: then });
    case 'offline':
      return go(state, { kind: 'offline', since: facts.now });
    case 'connect':
      return state.isOnline
        ? startAttempt(fresh, 'demand', facts)
        : go(fresh, { kind: 'offline', since: facts.now });
    case 'connect-for-user':
      return startForUser(state, facts);
  }
}

/** Tries again at a moment soon after `now`, counting anew; without a network, once it is back. */
export function tryAgainSoon(
  state: MachineState,
  failure: Failure,
  { now, jitter, retry }: PolicyFacts,
): Transition {
  const fresh = withoutHistory(state);
  if (!state.isOnline) return go(fresh, { kind: 'offline', since: now });
  const nextAttemptAt = spreadAt(now, jitter, retry);
  return go(fresh, { kind: 'waiting', attempt: 1, of: retry.maxAttempts, nextAttemptAt, failure }, [
    { kind: 'schedule-retry', at: nextAttemptAt, generation: state.generation },
  ]);
}
