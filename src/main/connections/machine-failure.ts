import { isFlapping, lossesWith, openBreaker } from '../reconnection/breaker.ts';
import type { Classified } from './classified.ts';
import type { Effect, PolicyFacts, Transition } from './machine-events.ts';
import type { MachineState } from './machine-state.ts';
import { go, withoutHistory } from './machine-steps.ts';
import { backoffMs, requestedWaitMs } from './retry-policy.ts';

/** Where a failed attempt leads. */
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
      return retryOrPause(counted, classified, facts, effects);
    case 'needs-sign-in':
      return go(withoutHistory(counted), { kind: 'needs-sign-in', failure }, effects);
    case 'needs-setup':
    case 'fix-config':
    case 'give-up': {
      // What worked with the same settings before will probably work with them again.
      if (classified.mayPass && state.hasWorked) {
        return retryOrPause(counted, classified, facts, effects);
      }
      const isRecoverable = verdict.kind === 'give-up' || classified.mayPass;
      const { attempts } = state;
      return go(
        withoutHistory(counted),
        { kind: 'failed', failure, attempts, isRecoverable },
        effects,
      );
    }
  }
}

/** Where the loss of a ready session leads; its rests are closed. */
export function afterLoss(
  state: MachineState,
  classified: Classified,
  facts: PolicyFacts,
): Transition {
  const losses = lossesWith(state.losses, facts.monotonicNow, facts.retry.breaker);
  const close: Effect = { kind: 'close-session', generation: state.generation };
  return afterFailure({ ...state, losses }, classified, facts, [close]);
}

function retryOrPause(
  state: MachineState,
  classified: Classified,
  facts: PolicyFacts,
  effects: readonly Effect[],
): Transition {
  const { attempts, losses, generation } = state;
  const { failure } = classified;
  const { now, retry } = facts;
  if (state.endedAtStart >= retry.maxEndedAtStart && !state.hasWorked) {
    return go(
      { ...withoutHistory(state), breaker: { kind: 'crashed', failure } },
      { kind: 'failed', failure, attempts, isRecoverable: false },
      effects,
    );
  }
  if (!state.isOnline) return go(state, { kind: 'offline', since: now }, effects);
  if (attempts >= retry.maxAttempts || isFlapping(losses, retry.breaker)) {
    return pause(state, classified, facts, effects);
  }
  const isFirstLoss = losses.length === 1 && effects.some(({ kind }) => kind === 'close-session');
  const isUnused = attempts < 1 || isFirstLoss;
  const nextAttemptAt = now + waitMs({ attempts, isUnused }, classified, facts);
  return go(
    state,
    { kind: 'waiting', attempt: attempts + 1, of: retry.maxAttempts, nextAttemptAt, failure },
    [...effects, { kind: 'schedule-retry', at: nextAttemptAt, generation }],
  );
}

/**
 * A program is there again as soon as it is started, and nobody but us asks for it: at the first loss
 * for a while there is nothing to wait for. What is elsewhere may need its time, and is asked by others too.
 */
function waitMs(
  { attempts, isUnused }: { readonly attempts: number; readonly isUnused: boolean },
  { failure, verdict }: Classified,
  { jitter, retry }: PolicyFacts,
): number {
  if (verdict.kind === 'retry-later') return requestedWaitMs(verdict.afterMs, jitter);
  const isProgram = failure.code === 'PROCESS_EXITED' || failure.code === 'PROCESS_KILLED';
  return isProgram && isUnused ? retry.floorMs : backoffMs(attempts, jitter, retry);
}

// The budget stays used up until a session was stable, so one attempt follows, then the next pause.
function pause(
  state: MachineState,
  { failure, verdict }: Classified,
  { now, jitter, retry }: PolicyFacts,
  effects: readonly Effect[],
): Transition {
  const atLeastMs = verdict.kind === 'retry-later' ? verdict.afterMs : 0;
  const facts = { now, jitter, atLeastMs };
  const breaker = openBreaker(state.breaker, failure, facts, retry.breaker);
  const attempts = Math.max(state.attempts, retry.maxAttempts);
  return go(
    { ...state, attempts, endedAtStart: 0, breaker },
    { kind: 'cooling', until: breaker.until, failure },
    [...effects, { kind: 'schedule-retry', at: breaker.until, generation: state.generation }],
  );
}
