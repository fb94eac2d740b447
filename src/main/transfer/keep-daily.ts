import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Backups } from './backups.ts';

/** Not while the first servers connect. */
const firstMs = 5 * 60_000;
const againMs = 6 * 60 * 60_000;

/** Looks now and then whether a day has passed since the last backup. */
export function keepDaily(
  clock: Pick<Clock, 'schedule'>,
  load: () => Promise<{ readonly backups: Pick<Backups, 'keepDaily'> }>,
  logger: Pick<Logger, 'warn'>,
): Disposable {
  let timer: Disposable;
  const wait = (delayMs: number): void => {
    timer = clock.schedule(delayMs, () => {
      load()
        .then(({ backups }) => backups.keepDaily())
        .catch((error: unknown) => logger.warn('no backup was made', { error: String(error) }));
      wait(againMs);
    });
  };
  wait(firstMs);
  return { [Symbol.dispose]: () => timer[Symbol.dispose]() };
}
