import { assertNever } from '../../shared/util/assert-never.ts';
import type { ConnectReason, MachineEvent, PolicyFacts, Transition } from './machine-events.ts';
import type { BeforeSignIn, MachineState, Situation } from './machine-state.ts';
import {
  afterFailure,
  afterStop,
  go,
  startAttempt,
  stay,
  stop,
  withoutHistory,
} from './machine-steps.ts';

/**
 * The whole life of one server's connection: a pure function, total over every pair of situation
 * and event. What does not apply, among it everything of an older attempt, changes nothing. At
 * most one attempt or session is ever asked for at a time; a stop during a start wins; what a
 * person asks for bypasses every wait and forgets what went wrong before.
 */
export function transition(
  state: MachineState,
  event: MachineEvent,
  facts: PolicyFacts,
): Transition {
  switch (event.kind) {
    case 'connect-requested':
      return onConnectRequested(state, event.by, facts);
    case 'disconnect-requested':
      return isDisabled(state) ? stay(state) : stop(state, 'idle', facts);
    case 'disabled':
      return stop(state, 'disabled', facts);
    case 'enabled':
      return isDisabled(state) ? stop(state, 'idle', facts) : stay(state);
    case 'config-changed':
      return onConfigChanged(state, facts);
    case 'setup-missing':
    case 'attempt-phase':
    case 'attempt-succeeded':
    case 'attempt-failed':
      return onAttempt(state, event, facts);
    case 'session-ended':
    case 'stable':
      return onSession(state, event, facts);
    case 'retry-due':
      return onRetryDue(state, event.generation, facts);
    case 'stopped':
      return state.situation.kind === 'stopping' && event.generation === state.generation
        ? afterStop(state, state.situation.then, facts)
        : stay(state);
    case 'sign-in-started':
    case 'sign-in-ended':
      return onSignIn(state, event, facts);
    case 'network-lost':
      return onNetworkLost({ ...state, isOnline: false }, facts);
    case 'network-back':
      return onNetworkBack({ ...state, isOnline: true }, facts);
    default:
      return assertNever(event);
  }
}

function isDisabled({ situation }: MachineState): boolean {
  return (
    situation.kind === 'disabled' ||
    (situation.kind === 'stopping' && situation.then === 'disabled')
  );
}

function onConnectRequested(
  state: MachineState,
  by: ConnectReason,
  facts: PolicyFacts,
): Transition {
  const { situation, generation } = state;
  const isUser = by === 'user';
  switch (situation.kind) {
    case 'disabled':
    case 'ready':
    case 'signing-in':
      return stay(state);
    case 'idle':
      return startAttempt(withoutHistory(state), by, facts);
    case 'connecting':
      return isUser ? { state, effects: [{ kind: 'raise-priority', generation }] } : stay(state);
    case 'stopping':
      return isDisabled(state)
        ? stay(state)
        : stop(state, isUser ? 'connect-for-user' : 'connect', facts);
    case 'waiting':
    case 'offline':
      return isUser || by === 'wake' ? startAttempt(withoutHistory(state), by, facts) : stay(state);
    case 'failed':
      return isUser || (situation.isRecoverable && by !== 'demand')
        ? startAttempt(withoutHistory(state), by, facts)
        : stay(state);
    case 'cooling':
    case 'needs-setup':
    case 'needs-sign-in':
      return isUser ? startAttempt(withoutHistory(state), by, facts) : stay(state);
    default:
      return assertNever(situation);
  }
}

// Whoever corrects the settings of a server that is in use, or that failed, wants to see it work.
function onConfigChanged(state: MachineState, facts: PolicyFacts): Transition {
  const { situation } = state;
  switch (situation.kind) {
    case 'disabled':
    case 'idle':
    case 'stopping':
      return stay(state);
    case 'signing-in':
      return stop(state, 'idle', facts);
    default:
      return stop(state, 'connect', facts);
  }
}

type AttemptEvent = Extract<
  MachineEvent,
  { kind: 'setup-missing' | 'attempt-phase' | 'attempt-succeeded' | 'attempt-failed' }
