import { describe, expect, test } from 'vitest';

import { orphansAmong } from '../../../../src/main/node/orphans/reap-orphans.ts';
import {
  endedLine,
  entryLine,
  headerLine,
  parseRoster,
} from '../../../../src/main/node/orphans/roster-file.ts';
import { hasStartMark, momentMark } from '../../../../src/main/node/orphans/start-mark.ts';
import type { ProcessRow } from '../../../../src/main/node/processes/process-tree-rows.ts';

const owner = { pid: 7, startMark: '70' };
const header = headerLine(owner, 'boot');
const entry = (pid: number, startMark = `${pid}0`, isLeader = true) => ({
  pid,
  startMark,
  isLeader,
});
const row = (pid: number, startedAt = `${pid}0`, zombie = false): ProcessRow => ({
  pid,
  parentPid: 1,
  groupId: pid,
  startedAt,
  zombie,
});

describe('a roster file', () => {
  test('tells what is running', () => {
    const text = [
      header,
      entryLine(entry(10, '~5')),
      entryLine(entry(11)),
      entryLine(entry(12, 'Mon Jan  5 10:00:00 2026', false)),
      entryLine(entry(10, 'exact')),
      endedLine(11),
    ].join('');
    expect(parseRoster(text)).toEqual({
      owner,
      bootMark: 'boot',
      entries: [entry(10, 'exact'), entry(12, 'Mon Jan  5 10:00:00 2026', false)],
    });
  });

  test('leaves out what is damaged or cut off', () => {
    const text = `${header}+ ten 5\n\0\n+ 1\n+ -3 9\n${entryLine(entry(10))}+ 11 1`;
    expect(parseRoster(text)?.entries).toEqual([entry(10)]);
  });

  test.each(['', 'patchbay-roster 1', 'patchbay-roster 2 7 70 boot\n', `x${header}`])(
    'has nobody to belong to with %j',
    (text) => expect(parseRoster(text)).toBeUndefined(),
  );
});

describe('a start mark', () => {
  test('is exact where the system tells it', () => {
    expect(hasStartMark(row(1, '123'), '123')).toBe(true);
    expect(hasStartMark(row(1, '123'), '124')).toBe(false);
  });

  test('is a moment elsewhere, within the two seconds that systems round by', () => {
    const started = Date.parse('2026-01-05T10:00:00Z');
    const told = row(1, new Date(started).toISOString());
    expect(hasStartMark(told, momentMark(started + 1_900))).toBe(true);
    expect(hasStartMark(told, momentMark(started + 2_100))).toBe(false);
    expect(hasStartMark(row(1, 'gibberish'), momentMark(started))).toBe(false);
  });
});

describe('orphans', () => {
  const roster = { owner, bootMark: 'boot', entries: [entry(10), entry(11), entry(12)] };

  test('are the listed processes that still run', () => {
    const rows = [row(10), row(11, 'later'), row(12, '120', true), row(13)];
    expect(orphansAmong(rows, roster, 'boot')).toEqual([row(10)]);
  });

  test('are none while their Patchbay lives', () => {
    expect(orphansAmong([row(7), row(10)], roster, 'boot')).toBe('not-orphaned');
    expect(orphansAmong([row(7, 'later'), row(10)], roster, 'boot')).toEqual([row(10)]);
    expect(orphansAmong([row(7, '70', true), row(10)], roster, 'boot')).toEqual([row(10)]);
  });

  test('are none after a restart of the computer, nor where processes cannot be listed', () => {
    expect(orphansAmong([row(10)], roster, 'other boot')).toEqual([]);
    expect(orphansAmong([], roster, 'boot')).toEqual([]);
  });
});
