import type { Failure } from '../../shared/domain/failure.ts';

/** When a server is left alone for a while, and for how long. Times are milliseconds. */
export interface BreakerPolicy {
  /** How long the first, second, ... pause in a row lasts; the last one is repeated. */
  readonly pausesMs: readonly number[];
  /** Ready sessions that may be lost within the window before the server counts as flapping. */
  readonly maxLosses: number;
  readonly lossWindowMs: number;
}

/** Pauses of 5, 10, 20 and 30 minutes; the seventh session lost within five minutes is flapping. */
export const defaultBreakerPolicy: BreakerPolicy = {
  pausesMs: [5, 10, 20, 30].map((minutes) => minutes * 60_000),
  maxLosses: 7,
  lossWindowMs: 5 * 60_000,
};

/**
 * An open breaker: what there is to remember about a server and owner in trouble. It outlives the
 * pause until a session was stable, so that the one attempt after a pause leads to a longer pause.
 */
export type BreakerMemory =
  | {
      readonly kind: 'paused';
      /** Pauses in a row, this one included. */
      readonly pauses: number;
      /** End of the newest pause, epoch ms. */
      readonly until: number;
      readonly failure: Failure;
    }
  /** A program that ended at every start; it is left to a person. */
  | { readonly kind: 'crashed'; readonly failure: Failure };

/** The breaker after one more failure than is allowed; `jitter` in [0, 1) spreads by a tenth. */
export function openBreaker(
  before: BreakerMemory | null,
  failure: Failure,
  facts: { readonly now: number; readonly jitter: number; readonly atLeastMs: number },
  policy: BreakerPolicy,
): Extract<BreakerMemory, { kind: 'paused' }> {
  const pauses = (before?.kind === 'paused' ? before.pauses : 0) + 1;
  const plannedMs = policy.pausesMs[Math.min(pauses, policy.pausesMs.length) - 1] ?? 0;
  const pauseMs = Math.max(plannedMs * (0.95 + 0.1 * facts.jitter), facts.atLeastMs);
  return { kind: 'paused', pauses, until: facts.now + Math.round(pauseMs), failure };
}

/** The moments (monotonic ms) at which ready sessions were lost, as far as they still count. */
export function lossesWith(
  losses: readonly number[],
  now: number,
  policy: BreakerPolicy,
): readonly number[] {
  return [...losses.filter((at) => now - at < policy.lossWindowMs), now].slice(-policy.maxLosses);
}

/** Whether a server loses its sessions so often that reconnecting only adds to the trouble. */
export function isFlapping(losses: readonly number[], policy: BreakerPolicy): boolean {
  return losses.length >= policy.maxLosses;
}
