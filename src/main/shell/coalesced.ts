import type { Clock } from '../ports.ts';

/** Something that is asked for often and done seldom. */
export interface Coalesced extends Disposable {
  /** Asks for it; those who ask within the delay share one run. */
  ask(): void;
}

/** Runs `run` once, `delayMs` after the first of those who ask; its creator disposes it. */
export function coalesced(clock: Clock, delayMs: number, run: () => void): Coalesced {
  let timer: Disposable | undefined;
  let isDisposed = false;
  return {
    ask() {
      if (isDisposed) return;
      timer ??= clock.schedule(delayMs, () => {
        timer = undefined;
        run();
      });
    },
    [Symbol.dispose]() {
      isDisposed = true;
      timer?.[Symbol.dispose]();
    },
  };
}
