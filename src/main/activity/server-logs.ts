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
 * The recent past of every server, in memory and bounded. A line belongs to the profiles that use the
 * connection when it is written: nobody else reads, clears or is told it.
 */
export interface ServerLogs {
  /** Adds a line: redacted, control characters made visible, at most 8 KiB. */
  append(profiles: readonly string[], name: string, line: LogLine): void;
  /** Values that must not show up in lines of this server from now on; replaces earlier ones. */
  redact(owner: string, name: string, secrets: readonly string[]): void;
  /** The text with what must not show up of this server blanked. */
  redacted(name: string, text: string): string;
  /** The log as a profile may read it, asked for each time. */
  readBy(profile: () => string): ReadLog;
  /** Forgets everything about a server. */
  drop(name: string): void;
  dispose(): void;
}

/** The log of every server as one profile may read it. */
export interface ReadLog {
  /** The newest `limit` entries after `afterId`, oldest first. */
  tail(
    name: string,
    query: { readonly afterId?: number; readonly limit: number },
  ): readonly LogEntry[];
  /** How many lines had to go to make room, since the log was last emptied. */
  dropped(name: string): number;
  /** Empties the log of a server; ids go on rising. */
  clear(name: string): void;
  /** Hands over what is waiting at most `batchMs` after it was written. */
  subscribe(listener: LogListener): Disposable;
}

/** What a log book needs, and its bounds for each server. */
export interface ServerLogsDeps {
  readonly clock: Clock;
  readonly maxEntries?: number;
  readonly maxBytes?: number;
  readonly batchMs?: number;
}

/** Longest text of an entry, bytes. */
export const maxLineBytes = 8_192;

interface OwnedEntry extends LogEntry {
  readonly profiles: readonly string[];
}

interface ServerLog {
  /** A ring would save nothing: to drop the first of a list costs as little. */
  entries: OwnedEntry[];
  bytes: number;
  nextId: number;
  /** What takes secrets out, by owner. */
  readonly redactors: Map<string, Redactor>;
  unsent: OwnedEntry[];
  /** Lines that had to go, by profile. */
  readonly dropped: Map<string, number>;
}

/** Creates a log book; its owner disposes it. */
export function createServerLogs(deps: ServerLogsDeps): ServerLogs {
  const { clock, maxEntries = 2_000, maxBytes = 1_048_576, batchMs = 100 } = deps;
  const logs = new Map<string, ServerLog>();
  const listeners = new Map<LogListener, () => string>();
  let timer: Disposable | undefined;

  const logOf = (name: string): ServerLog => {
    let log = logs.get(name);
    if (log === undefined) {
      log = {
        entries: [],
        bytes: 0,
        nextId: 1,
        redactors: new Map(),
        unsent: [],
        dropped: new Map(),
      };
      logs.set(name, log);
    }
    return log;
  };

  const readable = (entries: readonly OwnedEntry[], profile: string): readonly LogEntry[] =>
    entries
      .filter(({ profiles }) => profiles.includes(profile))
      .map(({ profiles: _profiles, ...entry }) => entry);

  const flush = () => {
    timer = undefined;
    for (const [name, log] of logs) {
      const { unsent } = log;
      log.unsent = [];
      for (const [listener, profile] of [...listeners]) {
        const entries = readable(unsent, profile());
        if (entries.length > 0) listener(name, entries);
      }
    }
  };

  const trim = (log: ServerLog) => {
    const isOver = () => log.entries.length > maxEntries || log.bytes > maxBytes;
    while (log.entries.length > 1 && isOver()) {
      // One after the other: the engine moves the beginning of the list and not the rest of it.
      const gone = log.entries.shift();
      log.bytes -= sizeOf(gone);
      for (const one of gone?.profiles ?? []) {
        log.dropped.set(one, (log.dropped.get(one) ?? 0) + 1);
      }
    }
    // Nobody can be told about what is gone already.
    if (log.unsent.length > maxEntries) log.unsent.splice(0, log.unsent.length - maxEntries);
  };

  return {
    append(profiles, name, { source, level, text, phrase }) {
      if (profiles.length === 0) return;
      const log = logOf(name);
      // Redacted before it is cut, so that no cut leaves half of a secret behind.
      const clean = (whole: string): string =>
        capStart(makeVisible(redacted(log, whole.slice(0, 16 * maxLineBytes))), maxLineBytes);
      const at = clock.now();
      const said = { text: clean(text), ...(phrase && { phrase: mapPhrase(phrase, clean) }) };
      const entry = { id: log.nextId, at, source, level, ...said, profiles };
      log.nextId += 1;
      log.entries.push(entry);
      log.bytes += sizeOf(entry);
      if (listeners.size > 0) {
        log.unsent.push(entry);
        timer ??= clock.schedule(batchMs, flush);
      }
      trim(log);
    },
    redact(owner, name, secrets) {
      logOf(name).redactors.set(owner, createRedactor(secrets));
    },
    redacted(name, text) {
      const log = logs.get(name);
      return log === undefined ? text : redacted(log, text);
    },
    readBy: (profile) => ({
      tail(name, { afterId = 0, limit }) {
        const entries = readable(logs.get(name)?.entries ?? [], profile());
        const after = entries.filter(({ id }) => id > afterId);
        return limit > 0 ? after.slice(-limit) : [];
      },
      dropped: (name) => logs.get(name)?.dropped.get(profile()) ?? 0,
      clear(name) {
        const log = logOf(name);
        log.dropped.delete(profile());
        log.entries = log.entries.flatMap((entry) => withoutReader(entry, profile()));
        log.unsent = log.unsent.flatMap((entry) => withoutReader(entry, profile()));
        log.bytes = log.entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
      },
      subscribe(listener) {
        const own: LogListener = (name, entries) => listener(name, entries);
        listeners.set(own, profile);
        return { [Symbol.dispose]: () => void listeners.delete(own) };
      },
    }),
    drop: (name) => void logs.delete(name),
    dispose() {
      timer?.[Symbol.dispose]();
      listeners.clear();
      logs.clear();
    },
  };
}

/** Whoever writes, no secret of anybody's for this server shows up in what others read. */
function redacted({ redactors }: ServerLog, text: string): string {
  return [...redactors.values()].reduce((clean, redactor) => redactor(clean), text);
}

/** The entry for those who may still read it; none when there is nobody. */
function withoutReader(entry: OwnedEntry, profile: string): readonly OwnedEntry[] {
  const profiles = entry.profiles.filter((one) => one !== profile);
  return profiles.length === 0 ? [] : [{ ...entry, profiles }];
}

function sizeOf(entry: LogEntry | undefined): number {
  return entry === undefined ? 0 : Buffer.byteLength(entry.text) + 64;
}
