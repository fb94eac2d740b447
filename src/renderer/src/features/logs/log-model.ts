import type { LogEntry } from '../../../../shared/domain/log-entry.ts';
import { holdsWords, wordsOf } from '../../../../shared/util/search-words.ts';

/** Most lines that are kept in the window. */
export const maxLines = 5_000;

/** What narrows the log. */
export interface LogFilter {
  readonly text: string;
  /** The least serious level that is shown. */
  readonly level: LogEntry['level'];
  readonly source: LogEntry['source'] | 'all';
}

/** Lets every line through. */
export const wholeLog: LogFilter = { text: '', level: 'debug', source: 'all' };

/** Levels, the least serious first. */
export const levels = ['debug', 'info', 'warning', 'error'] as const;

/** Where lines come from. */
export const sources = [
  'stderr',
  'stdout',
  'notification',
  'request',
  'state',
  'note',
] as const satisfies readonly LogEntry['source'][];

/** Adds entries that are not there yet; those of main's answer and of its events may overlap. */
export function mergeEntries(
  known: readonly LogEntry[],
  more: readonly LogEntry[],
): readonly LogEntry[] {
  if (more.length === 0) return known;
  const newestId = known.at(-1)?.id ?? 0;
  if (more.every(({ id }) => id > newestId)) return [...known, ...more].slice(-maxLines);
  const byId = new Map([...known, ...more].map((entry) => [entry.id, entry]));
  return [...byId.values()].sort((a, b) => a.id - b.id).slice(-maxLines);
}

/** The entries that pass a filter. */
export function filterEntries(
  entries: readonly LogEntry[],
  { text, level, source }: LogFilter,
): readonly LogEntry[] {
  const words = wordsOf(text);
  const least = levels.indexOf(level);
  if (words.length === 0 && least === 0 && source === 'all') return entries;
  return entries.filter(
    (entry) =>
      levels.indexOf(entry.level) >= least &&
      (source === 'all' || entry.source === source) &&
      holdsWords(entry.text, words),
  );
}

/** Entries as text, one a line, with times as in ISO 8601. */
export function entriesAsText(entries: readonly LogEntry[]): string {
  return entries
    .map(
      ({ at, level, source, text }) => `${new Date(at).toISOString()} ${level} ${source} ${text}`,
    )
    .join('\n');
}
