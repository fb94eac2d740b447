import type { Classified } from '../../../src/main/connections/classified.ts';
import type { MachineEvent, PolicyFacts } from '../../../src/main/connections/machine-events.ts';
import type { MachineState, Situation } from '../../../src/main/connections/machine-state.ts';
import { defaultRetryPolicy } from '../../../src/main/connections/retry-policy.ts';
import type { Failure, Verdict } from '../../../src/shared/domain/failure.ts';

/** A failure of no particular kind. */
export const failure: Failure = {
  code: 'CONNECTION_REFUSED',
  params: { host: 'localhost:1' },
  detail: 'refused',
  action: 'retry',
  at: 1,
};

/** A classified failure with the given verdict. */
export function classified(kind: Verdict['kind'], endedAtStart = false): Classified {
  const verdict: Verdict = kind === 'retry-later' ? { kind, afterMs: 5_000 } : { kind };
  return { failure, verdict, endedAtStart, mayPass: false };
}

/** One example of every situation, by kind. */
export const situations: Readonly<{ [K in Situation['kind']]: Situation & { kind: K } }> = {
  disabled: { kind: 'disabled' },
  idle: { kind: 'idle' },
  'needs-setup': { kind: 'needs-setup', missing: [{ kind: 'consent' }] },
  connecting: { kind: 'connecting', attempt: 1, startedAt: 5, phase: 'handshake' },
  'needs-sign-in': { kind: 'needs-sign-in', failure },
  'signing-in': {
    kind: 'signing-in',
    flowId: 'f',
    expiresAt: 9,
    before: { kind: 'needs-sign-in', failure },
  },
  ready: {
    kind: 'ready',
    since: 5,
    era: 'modern',
    protocolVersion: '2026-07-28',
    serverInfo: { name: 's', version: '1' },
    connectedInMs: 7,
  },
  waiting: { kind: 'waiting', attempt: 2, of: 8, nextAttemptAt: 20, failure },
  offline: { kind: 'offline', since: 5 },
  cooling: { kind: 'cooling', until: 30, failure },
  failed: { kind: 'failed', failure, attempts: 8, isRecoverable: true },
  stopping: { kind: 'stopping', then: 'idle' },
};

/** Every event, those of an attempt with the given generation. */
export function eventsOf(generation: number): readonly MachineEvent[] {
  const verdicts = [
    'retry-soon',
    'retry-later',
    'needs-sign-in',
    'needs-setup',
    'fix-config',
    'give-up',
  ] as const;
  return [
    ...(['user', 'demand', 'launch'] as const).map(
      (by) => ({ kind: 'connect-requested', by }) as const,
    ),
    { kind: 'disconnect-requested' },
    { kind: 'enabled' },
    { kind: 'disabled' },
    { kind: 'config-changed' },
    { kind: 'setup-missing', generation, missing: [{ kind: 'consent' }] },
    { kind: 'attempt-phase', generation, phase: 'listing' },
    {
      kind: 'attempt-succeeded',
      generation,
      facts: {
        era: 'legacy',
        protocolVersion: '2025-11-25',
        serverInfo: { name: 's', version: '2' },
        connectedInMs: 3,
        pid: 4,
      },
    },
    ...verdicts.flatMap((verdict) => [
      { kind: 'attempt-failed', generation, classified: classified(verdict) } as const,
      { kind: 'session-ended', generation, classified: classified(verdict) } as const,
    ]),
    { kind: 'attempt-failed', generation, classified: classified('retry-soon', true) },
    { kind: 'retry-due', generation },
    { kind: 'stopped', generation },
    { kind: 'stable', generation },
    { kind: 'sign-in-started', flowId: 'g', expiresAt: 11 },
    { kind: 'sign-in-ended', end: { kind: 'completed' } },
    { kind: 'sign-in-ended', end: { kind: 'cancelled' } },
    { kind: 'sign-in-ended', end: { kind: 'failed', failure } },
    { kind: 'network-lost' },
    { kind: 'network-back' },
    { kind: 'wake' },
  ];
}

/** A state in the given situation, in its third attempt. */
export function stateIn(situation: Situation, more: Partial<MachineState> = {}): MachineState {
  return {
    situation,
    generation: 3,
    attempts: 2,
    endedAtStart: 0,
    isOnline: true,
    hasWorked: false,
    losses: [],
    breaker: null,
    ...more,
  };
}

/** Facts with the default policy. */
export function factsAt(now: number, jitter = 0.5): PolicyFacts {
  return { now, monotonicNow: now, jitter, retry: defaultRetryPolicy };
}
