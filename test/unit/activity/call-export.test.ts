import { expect, test } from 'vitest';

import { callsAsCsv, callsAsJsonLines } from '../../../src/main/activity/call-export.ts';
import type { CallRecord } from '../../../src/shared/domain/call-record.ts';
import { callMatcher, callTotals } from '../../../src/shared/domain/call-totals.ts';

const record = (rest: Partial<CallRecord> = {}): CallRecord => ({
  id: 'a',
  at: 0,
  door: 'app',
  app: 'Probe',
  profile: 'me',
  isPrivate: false,
  server: 'memory',
  method: 'tools/call',
  item: 'read',
  durationMs: 1,
  bytesIn: 2,
  bytesOut: 3,
  outcome: 'ok',
  code: null,
  attempt: 1,
  hasContents: false,
  ...rest,
});

test('JSON lines hold one call each, with what was said where that was kept', () => {
  const calls = [record(), record({ id: 'b', hasContents: true })];
  const text = callsAsJsonLines(calls, new Map([['b', { request: '{}', result: null }]]));
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines).toEqual([
    { ...without(record()), at: '1970-01-01T00:00:00.000Z' },
    {
      ...without(record({ id: 'b' })),
      at: '1970-01-01T00:00:00.000Z',
      request: '{}',
      result: null,
    },
  ]);
});

const without = ({ hasContents: _, ...rest }: CallRecord) => rest;

test('a table has a header, quotes what has to be, and no cell that is a formula', () => {
  const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '\n=1'];
  const csv = callsAsCsv([
    record({ app: 'a, "b"\nc' }),
    ...dangerous.map((app) => record({ app, item: app })),
  ]);
  const [header, ...rows] = parsedCsv(csv);
  expect(header).toEqual([
    'at',
    'door',
    'app',
    'profile',
    'server',
    'method',
    'item',
    'durationMs',
    'bytesIn',
    'bytesOut',
    'outcome',
    'code',
    'attempt',
  ]);
  expect(rows[0]).toEqual([
    '1970-01-01T00:00:00.000Z',
    'app',
    'a, "b"\nc',
    'me',
    'memory',
    'tools/call',
    'read',
    '1',
    '2',
    '3',
    'ok',
    '',
    '1',
  ]);
  expect(rows.slice(1).map((row) => [row[2], row[6]])).toEqual(
    dangerous.map((text) => [`'${text}`, `'${text}`]),
  );
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
});

test('calls are counted together by app, server and tool, the most used first', () => {
  const calls = [
    record({ app: 'one', item: 'x', durationMs: 5 }),
    record({ app: 'two', item: 'x', outcome: 'failed' }),
    record({ app: 'two', item: 'y', server: 'files' }),
    record({ door: 'window', app: '', item: 'y', server: 'files' }),
    record({ app: 'two', item: 'x', outcome: 'away' }),
  ];
  const counts = (by: 'app' | 'server' | 'tool') =>
    callTotals(calls, by).map(({ door, app, server, item, calls: count, notOk }) =>
      by === 'app'
        ? [door, app, count, notOk]
        : [server, ...(by === 'tool' ? [item] : []), count, notOk],
    );
  expect(counts('app')).toEqual([
    ['app', 'two', 3, 2],
    ['app', 'one', 1, 0],
    ['window', '', 1, 0],
  ]);
  expect(counts('server')).toEqual([
    ['memory', 3, 2],
    ['files', 2, 0],
  ]);
  expect(counts('tool')).toEqual([
    ['memory', 'x', 3, 2],
    ['files', 'y', 2, 0],
  ]);
  expect(callTotals(calls, 'server')[0]).toMatchObject({ durationMs: 7, bytesIn: 6, bytesOut: 9 });
});

test('a filter finds by app, server and tool, by outcome, and takes what it is not asked about', () => {
  const found = (filter: Parameters<typeof callMatcher>[0], call: Partial<CallRecord> = {}) =>
    callMatcher(filter)(record(call));
  expect(found({})).toBe(true);
  expect(found({ search: ' PROBE ' })).toBe(true);
  expect(found({ search: 'memo' })).toBe(true);
  expect(found({ search: 'rea' })).toBe(true);
  expect(found({ search: 'probememory' })).toBe(false);
  expect(found({ outcome: 'ok' })).toBe(true);
  expect(found({ outcome: 'not-ok' })).toBe(false);
  expect(found({ outcome: 'not-ok' }, { outcome: 'cancelled' })).toBe(true);
  expect(found({ server: 'memory', search: 'files' })).toBe(false);
  expect(found({ server: 'files' })).toBe(false);
});

/** RFC 4180, written anew. */
function parsedCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[(at += 1)] ?? '';
      else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',' || text.startsWith('\r\n', at)) {
      rows.at(-1)?.push(cell);
      cell = '';
      if (character !== ',') {
        rows.push([]);
        at += 1;
      }
    } else cell += character;
  }
  return rows.slice(0, -1);
}
