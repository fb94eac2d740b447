import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createSystemClock } from '../../../../src/main/node/kernel/system-clock.ts';

const dayMs = 86_400_000;

describe('system clock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 5_000 }));
  afterEach(() => void vi.useRealTimers());

  test.each([0, 1, 500, 40 * dayMs, 100 * dayMs])(
    'waits %i ms, not less and not more',
    (delayMs) => {
      const clock = createSystemClock();
      const fired: number[] = [];
      clock.schedule(delayMs, () => fired.push(clock.now()));
      vi.advanceTimersByTime(Math.max(0, delayMs - 1));
      expect(fired).toEqual(delayMs === 0 ? [5_000] : []);
      vi.advanceTimersByTime(1);
      expect(fired).toEqual([5_000 + delayMs]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test.each([0, 10 * dayMs, 40 * dayMs])('stays silent when disposed after %i ms', (afterMs) => {
    let fired = 0;
    const handle = createSystemClock().schedule(60 * dayMs, () => (fired += 1));
    vi.advanceTimersByTime(afterMs);
    handle[Symbol.dispose]();
    handle[Symbol.dispose]();
    vi.advanceTimersByTime(200 * dayMs);
    expect([fired, vi.getTimerCount()]).toEqual([0, 0]);
  });

  test('takes a negative delay as none', () => {
    let fired = 0;
    createSystemClock().schedule(-5, () => (fired += 1));
    vi.advanceTimersByTime(0);
    expect(fired).toBe(1);
  });

  test('never goes back, although somebody sets the time of day back', () => {
    const clock = createSystemClock();
    const before = clock.monotonicNow();
    vi.setSystemTime(1_000);
    expect(clock.now()).toBe(1_000);
    vi.advanceTimersByTime(40);
    expect(clock.monotonicNow() - before).toBeGreaterThanOrEqual(40);
  });
});
