import { createConnectWindow } from '../connections/connect-window.ts';
import type { ConnectWindow, Ticket } from '../connections/connect-window.ts';
import type { Clock } from '../kernel/clock.ts';

/** How many retries may begin at a time, and how long each counts as beginning, ms. */
export interface RetryPace {
  readonly places: number;
  readonly holdMs: number;
}

/** Twelve at a time, three seconds each. */
export const defaultRetryPace: RetryPace = { places: 12, holdMs: 3_000 };

/**
 * A window in front of `window` that paces retries: when many servers fail together they do not
 * come back in one blow. An attempt that takes longer than the hold gives its place in the pace to
 * the next, so servers that never answer do not keep others waiting.
 */
export function createRetryGate(
  window: ConnectWindow,
  { places, holdMs, clock }: RetryPace & { readonly clock: Clock },
): ConnectWindow {
  const pace = createConnectWindow(places);
  return {
    enter({ forUser }) {
      const paced = pace.enter({ forUser });
      let inner: Ticket | undefined;
      let hold: Disposable | undefined;
      let isForUser = forUser;
      let isOver = false;
      const pass = async () => {
        if ((await paced.place) === 'cancelled' || isOver) return 'cancelled' as const;
        inner = window.enter({ forUser: isForUser });
        const place = await inner.place;
        if (place === 'granted' && !isOver) hold = clock.schedule(holdMs, () => paced.release());
        return place;
      };
      return {
        place: pass(),
        promote() {
          isForUser = true;
          paced.promote();
          inner?.promote();
        },
        release() {
          isOver = true;
          hold?.[Symbol.dispose]();
          paced.release();
          inner?.release();
        },
      };
    },
  };
}
