import type { Clock } from '../kernel/clock.ts';

/** What is known of an app that came through a door: when, epoch ms, and how many calls it made in all. */
export interface Sighting {
  readonly lastSeenAt: number;
  readonly lastCallAt: number | null;
  /** At most {@link maxCalls}; 0 beside a last call of a Patchbay that did not count. */
  readonly calls: number;
}

/** A count stays there. */
export const maxCalls = 999_999_999;

/** When apps last came, by the name in their own settings; a claim, good for words only. */
export interface AppSightings {
  get(app: string): Sighting | undefined;
  /** The app asked for something; with `isCall`, a server. */
  note(app: string, at: number, isCall: boolean): void;
  /** Told when an app came that nobody was told of for a minute; of its calls once a second. */
  onChange(listener: () => void): Disposable;
}

/** What sightings use. */
export interface AppSightingsDeps {
  /** Saves them all: when an app comes for the first time or after a minute, and for calls once a minute. */
  readonly keep: () => void;
  readonly clock: Pick<Clock, 'schedule'>;
}

/** Sightings with what keeping them takes. */
export interface RestorableSightings extends AppSightings {
  /** Adds those of earlier runs, once. */
  restore(kept: Iterable<readonly [string, Sighting]>): void;
  all(): readonly (readonly [string, Sighting])[];
  /** Ends its timers; whether something was not kept yet. */
  end(): boolean;
}

const maxApps = 200;
const resolutionMs = 60_000;
/** An app may call a thousand times a second, and a window that is told of each does nothing else. */
const callResolutionMs = 1_000;

interface Seen {
  readonly sighting: Sighting;
  /** What listeners and the disk know of it. */
  readonly told: Sighting;
  readonly kept: Sighting;
}

/** Sightings that begin with none. */
export function createAppSightings({ keep, clock }: AppSightingsDeps): RestorableSightings {
  const seen = new Map<string, Seen>();
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  // The last calls of many are told and kept too, though no other follows.
  const telling = createLater(clock, callResolutionMs, () => {
    for (const [app, one] of seen) seen.set(app, { ...one, told: one.sighting });
    tell();
  });
  const keeping = createLater(clock, resolutionMs, () => {
    for (const [app, one] of seen) seen.set(app, { ...one, kept: one.sighting });
    keep();
  });
  return {
    get: (app) => seen.get(app)?.sighting,
    note(app, at, isCall) {
      const before = seen.get(app);
      const sighting = after(before?.sighting, at, isCall);
      const isNews = isOther(before?.told, sighting, callResolutionMs);
      const isKept = !isOther(before?.kept, sighting, resolutionMs);
      // The one that came last is the last to go.
      seen.delete(app);
      seen.set(app, {
        sighting,
        told: isNews ? sighting : (before?.told ?? sighting),
        kept: isKept ? (before?.kept ?? sighting) : sighting,
      });
      for (const oldest of seen.keys()) {
        if (seen.size <= maxApps) break;
        seen.delete(oldest);
      }
      if (!isKept) keep();
      else if (isCall) keeping.begin();
      if (isNews) tell();
      else if (isCall) telling.begin();
    },
    onChange(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    restore(kept) {
      for (const [app, earlier] of kept) {
        const now = seen.get(app);
        const sighting = now === undefined ? earlier : together(earlier, now.sighting);
        seen.set(app, { told: sighting, kept: sighting, ...now, sighting });
      }
    },
    all: () => [...seen].map(([app, { sighting }]) => [app, sighting] as const),
    end() {
      telling.end();
      return keeping.end();
    },
  };
}

const after = (before: Sighting | undefined, at: number, isCall: boolean): Sighting => ({
  lastSeenAt: at,
  lastCallAt: isCall ? at : (before?.lastCallAt ?? null),
  calls: Math.min((before?.calls ?? 0) + (isCall ? 1 : 0), maxCalls),
});

/** One of an earlier run with that of this one. */
const together = (earlier: Sighting, now: Sighting): Sighting => ({
  lastSeenAt: now.lastSeenAt,
  lastCallAt: now.lastCallAt ?? earlier.lastCallAt,
  calls: Math.min(earlier.calls + now.calls, maxCalls),
});

/** Whether what is known says something else by now: a first call always does. */
function isOther(known: Sighting | undefined, now: Sighting, callMs: number): boolean {
  if (known === undefined || now.lastSeenAt - known.lastSeenAt >= resolutionMs) return true;
  if (now.lastCallAt === null || now.lastCallAt === known.lastCallAt) return false;
  return known.lastCallAt === null || now.lastCallAt - known.lastCallAt >= callMs;
}

/** Does something a while after it was begun, once for however often that was. */
function createLater(clock: Pick<Clock, 'schedule'>, delayMs: number, act: () => void) {
  let timer: Disposable | undefined;
  let isOver = false;
  return {
    begin() {
      if (isOver) return;
      timer ??= clock.schedule(delayMs, () => {
        timer = undefined;
        act();
      });
    },
    /** Whether it was still to be done. */
    end(): boolean {
      const wasBegun = timer !== undefined;
      timer?.[Symbol.dispose]();
      timer = undefined;
      isOver = true;
      return wasBegun;
    },
  };
}
