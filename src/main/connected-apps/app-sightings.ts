/** When an app came through a door, epoch ms. */
export interface Sighting {
  readonly lastSeenAt: number;
  readonly lastCallAt: number | null;
}

/** When apps last came, by the name in their own settings; a claim, good for words only. */
export interface AppSightings {
  get(app: string): Sighting | undefined;
  /** The app asked for something; with `isCall`, a server. */
  note(app: string, at: number, isCall: boolean): void;
  /** Told when an app came that nobody was told of for a minute; of its calls once a second. */
  onChange(listener: () => void): Disposable;
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

/**
 * Sightings that begin with those kept before. `keep` is to save them: when an app comes for the first
 * time or after a minute, and at its first call; what is more exact is for the run alone.
 */
export function createAppSightings(keep: () => void = () => undefined): AppSightings & {
  restore(kept: Iterable<readonly [string, Sighting]>): void;
  all(): readonly (readonly [string, Sighting])[];
} {
  const seen = new Map<string, Seen>();
  const listeners = new Set<() => void>();
  return {
    get: (app) => seen.get(app)?.sighting,
    note(app, at, isCall) {
      const before = seen.get(app);
      const lastCallAt = isCall ? at : (before?.sighting.lastCallAt ?? null);
      const sighting = { lastSeenAt: at, lastCallAt };
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
      if (!isNews) return;
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    restore(kept) {
      for (const [app, sighting] of kept) {
        if (!seen.has(app)) seen.set(app, { sighting, told: sighting, kept: sighting });
      }
    },
    all: () => [...seen].map(([app, { sighting }]) => [app, sighting] as const),
  };
}

/** Whether what is known says something else by now: a first call always does. */
function isOther(known: Sighting | undefined, now: Sighting, callMs: number): boolean {
  if (known === undefined || now.lastSeenAt - known.lastSeenAt >= resolutionMs) return true;
  if (now.lastCallAt === null || now.lastCallAt === known.lastCallAt) return false;
  return known.lastCallAt === null || now.lastCallAt - known.lastCallAt >= callMs;
}
