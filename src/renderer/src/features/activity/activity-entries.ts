import type { LogEntry } from '../../../../shared/domain/log-entry.ts';

/** A log entry with the server it belongs to. */
export interface ActivityEntry extends LogEntry {
  readonly server: string;
}

/** Entries kept at most; older ones are in the servers' logs. */
export const maxEntries = 2000;

/** Merges entries into those known, oldest first, each once, the newest {@link maxEntries}. */
export function mergeEntries(
  known: readonly ActivityEntry[],
  added: readonly ActivityEntry[],
): readonly ActivityEntry[] {
  if (added.length === 0) return known;
  const seen = new Set(known.map(keyOf));
  const fresh = added.filter((entry) => {
    const key = keyOf(entry);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  if (fresh.length === 0) return known;
  return [...known, ...fresh].sort((a, b) => a.at - b.at).slice(-maxEntries);
}

/** Tells entries apart. Ids start anew with the app, so the time belongs to the key. */
export function keyOf({ server, id, at }: ActivityEntry): string {
  return `${server} ${String(id)} ${String(at)}`;
}
