import type { Clock } from '../../../../src/main/kernel/clock.ts';

/** A clock that moves only when a test says so. */
export interface DrivenClock extends Clock {
  /** Delays of the timers that are waiting, soonest first. */
  readonly delays: () => readonly number[];
  /** Lets `ms` pass without running anything. */
  readonly pass: (ms: number) => void;
  /** Moves to the next timer and runs it. */
  readonly fireNext: () => void;
  /** Resolves once a timer is waiting. */
  readonly armed: () => Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly delayMs: number;
  readonly callback: () => void;
}

/** Creates a {@link DrivenClock} that starts at 1,000,000 ms. */
export function createDrivenClock(): DrivenClock {
  let nowMs = 1_000_000;
  const timers = new Set<Timer>();
  const waiting: (() => void)[] = [];
  const sorted = () => [...timers].sort((a, b) => a.at - b.at);

  return {
    now: () => nowMs,
    monotonicNow: () => nowMs,
    schedule(delayMs, callback) {
      const timer = { at: nowMs + delayMs, delayMs, callback };
      timers.add(timer);
      for (const resolve of waiting.splice(0)) resolve();
      return { [Symbol.dispose]: () => void timers.delete(timer) };
    },
    delays: () => sorted().map(({ delayMs }) => delayMs),
    pass(ms) {
      nowMs += ms;
    },
    fireNext() {
      const next = sorted()[0];
      if (next === undefined) throw new Error('no timer is waiting');
      timers.delete(next);
      nowMs = Math.max(nowMs, next.at);
      next.callback();
    },
    armed: () =>
      timers.size > 0
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            waiting.push(resolve);
          }),
  };
}
