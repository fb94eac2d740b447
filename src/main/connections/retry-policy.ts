import { defaultBreakerPolicy } from '../reconnection/breaker.ts';
import type { BreakerPolicy } from '../reconnection/breaker.ts';

/** When and how often a connection is tried again by itself. Times are milliseconds. */
export interface RetryPolicy {
  /** Upper limit of the first wait; it doubles with every further attempt. */
  readonly baseMs: number;
  readonly capMs: number;
  /** No wait is shorter, so that a server that fails at once is not hammered. */
  readonly floorMs: number;
  /** Upper limit of the first wait after a session that had been ready was lost. */
  readonly quickMs: number;
  /** Attempts within one outage before the server is left alone for a while. */
  readonly maxAttempts: number;
  /** Programs that end before saying hello, in a row, before it is left to a person. */
  readonly maxEndedAtStart: number;
  /** A session that has been ready for this long ends the outage: counting starts anew. */
  readonly stableAfterMs: number;
  /** After a waking or a return of the network, attempts are spread over this time. */
  readonly spreadMs: number;
  readonly breaker: BreakerPolicy;
}

/** The policy of DESIGN section 6. */
export const defaultRetryPolicy: RetryPolicy = {
  baseMs: 1_000,
  capMs: 60_000,
  floorMs: 100,
  quickMs: 500,
  maxAttempts: 8,
  maxEndedAtStart: 3,
  stableAfterMs: 30_000,
  spreadMs: 1_500,
  breaker: defaultBreakerPolicy,
};

/**
 * How long to wait after `attempts` failed attempts of one outage: exponential with full jitter,
 * that is anywhere between the floor and the limit. `jitter` is in [0, 1). No attempts yet means
 * that a ready session was lost.
 */
export function backoffMs(attempts: number, jitter: number, policy: RetryPolicy): number {
  const limitMs =
    attempts < 1 ? policy.quickMs : Math.min(policy.capMs, policy.baseMs * 2 ** (attempts - 1));
  return Math.max(policy.floorMs, Math.round(limitMs * jitter));
}

/** How long to wait when the server named a time: never less, and a little more to spread out. */
export function requestedWaitMs(afterMs: number, jitter: number): number {
  return Math.round(afterMs + Math.min(1_000, afterMs * 0.1) * jitter);
}

/** A moment soon after `now`, so that many who wait for the same thing do not all begin at once. */
export function spreadAt(now: number, jitter: number, policy: RetryPolicy): number {
  return now + policy.floorMs + Math.round(policy.spreadMs * jitter);
}
