import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { actedOn } from './outage.ts';
import type { Outage } from './outage.ts';

/** The places notifications appear in, one at a time in each; `back` says what works again. */
export const notificationPlaces = ['hand', 'sign-in', 'back'] as const;

/** One of {@link notificationPlaces}. */
export type OutagePlace = (typeof notificationPlaces)[number];

/**
 * Where a notification appears: about outages, what a server asks, a call that waits, or that Patchbay
 * goes on without its window.
 */
export type NotificationPlace = OutagePlace | 'question' | 'approval' | 'stays';

/** What a plan is made of. */
export interface NotificationFacts {
  /** Every server by name. */
  readonly states: ReadonlyMap<string, ConnectionState>;
  /** Epoch ms. */
  readonly nowMs: number;
  /** Whether the person looks at the window. */
  readonly isWatched: boolean;
  /** Whether the person wants notifications at all. */
  readonly isWanted: boolean;
  /** When the quiet hours of this moment end, epoch ms; null outside of them. */
  readonly quietUntilMs: number | null;
}

/** Something to do with a notification. */
export type NotificationStep =
  | {
      readonly kind: 'show';
      readonly place: OutagePlace;
      readonly names: readonly string[];
      /** It only corrects or completes what is on the screen: nobody needs to look up. */
      readonly isQuiet: boolean;
    }
  | { readonly kind: 'close'; readonly place: OutagePlace };

/** What is on the screen in a place. */
export interface ShownNotification {
  readonly names: readonly string[];
  /** Epoch ms. */
  readonly atMs: number;
}

/** What is remembered from one look to the next. */
export interface NotificationMemory {
  readonly outages: ReadonlyMap<string, Outage>;
  /** When each server was last told, epoch ms; only while that still matters. */
  readonly toldAtMs: ReadonlyMap<string, number>;
  /** Servers that work again, which is still to be told. */
  readonly back: readonly string[];
  readonly shown: Readonly<Partial<Record<OutagePlace, ShownNotification>>>;
}

/** Nothing has happened yet. */
export const noNotifications: NotificationMemory = {
  outages: new Map(),
  toldAtMs: new Map(),
  back: [],
  shown: {},
};

/** The person closed what was shown in a place, or the desktop took it away. */
export function afterClosing(memory: NotificationMemory, place: OutagePlace): NotificationMemory {
  const { [place]: _closed, ...shown } = memory.shown;
  return { ...memory, shown };
}

/** The person acted on servers without the window: they hear of it if that does not help. */
export function afterActing(
  memory: NotificationMemory,
  names: readonly string[],
): NotificationMemory {
  const outages = new Map(memory.outages);
  const toldAtMs = new Map(memory.toldAtMs);
  for (const name of names) {
    const outage = outages.get(name);
    if (outage !== undefined) outages.set(name, actedOn(outage));
    toldAtMs.delete(name);
  }
  return { ...memory, outages, toldAtMs };
}
