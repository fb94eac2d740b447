import type { Clock } from '../kernel/clock.ts';

/** Notices when something has not been used for a while. */
export interface IdleWatch extends Disposable {
  /** Runs a use; while any is running, nothing is idle. */
  during<T>(use: () => Promise<T>): Promise<T>;
  /** Starts the idle time anew. */
  touch(): void;
}

/** Calls `onIdle` after `idleMs` without use; never when `idleMs` is absent. */
export function createIdleWatch(options: {
  readonly clock: Clock;
  readonly idleMs: number | undefined;
  readonly onIdle: () => void;
}): IdleWatch {
  const { clock, idleMs, onIdle } = options;
  let uses = 0;
  let timer: Disposable | undefined;
  let isDisposed = false;

  const rest = () => {
    timer?.[Symbol.dispose]();
    timer = undefined;
  };
  const touch = () => {
    rest();
    if (uses > 0 || idleMs === undefined || isDisposed) return;
    timer = clock.schedule(idleMs, onIdle);
  };

  touch();
  return {
    touch,
    async during(use) {
      uses += 1;
      rest();
      try {
        return await use();
      } finally {
        uses -= 1;
        touch();
      }
    },
    [Symbol.dispose]() {
      isDisposed = true;
      rest();
    },
  };
}
