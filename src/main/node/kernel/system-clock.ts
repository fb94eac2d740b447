import type { Clock } from '../../kernel/clock.ts';

// Node fires a timer at once when its delay does not fit into 31 bits.
const longestTimerMs = 2_147_483_647;

/**
 * The computer's clock. Timers do not keep the process alive unless `keepsProcessAlive` is set;
 * delays of any length are honoured, negative ones count as zero.
 */
export function createSystemClock(options: { readonly keepsProcessAlive?: boolean } = {}): Clock {
  const arm = (delayMs: number, callback: () => void): NodeJS.Timeout => {
    const timer = setTimeout(callback, delayMs);
    if (options.keepsProcessAlive !== true) timer.unref();
    return timer;
  };
  return {
    now: () => Date.now(),
    monotonicNow: () => performance.now(),
    schedule(delayMs, callback) {
      let timer: NodeJS.Timeout;
      const armNext = (leftMs: number): void => {
        const stepMs = Math.min(Math.max(leftMs, 0), longestTimerMs);
        timer = arm(stepMs, () => {
          if (leftMs > longestTimerMs) armNext(leftMs - stepMs);
          else callback();
        });
      };
      armNext(delayMs);
      return { [Symbol.dispose]: () => clearTimeout(timer) };
    },
  };
}