>;

function onAttempt(state: MachineState, event: AttemptEvent, facts: PolicyFacts): Transition {
  const { situation, generation } = state;
  if (situation.kind !== 'connecting' || event.generation !== generation) {
    // A session that came too late must not live on.
    return event.kind === 'attempt-succeeded' && isLate(state, event.generation)
      ? { state, effects: [{ kind: 'close-session', generation: event.generation }] }
      : stay(state);
  }
  switch (event.kind) {
    case 'setup-missing':
      return go(withoutHistory(state), { kind: 'needs-setup', missing: event.missing });
    case 'attempt-phase':
      return situation.phase === event.phase
        ? stay(state)
        : go(state, { ...situation, phase: event.phase });
    case 'attempt-succeeded': {
      const at = facts.now + facts.retry.stableAfterMs;
      return go(
        { ...state, endedAtStart: 0 },
        { kind: 'ready', since: facts.now, ...event.facts },
        [{ kind: 'schedule-stable', at, generation }],
      );
    }
    case 'attempt-failed':
      return afterFailure(state, event.classified, facts);
  }
}

function isLate({ situation, generation }: MachineState, eventGeneration: number): boolean {
  return situation.kind !== 'ready' || eventGeneration !== generation;
}

type SessionEvent = Extract<MachineEvent, { kind: 'session-ended' | 'stable' }>;

function onSession(state: MachineState, event: SessionEvent, facts: PolicyFacts): Transition {
  const { situation, generation } = state;
  if (situation.kind !== 'ready' || event.generation !== generation) return stay(state);
  if (event.kind === 'stable') return stay(withoutHistory(state));
  return afterFailure(state, event.classified, facts, [{ kind: 'close-session', generation }]);
}

function onRetryDue(state: MachineState, generation: number, facts: PolicyFacts): Transition {
  const { kind } = state.situation;
  const isDue = (kind === 'waiting' || kind === 'cooling') && generation === state.generation;
  return isDue ? startAttempt(state, 'demand', facts) : stay(state);
}

type SignInEvent = Extract<MachineEvent, { kind: 'sign-in-started' | 'sign-in-ended' }>;

function onSignIn(state: MachineState, event: SignInEvent, facts: PolicyFacts): Transition {
  const { situation } = state;
  if (event.kind === 'sign-in-started') {
    const before = beforeSignIn(situation);
    if (before === undefined) return stay(state);
    const { flowId, expiresAt } = event;
    return go(state, { kind: 'signing-in', flowId, expiresAt, before });
  }
  if (situation.kind !== 'signing-in') return stay(state);
  switch (event.end.kind) {
    case 'completed':
      return startAttempt(withoutHistory(state), 'user', facts);
    case 'cancelled':
      return go(state, situation.before);
    case 'failed':
      return go(state, { kind: 'needs-sign-in', failure: event.end.failure });
  }
}

function beforeSignIn(situation: Situation): BeforeSignIn | undefined {
  switch (situation.kind) {
    case 'idle':
    case 'needs-sign-in':
    case 'failed':
      return situation;
    case 'signing-in':
      return situation.before;
    default:
      return undefined;
  }
}

// A ready session is left alone: if it is dead, its transport will say so.
function onNetworkLost(state: MachineState, facts: PolicyFacts): Transition {
  switch (state.situation.kind) {
    case 'connecting':
    case 'waiting':
      return stop(state, 'offline', facts);
    default:
      return stay(state);
  }
}

function onNetworkBack(state: MachineState, facts: PolicyFacts): Transition {
  const { situation } = state;
  switch (situation.kind) {
    case 'offline':
      return startAttempt(withoutHistory(state), 'wake', facts);
    case 'failed':
      return situation.isRecoverable
        ? startAttempt(withoutHistory(state), 'wake', facts)
        : stay(state);
    case 'stopping':
      return situation.then === 'offline' ? stop(state, 'connect', facts) : stay(state);
    default:
      return stay(state);
  }
}
