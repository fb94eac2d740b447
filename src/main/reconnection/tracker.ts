import type { BreakerMemories } from '../connections/connection-ports.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { defaultBreakerPolicy } from './breaker.ts';
import type { TrackerEntry, TrackerFile } from './tracker-file.ts';

/**
 * What is remembered about servers in trouble, by owner and server, so that a restart of the app
 * is no new beginning for a server that is left alone for a while. Written only when a server
 * enters or leaves that state; losing it costs nothing but a few attempts.
 */
export interface Tracker {
  /** Reads what an earlier run remembered; never rejects. */
  load(): Promise<void>;
  /** The memories of one owner (a profile, or the shared servers); no other owner sees them. */
  of(owner: string): BreakerMemories;
  /** Saves what is waiting, then resolves. */
  dispose(): Promise<void>;
}

/** How long changes are gathered before they are saved, ms. */
const saveDelayMs = 1_000;
/** A crash is forgotten after this time: the world may have changed. */
const crashedForMs = 24 * 3_600_000;
const maxEntries = 1_000;
const longestPauseMs = Math.max(...defaultBreakerPolicy.pausesMs) * 1.1;

/** An entry, and when its pause ends on the clock that never goes back. */
interface Remembered {
  readonly entry: TrackerEntry;
  readonly endsAt: number;
}

/** Creates a tracker on a document. */
export function createTracker(deps: {
  readonly store: DocumentStore<TrackerFile>;
  readonly clock: Clock;
  readonly logger: Logger;
}): Tracker {
  const { store, clock, logger } = deps;
  const entries = new Map<string, Remembered>();
  const told = new Set<string>();
  let timer: Disposable | undefined;
  let saving: Promise<void> = Promise.resolve();

  const anchored = (entry: TrackerEntry): Remembered => {
    const { memory } = entry;
    const leftMs = memory.kind === 'paused' ? memory.until - clock.now() : 0;
    return { entry, endsAt: clock.monotonicNow() + leftMs };
  };

  /** The pause ends when it was to end, whatever was done to the time of day meanwhile. */
  const asOfNow = ({ entry, endsAt }: Remembered): TrackerEntry => {
    const { memory } = entry;
    if (memory.kind !== 'paused') return entry;
    const until = clock.now() + Math.round(endsAt - clock.monotonicNow());
    return { ...entry, memory: { ...memory, until } };
  };

  const save = () => {
    timer?.[Symbol.dispose]();
    timer = undefined;
    const now = clock.now();
    const kept = [...entries.values()].map(asOfNow).filter((entry) => stillCounts(entry, now));
    saving = saving.then(async () => {
      const saved = await store.save({ entries: kept.slice(-maxEntries) });
      if (!saved.ok) logger.warn('the tracker was not saved', { reason: saved.error.code });
    });
  };

  return {
    async load() {
      const loaded = await store.load();
      if (loaded.status !== 'loaded' && loaded.status !== 'restored') return;
      for (const entry of loaded.value.entries) {
        const key = keyOf(entry.owner, entry.name);
        // What happened meanwhile is newer.
        if (!told.has(key) && stillCounts(entry, clock.now())) entries.set(key, anchored(entry));
      }
    },
    of: (owner) => ({
      recall(name, updatedAt) {
        const remembered = entries.get(keyOf(owner, name));
        if (remembered === undefined || remembered.entry.at < updatedAt) return undefined;
        const entry = asOfNow(remembered);
        return stillCounts(entry, clock.now()) ? entry.memory : undefined;
      },
      remember(name, memory) {
        const key = keyOf(owner, name);
        told.add(key);
        if (!entries.delete(key) && memory === null) return;
        if (memory !== null) {
          entries.set(key, anchored({ owner, name, at: clock.now(), memory }));
        }
        timer ??= clock.schedule(saveDelayMs, save);
      },
    }),
    async dispose() {
      if (timer) save();
      await saving;
    },
  };
}

// A pause that would end later than any pause can was written under another time of day.
function stillCounts({ memory, at }: TrackerEntry, now: number): boolean {
  if (memory.kind === 'crashed') return Math.abs(now - at) < crashedForMs;
  return Math.abs(memory.until - now) <= longestPauseMs;
}

function keyOf(owner: string, name: string): string {
  return JSON.stringify([owner, name]);
}
