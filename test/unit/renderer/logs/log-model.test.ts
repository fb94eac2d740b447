import { describe, expect, test } from 'vitest';

import {
  entriesAsText,
  filterEntries,
  maxLines,
  mergeEntries,
  wholeLog,
} from '../../../../src/renderer/src/features/logs/log-model.ts';
import type { LogEntry } from '../../../../src/shared/domain/log-entry.ts';

const entry = (id: number, part: Partial<LogEntry> = {}): LogEntry => ({
  id,
  at: id * 1000,
  source: 'stderr',
  level: 'info',
  text: `line ${String(id)}`,
  ...part,
});
const ids = (entries: readonly LogEntry[]) => entries.map(({ id }) => id);

describe('a log put together', () => {
  test('has each entry once, in order, whichever came first', () => {
    const known = [entry(3), entry(4)];
    expect(ids(mergeEntries(known, [entry(1), entry(2), entry(3)]))).toEqual([1, 2, 3, 4]);
    expect(ids(mergeEntries(known, [entry(5)]))).toEqual([3, 4, 5]);
    expect(mergeEntries(known, [])).toBe(known);
  });

  test('keeps the newest', () => {
    const many = Array.from({ length: maxLines }, (_, index) => entry(index + 1));
    const merged = mergeEntries(many, [entry(maxLines + 1)]);
    expect(merged).toHaveLength(maxLines);
    expect(merged[0]?.id).toBe(2);
  });
});

describe('a filtered log', () => {
  const log = [
    entry(1, { level: 'debug' }),
    entry(2, { level: 'warning', source: 'request', text: 'Slow Answer' }),
    entry(3, { level: 'error' }),
  ];

  test.each([
    [{}, [1, 2, 3]],
    [{ level: 'warning' as const }, [2, 3]],
    [{ source: 'request' as const }, [2]],
    [{ text: ' slow ' }, [2]],
    [{ text: 'line', level: 'error' as const }, [3]],
  ])('%j', (part, expected) => {
    expect(ids(filterEntries(log, { ...wholeLog, ...part }))).toEqual(expected);
  });

  test('is the log itself when nothing narrows it', () => {
    expect(filterEntries(log, wholeLog)).toBe(log);
  });

  test('copies as lines of text', () => {
    expect(entriesAsText(log.slice(1, 2))).toBe(
      '1970-01-01T00:00:02.000Z warning request Slow Answer',
    );
  });
});
