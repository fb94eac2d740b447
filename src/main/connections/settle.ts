import type { Clock } from '../kernel/clock.ts';

/** Waits for `work`, but no longer than `deadlineMs`; tells which of the two it was. */
export async function withDeadline(
  work: Promise<unknown>,
  deadlineMs: number,
  clock: Clock,
): Promise<'done' | 'overdue'> {
  let timer: Disposable | undefined;
  const deadline = new Promise<'overdue'>((resolve) => {
    timer = clock.schedule(deadlineMs, () => resolve('overdue'));
  });
  try {
    return await Promise.race([work.then(() => 'done' as const), deadline]);
  } finally {
    timer?.[Symbol.dispose]();
  }
}

/** Lets several parties wait for the next change of something. */
export interface ChangeSignal {
  notify(): void;
  /** Resolves at the next {@link ChangeSignal.notify}, or when the signal fires. */
  next(signal: AbortSignal): Promise<void>;
}

/** Creates a change signal; it holds nothing but those who wait. */
export function createChangeSignal(): ChangeSignal {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const wake of [...waiting]) wake();
    },
    next(signal) {
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
        if (signal.aborted) wake();
      });
    },
  };
}

/** Waits for the next change, but no longer than `limitMs`; tells whether there was one. */
export async function changesWithin(
  changes: ChangeSignal,
  limitMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> {
  const waiting = new AbortController();
  const change = changes.next(AbortSignal.any([signal, waiting.signal]));
  const how = await withDeadline(change, limitMs, clock);
  waiting.abort();
  return how === 'done';
}
