import { describe, expect, test } from 'vitest';
import type { ProcessRow } from '../../../../src/main/node/processes/process-tree-rows.ts';
import {
  descendantsOf,
  parseProcStat,
  parsePsLine,
} from '../../../../src/main/node/processes/process-tree-rows.ts';
import { createProcessTree } from '../../../../src/main/node/processes/process-tree.ts';

const row = (pid: number, parentPid: number, groupId: number, more = {}): ProcessRow => ({
  pid,
  parentPid,
  groupId,
  startedAt: `t${pid}`,
  zombie: false,
  ...more,
});

/** A tree of leader 10 over rows that the test changes. */
function treeOver(rows: ProcessRow[]) {
  const calls: string[] = [];
  const tree = createProcessTree(10, {
    platform: 'linux',
    list: () => Promise.resolve([...rows]),
    kill: (pid, signal) => {
      calls.push(`${pid} ${signal}`);
      if (rows.length === 0) throw new Error('ESRCH');
    },
    taskkill: () => Promise.resolve(false),
  });
  return { tree, calls };
}

describe('reading the process table', () => {
  test('reads a line of /proc, whatever the program is called', () => {
    const fields = Array.from({ length: 16 }, (_, index) => index).join(' ');
    expect(parseProcStat(`42 (a) b (c)) S 7 40 ${fields} 12345 0 0`)).toEqual({
      pid: 42,
      parentPid: 7,
      groupId: 40,
      startedAt: '12345',
      zombie: false,
    });
    expect(parseProcStat('')).toBeUndefined();
    expect(parseProcStat('42 (cut off) S 7')).toBeUndefined();
  });

  test('reads a line of ps', () => {
    expect(parsePsLine('   42     7    40 Z+   Mon Jan  5 10:00:00 2026')).toEqual({
      pid: 42,
      parentPid: 7,
      groupId: 40,
      startedAt: 'Mon Jan  5 10:00:00 2026',
      zombie: true,
    });
    expect(parsePsLine('')).toBeUndefined();
  });

  test('finds descendants at any depth in any order', () => {
    const rows = [row(4, 3, 4), row(3, 2, 1), row(2, 1, 1), row(9, 8, 9)];
    const pids = descendantsOf(rows, new Set([1])).map(({ pid }) => pid);
    expect(pids.sort()).toEqual([2, 3, 4]);
  });
});

describe('createProcessTree', () => {
  test('signals the group at once and those outside it one by one', async () => {
    const { tree, calls } = treeOver([row(10, 1, 10), row(11, 10, 10), row(12, 11, 12)]);
    await tree.signal('SIGTERM');
    expect(calls).toEqual(['-10 SIGTERM', '12 SIGTERM']);
  });

  test('finds a captured process and its children after its parent has died', async () => {
    const rows = [row(10, 1, 10), row(12, 10, 12)];
    const { tree, calls } = treeOver(rows);
    await tree.capture();
    rows.splice(0, 2, row(12, 1, 12), row(13, 12, 12));
    expect(await tree.isAlive()).toBe(true);
    await tree.signal('SIGKILL');
    expect(calls.slice(1)).toEqual(['12 SIGKILL', '13 SIGKILL']);
  });

  test('leaves a stranger alone who got the pid of a captured process', async () => {
    const rows = [row(10, 1, 10), row(12, 10, 12)];
    const { tree, calls } = treeOver(rows);
    await tree.capture();
    rows.splice(0, 2, row(12, 1, 12, { startedAt: 'later' }));
    expect(await tree.isAlive()).toBe(false);
    await tree.signal('SIGKILL');
    expect(calls).toEqual(['-10 SIGKILL']);
  });

  test('does not take a zombie for alive', async () => {
    const { tree } = treeOver([row(10, 1, 10, { zombie: true }), row(1, 0, 1)]);
    expect(await tree.isAlive()).toBe(false);
  });

  test('asks the group itself where there is no listing', async () => {
    const { tree, calls } = treeOver([]);
    expect(await tree.isAlive()).toBe(false);
    expect(calls).toEqual(['-10 0']);
  });
});
