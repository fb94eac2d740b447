import type { Clock } from './clock.ts';

/** Resolves after `delayMs`, or as soon as `signal` fires; it never rejects. */
export function pause(
  clock: Pick<Clock, 'schedule'>,
  delayMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      timer[Symbol.dispose]();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = clock.schedule(delayMs, wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
