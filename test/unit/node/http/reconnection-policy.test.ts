import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  decideReconnection,
  defaultReconnectionPolicy as policy,
} from '../../../../src/main/node/http/reconnection-policy.ts';

const anyDelay = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -1, 1, 500, 1000, 99_999_999_999, Number.MAX_VALUE, NaN, Infinity, -Infinity),
);

describe('decideReconnection', () => {
  test('keeps every delay within the range, whatever is asked for', () => {
    fc.assert(
      fc.property(
        anyDelay,
        fc.nat(20),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (requestedMs, shortLived, random) => {
          const fact = { requestedMs, attempt: 0, shortLived };
          const decision = decideReconnection(fact, policy, { next: () => random });
          if (decision.kind !== 'wait') throw new Error('gave up');
          expect(decision.delayMs).toBeGreaterThanOrEqual(policy.minDelayMs);
          expect(decision.delayMs).toBeLessThanOrEqual(policy.maxDelayMs);
        },
      ),
    );
  });

  test('never comes back before the time a server asked for within the range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 240_000 }), fc.nat(999), (requestedMs, random) => {
        const next = () => random / 1000;
        const decision = decideReconnection({ requestedMs, attempt: 0, shortLived: 0 }, policy, {
          next,
        });
        expect(decision.kind === 'wait' && decision.delayMs >= requestedMs).toBe(true);
      }),
    );
  });

  test('spreads equal requests', () => {
    const delays = [0, 0.25, 0.5, 0.75].map((random) => {
      const fact = { requestedMs: 10_000, attempt: 0, shortLived: 0 };
      const decision = decideReconnection(fact, policy, { next: () => random });
      return decision.kind === 'wait' ? decision.delayMs : undefined;
    });
    expect(delays).toEqual([10_000, 10_500, 11_000, 11_500]);
  });

  test('slows to the upper end once streams keep ending at once', () => {
    const random = { next: () => 0 };
    const at = (shortLived: number) =>
      decideReconnection({ requestedMs: 0, attempt: 0, shortLived }, policy, random);
    expect(at(4)).toEqual({ kind: 'wait', delayMs: 1000, isFlapping: false });
    expect(at(5)).toEqual({ kind: 'wait', delayMs: policy.maxDelayMs, isFlapping: true });
  });

  test('gives up after the last failed attempt', () => {
    const random = { next: () => 0 };
    const at = (attempt: number) =>
      decideReconnection({ requestedMs: 0, attempt, shortLived: 0 }, policy, random).kind;
    expect(at(policy.maxAttempts - 1)).toBe('wait');
    expect(at(policy.maxAttempts)).toBe('give-up');
  });
});
