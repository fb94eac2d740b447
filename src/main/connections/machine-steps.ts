import type { Classified } from './classified.ts';
import type { ConnectReason, Effect, PolicyFacts, Transition } from './machine-events.ts';
import type { AfterStop, MachineState, Situation } from './machine-state.ts';
import { backoffMs, requestedWaitMs } from './retry-policy.ts';

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
  return kind === 'waiting' || kind === 'cooling' || kind === 'ready';
}

/** Forgets what went wrong before, so that counting starts anew. */
export function withoutHistory(state: MachineState): MachineState {
  return { ...state, attempts: 0, endedAtStart: 0 };
}

/** Starts the next attempt of this outage. Only for situations in which nothing is running. */
export function startAttempt(
  state: MachineState,
  by: ConnectReason,
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
      return startAttempt(fresh, 'demand', facts);
    case 'connect-for-user':
      return startAttempt(fresh, 'user', facts);
  }
}

/** Where a failed attempt or a lost session leads. */
export function afterFailure(
  state: MachineState,
  classified: Classified,
  facts: PolicyFacts,
  effects: readonly Effect[] = [],
): Transition {
  const { failure, verdict } = classified;
  const counted = {
    ...state,
    endedAtStart: classified.endedAtStart ? state.endedAtStart + 1 : 0,
  };
  switch (verdict.kind) {
    case 'retry-soon':
    case 'retry-later':
      return retryOrFail(counted, classified, facts, effects);
    case 'needs-sign-in':
      return go(withoutHistory(counted), { kind: 'needs-sign-in', failure }, effects);
    case 'needs-setup':
    case 'fix-config':
    case 'give-up':
      return go(
        withoutHistory(counted),
        {
          kind: 'failed',
          failure,
          attempts: state.attempts,
          isRecoverable: verdict.kind === 'give-up',
        },
        effects,
      );
  }
}

function retryOrFail(
  state: MachineState,
  { failure, verdict }: Classified,
  { now, jitter, retry }: PolicyFacts,
  effects: readonly Effect[],
): Transition {
  const { attempts, generation } = state;
  if (attempts >= retry.maxAttempts || state.endedAtStart >= retry.maxEndedAtStart) {
    const isRecoverable = attempts >= retry.maxAttempts;
    return go(withoutHistory(state), { kind: 'failed', failure, attempts, isRecoverable }, effects);
  }
  if (!state.isOnline) return go(state, { kind: 'offline', since: now }, effects);
  const waitMs =
    verdict.kind === 'retry-later'
      ? requestedWaitMs(verdict.afterMs, jitter)
      : backoffMs(attempts, jitter, retry);
  const nextAttemptAt = now + waitMs;
  return go(
    state,
    { kind: 'waiting', attempt: attempts + 1, of: retry.maxAttempts, nextAttemptAt, failure },
    [...effects, { kind: 'schedule-retry', at: nextAttemptAt, generation }],
  );
}
