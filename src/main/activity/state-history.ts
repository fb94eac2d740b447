import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import { failureOfState } from '../../shared/domain/state-failure.ts';
import { isGap } from '../../shared/domain/state-gap.ts';
import type { StateChange } from '../../shared/domain/state-history.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { StateHistoryFile } from './state-history-file.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_CHANGES = 500;
/** What a person misses after a crash at most; a flapping server writes no more often. */
const SAVE_DELAY_MS = 60_000;
const MAX_SAVED_CHANGES = 10_000;
const MAX_SAVED_PER_SERVER = 200;

/**
 * What each server of each profile has been through in the last day; bounded, and kept over a
 * restart. `owner` is the id of a profile.
 */
export interface StateHistory {
  /** Reads what an earlier run saved; the time since then is a gap. Never rejects. */
  load(): Promise<void>;
  /** Ends the gap of every server of this owner that was loaded, with its state of this moment. */
  resume(owner: string, stateOf: (name: string) => ConnectionState): void;
  record(owner: string, name: string, state: ConnectionState): void;
  /** The changes of the last day, oldest first; the first may lie before that. */
  of(owner: string, name: string): readonly StateChange[];
  /** Nothing is known of what happens to this owner's servers from now on. */
  changeOwner(from: string): void;
  /** Forgets a server, for every owner. */
  drop(name: string): void;
  /** What happens from now on is the end of Patchbay and does not count; saves, then resolves. */
  close(): Promise<void>;
}

/**
 * An empty history. Of a server it keeps a day and at most 500 changes, on the disk the latest 200.
 * One outage is one change until its reason differs: the attempts in between are not listed.
 */
export function createStateHistory(deps: {
  readonly store: DocumentStore<StateHistoryFile>;
  readonly clock: Clock;
  readonly logger: Logger;
}): StateHistory {
  const { store, clock, logger } = deps;
  const changes = new Map<string, StateChange[]>();
  let timer: Disposable | undefined;
  let saving: Promise<void> = Promise.resolve();
  let closing: Promise<void> | undefined;

  const save = (isEnd: boolean) => {
    timer?.[Symbol.dispose]();
    timer = undefined;
    const file = { savedAt: clock.now(), isEnd, servers: newestOf(changes) };
    saving = saving.then(async () => {
      const saved = await store.save(file);
      if (!saved.ok) logger.warn('the history was not saved', { reason: saved.error.code });
    });
    return saving;
  };
  const saveSoon = () => {
    timer ??= clock.schedule(SAVE_DELAY_MS, () => void save(false));
  };

  /** Drops what ended more than a day ago, and the oldest of too many. */
  const prune = (list: StateChange[]) => {
    const since = clock.now() - DAY_MS;
    const old = list.findIndex((_, index) => (list[index + 1]?.at ?? Infinity) > since);
    list.splice(0, Math.max(old, list.length - MAX_CHANGES));
  };

  const append = (key: string, change: StateChange) => {
    if (closing !== undefined) return;
    const list = changes.get(key) ?? [];
    changes.set(key, list);
    if (!isNews(list.at(-1), change)) return;
    list.push(change);
    prune(list);
    saveSoon();
  };

  const record = (owner: string, name: string, state: ConnectionState) => {
    const change = { kind: state.kind, at: clock.now(), failure: failureCode(state) };
    append(keyOf(name, owner), change);
  };

  return {
    record,
    async load() {
      const loaded = await store.load();
      if (loaded.status !== 'loaded' && loaded.status !== 'restored') return;
      const now = clock.now();
      const { savedAt, isEnd, servers } = loaded.value;
      // What was restored is older than the end of the run before this one.
      const kind = isEnd && loaded.status === 'loaded' ? 'not-running' : 'unknown';
      const gap = { kind, at: Math.min(savedAt, now), failure: null } as const;
      for (const [name, saved] of Object.entries(servers)) {
        // What lies ahead was written under another time of day.
        const list = [...saved.filter(({ at }) => at <= now), gap];
        prune(list);
        if (!changes.has(name)) changes.set(name, list);
      }
    },
    resume(owner, stateOf) {
      for (const [key, list] of changes) {
        const last = list.at(-1);
        const name = nameIn(key, owner);
        if (name !== undefined && last !== undefined && isGap(last.kind)) {
          record(owner, name, stateOf(name));
        }
      }
    },
    changeOwner(from) {
      const gap = { kind: 'unknown', at: clock.now(), failure: null } as const;
      for (const key of [...changes.keys()]) {
        if (nameIn(key, from) !== undefined) append(key, gap);
      }
    },
    of(owner, name) {
      const list = changes.get(keyOf(name, owner)) ?? [];
      prune(list);
      const known = list.findIndex(({ kind }) => !isGap(kind));
      return known < 0 ? [] : list.slice(known);
    },
    drop(name) {
      const keys = [...changes.keys()].filter((key) => key.slice(key.indexOf('/') + 1) === name);
      for (const key of keys) changes.delete(key);
      if (keys.length > 0 && closing === undefined) saveSoon();
    },
    close: () => (closing ??= changes.size > 0 || timer ? save(true) : saving),
  };
}

/** Under what an owner's history of a server is kept: its name, for all but the first after theirs. */
const keyOf = (name: string, owner: string): string =>
  owner === firstProfileId ? name : `${owner}/${name}`;

/** The server whose history a key is for, if it is this owner's. */
function nameIn(key: string, owner: string): string | undefined {
  const name = key.slice(key.indexOf('/') + 1);
  return keyOf(name, owner) === key ? name : undefined;
}

/** The newest changes of each server, few enough for a small file. */
function newestOf(changes: ReadonlyMap<string, readonly StateChange[]>) {
  const share = Math.floor(MAX_SAVED_CHANGES / Math.max(1, changes.size));
  const each = Math.min(MAX_SAVED_PER_SERVER, Math.max(1, share));
  return Object.fromEntries([...changes].map(([name, list]) => [name, list.slice(-each)]));
}

function failureCode(state: ConnectionState): StateChange['failure'] {
  return failureOfState(state)?.code ?? null;
}

function isNews(last: StateChange | undefined, { kind, failure }: StateChange): boolean {
  if (last === undefined) return true;
  const isAwaited = last.kind === 'waiting' || last.kind === 'cooling';
  if (isAwaited && kind === 'connecting') return false;
  return last.kind !== kind || last.failure !== failure;
}
