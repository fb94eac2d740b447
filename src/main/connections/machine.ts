import { assertNever } from '../../shared/util/assert-never.ts';
import type { ConnectReason, MachineEvent, PolicyFacts, Transition } from './machine-events.ts';
import { afterFailure, afterLoss } from './machine-failure.ts';
import { onNetworkBack, onNetworkLost, onWake } from './machine-outside.ts';
import type { BeforeSignIn, MachineState, Situation } from './machine-state.ts';
import {
  afterStop,
  go,
  startAttempt,
  startForUser,
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
      return state.isOnline ? stay(state) : onNetworkBack({ ...state, isOnline: true }, facts);
    case 'wake':
      return onWake(state, facts);
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
      return isUser ? startForUser(state, facts) : startByItself(state, by, facts);
    case 'connecting':
      return isUser ? { state, effects: [{ kind: 'raise-priority', generation }] } : stay(state);
    case 'stopping':
      return isDisabled(state)
        ? stay(state)
        : stop(state, isUser ? 'connect-for-user' : 'connect', facts);
    case 'failed': {
      if (isUser) return startForUser(state, facts);
      const mayStart = situation.isRecoverable && by === 'launch';
      return mayStart ? startByItself(state, by, facts) : stay(state);
    }
    case 'waiting':
    case 'offline':
    case 'cooling':
    case 'needs-setup':
    case 'needs-sign-in':
      return isUser ? startForUser(state, facts) : stay(state);
    default:
      return assertNever(situation);
  }
}

// What is remembered of troubles before the last restart still counts, unless a person asks.
function startByItself(state: MachineState, by: ConnectReason, facts: PolicyFacts): Transition {
  const { breaker, generation } = state;
  const { now, retry } = facts;
  if (!state.isOnline) return go(state, { kind: 'offline', since: now });
  switch (breaker?.kind) {
    case undefined:
      return startAttempt(withoutHistory(state), by, facts);
    case 'crashed':
      return startAttempt({ ...state, endedAtStart: retry.maxEndedAtStart - 1 }, by, facts);
    case 'paused': {
      if (breaker.until <= now) {
        return startAttempt({ ...state, attempts: retry.maxAttempts }, by, facts);
      }
      const { until, failure } = breaker;
      return go({ ...state, attempts: retry.maxAttempts }, { kind: 'cooling', until, failure }, [
        { kind: 'schedule-retry', at: until, generation },
      ]);
    }
    default:
      return assertNever(breaker);
  }
}

// Whoever corrects the settings of a server that is in use, or that failed, wants to see it work.
function onConfigChanged(before: MachineState, facts: PolicyFacts): Transition {
  const state = { ...before, hasWorked: false, breaker: null };
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

function onPhase(
  state: MachineState,
  situation: Extract<Situation, { kind: 'connecting' }>,
  {
    phase = situation.phase,
    printed = situation.printed,
  }: Extract<AttemptEvent, { kind: 'attempt-phase' }>,
): Transition {
  const known = situation.printed;
  const isKnown = printed?.words === known?.words && printed?.address === known?.address;
  if (phase === situation.phase && isKnown) return stay(state);
  return go(state, { ...situation, phase, ...(printed && { printed }) });
}

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
      return onPhase(state, situation, event);
    case 'attempt-succeeded': {
      const at = facts.now + facts.retry.stableAfterMs;
      return go(
        { ...state, endedAtStart: 0, hasWorked: true },
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
  return afterLoss(state, event.classified, facts);
}

function onRetryDue(state: MachineState, generation: number, facts: PolicyFacts): Transition {
  const { kind } = state.situation;
  const isPlanned = kind === 'waiting' || kind === 'cooling' || kind === 'offline';
  if (!isPlanned || generation !== state.generation) return stay(state);
  if (state.isOnline) return startAttempt(state, 'retry', facts);
  return kind === 'offline' ? stay(state) : go(state, { kind: 'offline', since: facts.now });
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
      return startForUser(state, facts);
    case 'cancelled':
      return go(state, situation.before);
    case 'failed':
      return go(state, { kind: 'needs-sign-in', failure: event.end.failure });
  }
}

/** Where signing in may begin, and where it goes on when it is given up; undefined elsewhere. */
export function beforeSignIn(situation: Situation): BeforeSignIn | undefined {
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
