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
  /** Told when an app came that had not been seen for a minute, or made a call. */
  onChange(listener: () => void): Disposable;
}

const maxApps = 200;
const resolutionMs = 60_000;

/** Sightings that begin with those kept before; each change is handed to `keep`. */
export function createAppSightings(keep: () => void = () => undefined): AppSightings & {
  restore(kept: Iterable<readonly [string, Sighting]>): void;
  all(): readonly (readonly [string, Sighting])[];
} {
  const seen = new Map<string, Sighting>();
  const listeners = new Set<() => void>();
  return {
    get: (app) => seen.get(app),
    note(app, at, isCall) {
      const before = seen.get(app);
      const isNews =
        before === undefined ||
        at - before.lastSeenAt >= resolutionMs ||
        (isCall && before.lastCallAt !== at);
      seen.delete(app);
      seen.set(app, { lastSeenAt: at, lastCallAt: isCall ? at : (before?.lastCallAt ?? null) });
      for (const oldest of seen.keys()) {
        if (seen.size <= maxApps) break;
        seen.delete(oldest);
      }
      if (!isNews) return;
      keep();
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    restore(kept) {
      for (const [app, sighting] of kept) if (!seen.has(app)) seen.set(app, sighting);
    },
    all: () => [...seen],
  };
}
