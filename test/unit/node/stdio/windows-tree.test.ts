import { describe, expect, test } from 'vitest';
import type { ProcessRow } from '../../../../src/main/node/processes/process-row.ts';
import { createProcessTree } from '../../../../src/main/node/processes/process-tree.ts';

const row = (pid: number, parentPid: number, startedAt = `t${pid}`): ProcessRow => ({
  ...{ pid, parentPid, groupId: pid, startedAt, zombie: false },
});

/** A Windows of these processes, whose taskkill works or does not. */
function windows(rows: ProcessRow[], { taskkillWorks = true, canList = true, stubborn = 0 } = {}) {
  const living = new Map(rows.map((one) => [one.pid, one]));
  const killed: number[] = [];
  const tree = createProcessTree(10, {
    platform: 'win32',
    list: async () => (canList ? [row(1, 0), ...living.values()] : []),
    kill: (pid, signal) => {
      if (!living.has(pid)) throw new Error('ESRCH');
      if (signal === 0 || pid === stubborn) return;
      killed.push(pid);
      living.delete(pid);
    },
    taskkill: async (pid) => {
      if (!taskkillWorks || !living.has(pid)) return false;
      const below = (of: number): number[] =>
        [...living.values()].flatMap((one) =>
          one.parentPid === of ? [one.pid, ...below(one.pid)] : [],
        );
      for (const one of [pid, ...below(pid)]) living.delete(one);
      return true;
    },
  });
  return { tree, living, killed, pids: () => [...living.keys()] };
}

describe('a tree on Windows', () => {
  test('ends by taskkill, whoever else runs', async () => {
    const { tree, pids } = windows([row(10, 1), row(11, 10), row(20, 1)]);
    await tree.signal('SIGTERM');
    expect(pids()).toEqual([20]);
    expect(await tree.isAlive()).toBe(false);
  });

  test('ends one by one where taskkill fails or is missing', async () => {
    const { tree, pids } = windows([row(10, 1), row(11, 10), row(12, 11), row(20, 1)], {
      taskkillWorks: false,
    });
    await tree.signal('SIGTERM');
    expect(pids()).toEqual([20]);
    expect(await tree.isAlive()).toBe(false);
  });

  test('of a wrapper that is gone is alive until what it started has ended', async () => {
    const { tree, living, pids } = windows([row(10, 1), row(11, 10)]);
    living.delete(10);
    expect(await tree.isAlive()).toBe(true);
    await tree.signal('SIGTERM');
    expect(pids()).toEqual([]);
    expect(await tree.isAlive()).toBe(false);
  });

  test('is known further when one in the middle has ended', async () => {
    const { tree, living, pids } = windows([row(10, 1), row(11, 10), row(12, 11)], {
      taskkillWorks: false,
    });
    await tree.capture();
    living.delete(11);
    await tree.signal('SIGTERM');
    expect(pids()).toEqual([]);
  });

  test('leaves a stranger alone who got the number of the leader, and what that one started', async () => {
    const { tree, living } = windows([row(10, 1), row(11, 10)], { taskkillWorks: false });
    await tree.capture();
    await tree.isAlive();
    living.set(10, row(10, 1, 'later'));
    living.delete(11);
    living.set(13, row(13, 10));
    expect(await tree.isAlive()).toBe(false);
  });

  test('that cannot be listed ends as far as it is known', async () => {
    const { tree, pids } = windows([row(10, 1)], { taskkillWorks: false, canList: false });
    expect(await tree.isAlive()).toBe(true);
    await tree.signal('SIGTERM');
    expect(pids()).toEqual([]);
    expect(await tree.isAlive()).toBe(false);
  });

  test('with a program that does not end is alive', async () => {
    const { tree } = windows([row(10, 1), row(11, 10)], { taskkillWorks: false, stubborn: 11 });
    await tree.signal('SIGKILL');
    expect(await tree.isAlive()).toBe(true);
  });

  test('never has Patchbay itself in it, whose parent may have had the number of the leader', async () => {
    const { tree, pids } = windows([row(10, 1), row(process.pid, 10), row(11, process.pid)], {
      taskkillWorks: false,
    });
    await tree.signal('SIGKILL');
    expect(pids()).toEqual([process.pid, 11]);
  });
});
