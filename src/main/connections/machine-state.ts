import type {
  AttemptPhase,
  ConnectionState,
  Era,
  MissingSetup,
  Printed,
  ServerInfo,
} from '../../shared/domain/connection-state.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import type { BreakerMemory } from '../reconnection/breaker.ts';

/** What a successful attempt found, as far as the state shows it. */
export interface ReadyFacts {
  readonly era: Era;
  readonly protocolVersion: string;
  readonly serverInfo: ServerInfo;
  readonly connectedInMs: number;
  readonly pid?: number;
  readonly reachedBy?: 'sse';
}

/** What happens once everything of the current attempt or session is gone. */
export type AfterStop = 'idle' | 'disabled' | 'offline' | 'connect' | 'connect-for-user';

/** Where the machine is; data only on the arm it belongs to. */
export type Situation =
  | { readonly kind: 'disabled' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'needs-setup'; readonly missing: readonly MissingSetup[] }
  | {
      readonly kind: 'connecting';
      readonly attempt: number;
      readonly startedAt: number;
      readonly phase: AttemptPhase;
      readonly printed?: Printed;
    }
  | { readonly kind: 'needs-sign-in'; readonly failure: Failure }
  | {
      readonly kind: 'signing-in';
      readonly flowId: string;
      readonly expiresAt: number;
      /** Where it goes on when the sign-in is given up. */
      readonly before: BeforeSignIn;
    }
  | ({ readonly kind: 'ready'; readonly since: number } & ReadyFacts)
  | {
      readonly kind: 'waiting';
      /** Number of the attempt that comes next. */
      readonly attempt: number;
      readonly of: number;
      readonly nextAttemptAt: number;
      readonly failure: Failure;
    }
  | { readonly kind: 'offline'; readonly since: number }
  | { readonly kind: 'cooling'; readonly until: number; readonly failure: Failure }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly attempts: number;
      /** Trying again later may help although nobody changed anything. */
      readonly isRecoverable: boolean;
    }
  | { readonly kind: 'stopping'; readonly then: AfterStop };

/** A situation in which nothing runs or is planned, so that signing in may take its place. */
export type BeforeSignIn = Extract<Situation, { kind: 'idle' | 'needs-sign-in' | 'failed' }>;

/** The whole state of one server's connection. */
export interface MachineState {
  readonly situation: Situation;
  /** Number of the newest attempt ever started; what carries an older one is ignored. */
  readonly generation: number;
  /** Attempts made in this outage, the running or successful one included. */
  readonly attempts: number;
  /** Programs in a row that ended before saying hello. */
  readonly endedAtStart: number;
  /** Whether the network is believed to be there, as far as this server needs it. */
  readonly isOnline: boolean;
  /** Whether these settings have led to a ready session before. */
  readonly hasWorked: boolean;
  /** When ready sessions were lost lately, ms on the clock that never goes back. */
  readonly losses: readonly number[];
  /** What to remember about its troubles; null while the breaker is closed. */
  readonly breaker: BreakerMemory | null;
}

/** A connection nobody has asked for yet, with what is remembered of its earlier troubles. */
export function initialMachineState(options: {
  readonly enabled: boolean;
  readonly isOnline?: boolean;
  readonly breaker?: BreakerMemory;
  /** Whether these very settings are known to have led to a ready session in an earlier run. */
  readonly hasWorked?: boolean;
  /** Where it stands instead of `idle`. */
  readonly situation?: BeforeSignIn | undefined;
}): MachineState {
  const { situation = { kind: 'idle' } } = options;
  return {
    situation: options.enabled ? situation : { kind: 'disabled' },
    generation: 0,
    attempts: 0,
    endedAtStart: 0,
    isOnline: options.isOnline ?? true,
    hasWorked: options.hasWorked ?? false,
    losses: [],
    breaker: options.breaker ?? null,
  };
}

/** The part of a state that others see. */
export function toPublicState({ situation }: MachineState): ConnectionState {
  switch (situation.kind) {
    case 'disabled':
    case 'idle':
    case 'connecting':
    case 'needs-sign-in':
    case 'ready':
    case 'waiting':
    case 'offline':
    case 'cooling':
      return situation;
    case 'needs-setup':
      return { kind: 'needs-setup', missing: [...situation.missing] };
    case 'signing-in': {
      const { kind, flowId, expiresAt } = situation;
      return { kind, flowId, expiresAt };
    }
    case 'failed': {
      const { kind, failure, attempts } = situation;
      return { kind, failure, attempts };
    }
    case 'stopping':
      return { kind: 'stopping' };
    default:
      return assertNever(situation);
  }
}
