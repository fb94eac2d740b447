import { describe, expect, test } from 'vitest';

import {
  defaultBreakerPolicy,
  isFlapping,
  lossesWith,
  openBreaker,
} from '../../../src/main/reconnection/breaker.ts';
import type { BreakerMemory } from '../../../src/main/reconnection/breaker.ts';
import { failure } from '../connections/machine-samples.ts';

const minute = 60_000;

describe('pauses', () => {
  const pauseMs = (before: BreakerMemory | null, jitter: number, atLeastMs = 0) =>
    openBreaker(before, failure, { now: 1_000, jitter, atLeastMs }, defaultBreakerPolicy).until -
    1_000;

  test('grow from 5 to 30 minutes and no further', () => {
    let memory: BreakerMemory | null = null;
    const lengths: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const facts = { now: 0, jitter: 0.5, atLeastMs: 0 };
      memory = openBreaker(memory, failure, facts, defaultBreakerPolicy);
      lengths.push(memory.until / minute);
    }
    expect(lengths).toEqual([5, 10, 20, 30, 30, 30]);
  });

  test('are spread by a tenth', () => {
    expect(pauseMs(null, 0)).toBe(4.75 * minute);
    expect(pauseMs(null, 0.999_999)).toBeCloseTo(5.25 * minute, -2);
  });

  test('are never shorter than what the server asked for', () => {
    expect(pauseMs(null, 0, 7 * minute)).toBe(7 * minute);
  });

  test('begin with the first again after a crash', () => {
    expect(pauseMs({ kind: 'crashed', failure }, 0.5)).toBe(5 * minute);
  });
});

describe('flapping', () => {
  test('is the seventh loss within five minutes', () => {
    let losses: readonly number[] = [];
    const seen: boolean[] = [];
    for (let loss = 0; loss < 7; loss += 1) {
      losses = lossesWith(losses, loss * 40_000, defaultBreakerPolicy);
      seen.push(isFlapping(losses, defaultBreakerPolicy));
    }
    expect(seen).toEqual([false, false, false, false, false, false, true]);
  });

  test('is not a loss now and then', () => {
    let losses: readonly number[] = [];
    for (let loss = 0; loss < 100; loss += 1) {
      losses = lossesWith(losses, loss * minute, defaultBreakerPolicy);
      expect(isFlapping(losses, defaultBreakerPolicy)).toBe(false);
    }
    expect(losses.length).toBeLessThan(7);
  });
});
