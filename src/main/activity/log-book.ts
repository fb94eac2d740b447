import type { LogEntry } from '../../shared/domain/log-entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { mapPhrase } from '../../shared/i18n/phrase.ts';
import { createRedactor } from '../kernel/redactor.ts';
import type { Redactor } from '../kernel/redactor.ts';
import { capStart, makeVisible } from './plain-text.ts';

/** What is written into a log; id and time are added by the book. */
export type LogLine = Pick<LogEntry, 'source' | 'level' | 'text' | 'phrase'>;

/** Told about new entries of a server, oldest first, several at a time. */
export type LogListener = (name: string, entries: readonly LogEntry[]) => void;

/**
 * The recent past of every server, in memory and bounded. A line belongs to whoever is in use when it
 * is written: nobody else reads, clears or is told it.
 */
export interface LogBook {
  /** Adds a line: redacted, control characters made visible, at most 8 KiB. */
  append(name: string, line: LogLine): void;
  /** Values that must not show up in lines of this server from now on; replaces earlier ones. */
  redact(name: string, secrets: readonly string[]): void;
  /** The text with what must not show up of this server blanked. */
  redacted(name: string, text: string): string;
  /** The newest `limit` entries after `afterId`, oldest first. */
  tail(
    name: string,
    query: { readonly afterId?: number; readonly limit: number },
  ): readonly LogEntry[];
  /** How many lines of whoever is in use had to go to make room, since the log was last emptied. */
  dropped(name: string): number;
  /** Empties the log of a server for whoever is in use; ids go on rising. */
  clear(name: string): void;
  /** Forgets everything about a server. */
  drop(name: string): void;
  /** Hands over what is waiting at most `batchMs` after it was written. */
  subscribe(listener: LogListener): Disposable;
  dispose(): void;
}

/** What a log book needs, and its bounds for each server. */
export interface LogBookDeps {
  readonly clock: Clock;
  /** Who is in use, e.g. the id of a profile; always the same one if absent. */
  readonly owner?: () => string;
  readonly maxEntries?: number;
  readonly maxBytes?: number;
  readonly batchMs?: number;
}

/** Longest text of an entry, bytes. */
export const maxLineBytes = 8_192;

interface OwnedEntry extends LogEntry {
  readonly owner: string;
}

interface ServerLog {
  /** A ring would save nothing: entries are dropped from the front in blocks. */
  entries: OwnedEntry[];
  bytes: number;
  nextId: number;
  redactor: Redactor;
  unsent: OwnedEntry[];
  /** Lines that had to go, by owner. */
  readonly dropped: Map<string, number>;
}

/** Creates a log book; its owner disposes it. */
export function createLogBook(deps: LogBookDeps): LogBook {
  const { clock, owner = () => '', maxEntries = 2_000, maxBytes = 1_048_576 } = deps;
  const { batchMs = 100 } = deps;
  const logs = new Map<string, ServerLog>();
  const listeners = new Set<LogListener>();
  let timer: Disposable | undefined;

  const logOf = (name: string): ServerLog => {
    let log = logs.get(name);
    if (log === undefined) {
      log = {
        entries: [],
        bytes: 0,
        nextId: 1,
        redactor: (text) => text,
        unsent: [],
        dropped: new Map(),
      };
      logs.set(name, log);
    }
    return log;
  };

  const mine = (entries: readonly OwnedEntry[]): LogEntry[] =>
    entries.filter((entry) => entry.owner === owner()).map(({ owner: _owner, ...entry }) => entry);

  const flush = () => {
    timer = undefined;
    for (const [name, log] of logs) {
      const entries = mine(log.unsent);
      log.unsent = [];
      if (entries.length === 0) continue;
      for (const listener of [...listeners]) listener(name, entries);
    }
  };

  const trim = (log: ServerLog) => {
    let dropped = 0;
    while (
      log.entries.length - dropped > 1 &&
      (log.entries.length - dropped > maxEntries || log.bytes > maxBytes)
    ) {
      log.bytes -= sizeOf(log.entries[dropped]);
      dropped += 1;
    }
    for (const gone of dropped > 0 ? log.entries.splice(0, dropped) : []) {
      log.dropped.set(gone.owner, (log.dropped.get(gone.owner) ?? 0) + 1);
    }
    // Nobody can be told about what is gone already.
    if (log.unsent.length > maxEntries) log.unsent.splice(0, log.unsent.length - maxEntries);
  };

  return {
    append(name, { source, level, text, phrase }) {
      const log = logOf(name);
      // Redacted before it is cut, so that no cut leaves half of a secret behind.
      const clean = (whole: string): string =>
        capStart(makeVisible(log.redactor(whole.slice(0, 16 * maxLineBytes))), maxLineBytes);
      const at = clock.now();
      const said = { text: clean(text), ...(phrase && { phrase: mapPhrase(phrase, clean) }) };
      const entry = { id: log.nextId, at, source, level, ...said, owner: owner() };
      log.nextId += 1;
      log.entries.push(entry);
      log.bytes += sizeOf(entry);
      if (listeners.size > 0) {
        log.unsent.push(entry);
        timer ??= clock.schedule(batchMs, flush);
      }
      trim(log);
    },
    redact(name, secrets) {
      logOf(name).redactor = createRedactor(secrets);
    },
    redacted: (name, text) => logs.get(name)?.redactor(text) ?? text,
    tail(name, { afterId = 0, limit }) {
      const entries = mine(logs.get(name)?.entries ?? []);
      const after = entries.filter(({ id }) => id > afterId);
      return limit > 0 ? after.slice(-limit) : [];
    },
    dropped: (name) => logs.get(name)?.dropped.get(owner()) ?? 0,
    clear(name) {
      const log = logOf(name);
      log.dropped.delete(owner());
      log.entries = log.entries.filter((entry) => entry.owner !== owner());
      log.bytes = log.entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
      log.unsent = [];
    },
    drop: (name) => void logs.delete(name),
    subscribe(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    dispose() {
      timer?.[Symbol.dispose]();
      listeners.clear();
      logs.clear();
    },
  };
}

function sizeOf(entry: LogEntry | undefined): number {
  return entry === undefined ? 0 : Buffer.byteLength(entry.text) + 64;
}
