import type { Random } from '../../kernel/random.ts';

/** How event streams are reopened; times in ms. */
export interface ReconnectionPolicy {
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  /** Failed attempts in a row after which the stream is given up. */
  readonly maxAttempts: number;
  /** A stream that ends sooner than this without a message counts as short-lived. */
  readonly shortLifetimeMs: number;
  /** Short-lived streams in a row from which on the server counts as flapping. */
  readonly maxShortLived: number;
}

/** 1 s to 5 min between two streams, 5 attempts, 5 streams in a row shorter than 5 s. */
export const defaultReconnectionPolicy: ReconnectionPolicy = {
  minDelayMs: 1000,
  maxDelayMs: 5 * 60_000,
  maxAttempts: 5,
  shortLifetimeMs: 5000,
  maxShortLived: 5,
};

/** What to do about a stream that is gone. */
export type ReconnectionDecision =
  | { readonly kind: 'wait'; readonly delayMs: number; readonly isFlapping: boolean }
  | { readonly kind: 'give-up' };

const JITTER = 0.2;

/**
 * Decides when a lost stream is reopened. `requestedMs` is what the server's `retry` field or the
 * backoff asks for and may be anything; it is kept to the policy's range, never shortened within
 * it (2025-11-25 transports: the client must respect `retry`) and spread by up to a fifth.
 * `attempt` counts failed attempts from 0, `shortLived` the short-lived streams in a row.
 */
export function decideReconnection(
  fact: { readonly requestedMs: number; readonly attempt: number; readonly shortLived: number },
  policy: ReconnectionPolicy,
  random: Pick<Random, 'next'>,
): ReconnectionDecision {
  if (fact.attempt >= policy.maxAttempts) return { kind: 'give-up' };
  const isFlapping = fact.shortLived >= policy.maxShortLived;
  const wantedMs = isFlapping ? policy.maxDelayMs : fact.requestedMs;
  const baseMs = Number.isFinite(wantedMs)
    ? Math.min(Math.max(wantedMs, policy.minDelayMs), policy.maxDelayMs)
    : policy.maxDelayMs;
  const spreadMs = baseMs * JITTER * random.next();
  // At the upper end there is only room for jitter below.
  const delayMs = baseMs + spreadMs > policy.maxDelayMs ? baseMs - spreadMs : baseMs + spreadMs;
  return { kind: 'wait', delayMs: Math.round(delayMs), isFlapping };
}
