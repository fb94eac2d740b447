import type { Clock } from '../kernel/clock.ts';

/** Something that is asked for often and done seldom. */
export interface Coalesced extends Disposable {
  /** Asks for it; those who ask within the delay after a run share the next one. */
  ask(): void;
}

/**
 * Runs `run` as soon as somebody asks, and once more, `delayMs` after that, for all who asked
 * meanwhile; its creator disposes it.
 */
export function coalesced(
  clock: Pick<Clock, 'schedule'>,
  delayMs: number,
  run: () => void,
): Coalesced {
  let timer: Disposable | undefined;
  let isAsked = false;
  let isDisposed = false;
  const runAndRest = () => {
    isAsked = false;
    timer = clock.schedule(delayMs, () => {
      timer = undefined;
      if (isAsked) runAndRest();
    });
    run();
  };
  return {
    ask() {
      if (isDisposed) return;
      isAsked = true;
      timer ??= clock.schedule(0, runAndRest);
    },
    [Symbol.dispose]() {
      isDisposed = true;
      timer?.[Symbol.dispose]();
    },
  };
}
