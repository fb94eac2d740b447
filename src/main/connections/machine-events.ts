import type { AttemptPhase, MissingSetup, Printed } from '../../shared/domain/connection-state.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { Classified } from './classified.ts';
import type { MachineState, ReadyFacts } from './machine-state.ts';
import type { RetryPolicy } from './retry-policy.ts';

/**
 * Who asks for a connection: a person (`user`), something that needs the server (`demand`), or the
 * start of the app (`launch`).
 */
export type ConnectReason = 'user' | 'demand' | 'launch';

/** Why an attempt is made: somebody asked, or an earlier one failed (`retry`). */
export type AttemptReason = ConnectReason | 'retry';

/** How a sign-in ended. */
export type SignInEnd =
  | { readonly kind: 'completed' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Something that happened to a connection. */
export type MachineEvent =
  | { readonly kind: 'connect-requested'; readonly by: ConnectReason }
  | { readonly kind: 'disconnect-requested' }
  | { readonly kind: 'enabled' }
  | { readonly kind: 'disabled' }
  /** The definition changed in a way that makes what is running stale. */
  | { readonly kind: 'config-changed' }
  | {
      readonly kind: 'setup-missing';
      readonly generation: number;
      readonly missing: readonly MissingSetup[];
    }
  | {
      readonly kind: 'attempt-phase';
      readonly generation: number;
      /** Absent when it is still the same. */
      readonly phase?: AttemptPhase;
      /** What the program has written so far where MCP is expected. */
      readonly printed?: Printed;
    }
  /** The handshake and a real list succeeded. */
  | { readonly kind: 'attempt-succeeded'; readonly generation: number; readonly facts: ReadyFacts }
  | {
      readonly kind: 'attempt-failed';
      readonly generation: number;
      readonly classified: Classified;
    }
  /** A ready session is over without having been closed by us. */
  | { readonly kind: 'session-ended'; readonly generation: number; readonly classified: Classified }
  | { readonly kind: 'retry-due'; readonly generation: number }
  /** Nothing of the attempt or session lives any more, after it was aborted or closed. */
  | { readonly kind: 'stopped'; readonly generation: number }
  /** The session has been ready for the stable period. */
  | { readonly kind: 'stable'; readonly generation: number }
  | { readonly kind: 'sign-in-started'; readonly flowId: string; readonly expiresAt: number }
  | { readonly kind: 'sign-in-ended'; readonly end: SignInEnd }
  | { readonly kind: 'network-lost' }
  | { readonly kind: 'network-back' }
  /** The computer slept and woke up. */
  | { readonly kind: 'wake' };

/** Something the executor has to do. There is one timer: a new schedule replaces the old one. */
export type Effect =
  | { readonly kind: 'start-attempt'; readonly generation: number; readonly by: AttemptReason }
  /** A person waits for the running attempt now: let it overtake in the queue. */
  | { readonly kind: 'raise-priority'; readonly generation: number }
  /** End the attempt, then report `stopped`. */
  | { readonly kind: 'abort-attempt'; readonly generation: number }
  /** Close the session of this attempt if there is one, then report `stopped`. */
  | { readonly kind: 'close-session'; readonly generation: number }
  | { readonly kind: 'schedule-retry'; readonly at: number; readonly generation: number }
  | { readonly kind: 'schedule-stable'; readonly at: number; readonly generation: number }
  | { readonly kind: 'cancel-timer' }
  /** Ask the ready session for a sign of life at this moment; in doubt, one silence is enough. */
  | { readonly kind: 'check-session'; readonly at: number; readonly isInDoubt: boolean };

/** What a decision depends on besides state and event. */
export interface PolicyFacts {
  /** Epoch ms. */
  readonly now: number;
  /** Ms on the clock that never goes back. */
  readonly monotonicNow: number;
  /** A random number in [0, 1). */
  readonly jitter: number;
  readonly retry: RetryPolicy;
}

/** The state after an event, and what is to be done, in this order. */
export interface Transition {
  readonly state: MachineState;
  readonly effects: readonly Effect[];
}
