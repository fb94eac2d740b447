import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Gateway } from './gateway-port.ts';

/** What preparing needs. */
export interface PreparedOfferDeps {
  /** Whether apps may come at all. */
  readonly isOn: () => boolean;
  /** Whether one ever came. */
  readonly hasAny: () => Promise<boolean>;
  readonly gateway: Pick<Gateway, 'prepare' | 'readAhead'>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** A slow disk must not keep apps outside for longer than they would wait for their list, ms. */
const patienceMs = 2_000;

/**
 * Begins to make what apps are offered; the promise resolves when it is made, or after a while. A door
 * that opens then answers the first list as soon as any other. Where no app ever came it is only read:
 * nothing counts as agreed to before one has.
 */
export function prepareOffer(deps: PreparedOfferDeps): Promise<void> {
  const { isOn, hasAny, gateway, clock, logger } = deps;
  const made = async (): Promise<void> => {
    if (isOn()) await ((await hasAny()) ? gateway.prepare() : gateway.readAhead());
  };
  return new Promise((resolve) => {
    const timer = clock.schedule(patienceMs, resolve);
    made()
      .catch((error: unknown) => {
        logger.warn('what apps are offered was not prepared', { error: String(error) });
      })
      .finally(() => {
        timer[Symbol.dispose]();
        resolve();
      });
  });
}
