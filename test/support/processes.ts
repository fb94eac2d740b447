import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessRow } from '../../src/main/node/processes/process-tree-rows.ts';
import {
  createProcessLister,
  descendantsOf,
} from '../../src/main/node/processes/process-tree-rows.ts';

const list = createProcessLister();
const alive = (rows: readonly ProcessRow[]) => rows.filter((row) => !row.zombie);

/** The living processes below `pid` (default: this test's own), identified by pid and start time. */
export async function livingDescendants(pid = process.pid): Promise<readonly ProcessRow[]> {
  return alive(descendantsOf(await list(), new Set([pid])));
}

/** Like {@link livingDescendants}, without the watchdog that stands by while servers run. */
export async function livingPrograms(pid = process.pid): Promise<readonly ProcessRow[]> {
  const found = await Promise.all(
    (await livingDescendants(pid)).map(async (row) => {
      const command = await readFile(`/proc/${row.pid}/cmdline`, 'utf8').catch(() => '');
      return command.includes('\0patchbay-watchdog\0') ? [] : [row];
    }),
  );
  return found.flat();
}

/**
 * The living processes with `entry` (`NAME=value`) in the environment they were started with:
 * finds descendants that have lost their parent or left their group.
 */
export async function processesWithEnvironment(entry: string): Promise<readonly ProcessRow[]> {
  const found = await Promise.all(
    alive(await list()).map(async (row) => {
      const environment = await readFile(`/proc/${row.pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(entry) ? [row] : [];
    }),
  );
  return found.flat();
}

/** The row of `pid` while it lives. Keep it to ask later whether the same process is still there. */
export async function findProcess(pid: number): Promise<ProcessRow | undefined> {
  return alive(await list()).find((row) => row.pid === pid);
}

/** Those of `processes` that are still alive; a reused pid does not count. */
export async function survivorsOf(
  processes: readonly ProcessRow[],
): Promise<readonly ProcessRow[]> {
  const now = new Map(alive(await list()).map((row) => [row.pid, row.startedAt]));
  return processes.filter((row) => now.get(row.pid) === row.startedAt);
}

/** Asks until `read` gives a value; rejects with `what` when it has not within the limit. */
export async function waitFor<T>(
  what: string,
  read: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 50_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await delay(10);
  }
}

/** Resolves when none of `processes` is alive. */
export async function waitForExit(
  processes: readonly ProcessRow[],
  timeoutMs?: number,
): Promise<void> {
  const isOver = async () => (await survivorsOf(processes)).length === 0;
  await waitFor('the processes to exit', isOver, timeoutMs);
}

/** Kills what a test knowingly left behind. */
export async function killAll(processes: readonly ProcessRow[]): Promise<void> {
  for (const { pid } of await survivorsOf(processes)) process.kill(pid, 'SIGKILL');
  await waitForExit(processes);
}
