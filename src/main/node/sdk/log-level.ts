import type { Clock } from '../../kernel/clock.ts';
import { isAtLeast } from '../../sessions/log-level.ts';
import type { LogLevel } from '../../sessions/log-level.ts';
import type { Link } from './establish.ts';

/** How much a legacy server logs, which is settled for its whole connection. */
export interface ConnectionLogLevel {
  /**
   * Asks for at least this much while requests that want it are made, and for some time afterwards;
   * resolves when the server was told, and is undefined where there is nothing to tell it.
   */
  want(link: Link, level: LogLevel): Promise<void> | undefined;
  /** A link begins with the level that is wanted now. */
  begin(link: Link): void;
}

/** What Patchbay itself wants to show. */
const ownLevel: LogLevel = 'info';
const answerTimeoutMs = 10_000;
/** A server is not told of every call that comes and goes. */
const quietMs = 30_000;

/** The level of one session. */
export function createConnectionLogLevel(
  clock: Pick<Clock, 'schedule'>,
  life: AbortSignal,
): ConnectionLogLevel {
  let now: LogLevel = ownLevel;
  let telling = Promise.resolve();
  let calming: Disposable | undefined;

  const hasLog = ({ client, era }: Link): boolean =>
    era === 'legacy' && client.getServerCapabilities()?.logging !== undefined;
  const tell = (link: Link, level: LogLevel): Promise<void> => {
    now = level;
    telling = telling
      .then(() => link.client.setLoggingLevel(level, { signal: life, timeout: answerTimeoutMs }))
      .then(() => undefined)
      .catch(() => undefined);
    return telling;
  };

  return {
    begin(link) {
      // Many servers declare logging and send nothing until asked.
      if (hasLog(link)) void tell(link, now);
    },
    want(link, level) {
      if (!hasLog(link) || isAtLeast(level, ownLevel)) return undefined;
      calming?.[Symbol.dispose]();
      calming = clock.schedule(quietMs, () => void tell(link, ownLevel));
      return isAtLeast(level, now) ? telling : tell(link, level);
    },
  };
}
