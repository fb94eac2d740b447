import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { createChildRoster } from '../../../src/main/node/orphans/child-roster.ts';
import type { ChildRoster } from '../../../src/main/node/orphans/child-roster.ts';
import { parseRoster } from '../../../src/main/node/orphans/roster-file.ts';
import { startWatchdog } from '../../../src/main/node/orphans/watchdog.ts';
import type { Watchdog } from '../../../src/main/node/orphans/watchdog.ts';
import type { ProcessRow } from '../../../src/main/node/processes/process-tree-rows.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { findProcess, livingDescendants, waitFor } from '../../support/processes.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const marks = { ofNew: (pid: number) => `start-${pid}`, own: 'own', boot: 'boot' };
const row = (pid: number, parentPid: number, groupId = pid): ProcessRow => ({
  pid,
  parentPid,
  groupId,
  startedAt: `start-${pid}`,
  zombie: false,
});

describe('the roster of a Patchbay', () => {
  let base: string;
  let folder: string;
  let rows: ProcessRow[];
  let clock: FakeClock;
  let logger: ReturnType<typeof createSilentLogger>;
  let roster: ChildRoster;
  const create = (watch?: (path: string) => Watchdog) =>
    createChildRoster({ folder, marks, clock, logger, list: async () => rows, watch });
  const path = async () => join(folder, (await readdir(folder))[0] ?? 'none');
  const pids = async () =>
    parseRoster(await readFile(await path(), 'utf8'))?.entries.map(({ pid }) => pid);

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'patchbay-roster-'));
    folder = join(base, 'running');
    rows = [];
    clock = new FakeClock();
    logger = createSilentLogger();
    roster = create();
  });
  afterEach(async () => {
    await roster.dispose();
    await rm(base, { recursive: true, force: true });
  });

  test('holds who runs, for the owner alone', async () => {
    roster.add(10);
    roster.add(11);
    roster.remove(10);
    roster.remove(99);
    expect(await pids()).toEqual([11]);
    expect((await stat(await path())).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test('finds what the children have started, soon and once more later', async () => {
    roster.add(10);
    rows = [row(10, 1), row(12, 10, 10), row(13, 12), row(50, 1)];
    await clock.advance(2_000);
    expect(await pids()).toEqual([10, 12, 13]);
    rows = [...rows, row(14, 13)];
    await clock.advance(18_000);
    expect(await pids()).toEqual([10, 12, 13, 14]);
    expect(clock.pending).toBe(0);
    roster.remove(10);
    expect(await pids()).toEqual([]);
  });

  test('gives a child that comes during the wait its whole time', async () => {
    roster.add(10);
    await clock.advance(1_900);
    roster.add(20);
    rows = [row(20, 1)];
    await clock.advance(200);
    rows = [...rows, row(21, 20)];
    await clock.advance(2_000);
    expect(await pids()).toContain(21);
  });

  test('does not grow for ever', async () => {
    roster.add(1);
    for (let pid = 10; pid < 3_000; pid += 1) {
      roster.add(pid);
      roster.remove(pid);
    }
    expect((await stat(await path())).size).toBeLessThan(50_000);
    expect(await readdir(folder)).toHaveLength(1);
    roster.add(5_000);
    expect(await pids()).toEqual([1, 5_000]);
  });

  test('lets children run without it when it cannot be written', async () => {
    await writeFile(folder, 'in the way');
    roster.add(10);
    roster.add(11);
    roster.remove(10);
    expect(logger.lines).toHaveLength(1);
    await rm(folder);
  });

  test('stays for those who are left when it is disposed too early', async () => {
    roster.add(10);
    await roster.dispose();
    expect(await pids()).toEqual([10]);
  });

  test('has a watchdog before there is a child, once, and again when that was killed', async () => {
    const watchdogs: Watchdog[] = [];
    roster = create((file) => {
      const watchdog = startWatchdog(file);
      watchdogs.push(watchdog);
      return watchdog;
    });
    roster.prepare();
    expect(watchdogs).toHaveLength(1);
    expect(await pids()).toEqual([]);
    roster.add(1_000_000_010);
    roster.prepare();
    roster.add(1_000_000_011);
    expect(watchdogs).toHaveLength(1);
    const [first] = await livingDescendants();
    process.kill(first?.pid ?? 0, 'SIGKILL');
    await waitFor('the watchdog to be missed', () => watchdogs[0]?.isRunning === false);
    roster.prepare();
    roster.add(1_000_000_012);
    expect(watchdogs).toHaveLength(2);
    for (const pid of [10, 11, 12]) roster.remove(1_000_000_000 + pid);
    await roster.dispose();
    await waitFor('the watchdog to end', () => watchdogs[1]?.isRunning === false);
    expect(await findProcess(first?.pid ?? 0)).toBeUndefined();
    expect(await livingDescendants()).toEqual([]);
  });

  test('has none where nothing can be written, and none once it is disposed', async () => {
    const watch = vi.fn<(path: string) => Watchdog>();
    roster = create(watch);
    await writeFile(folder, 'in the way');
    roster.prepare();
    await rm(folder);
    roster = create(watch);
    await roster.dispose();
    roster.prepare();
    expect(watch).not.toHaveBeenCalled();
  });

  test('ends what is in it before it returns', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
    });
    const ended = once(child, 'exit');
    await once(child, 'spawn');
    roster.add(child.pid ?? 0);
    roster.endNow();
    expect(await ended).toEqual([null, 'SIGKILL']);
    roster.remove(child.pid ?? 0);
  });
});
