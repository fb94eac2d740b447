import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessRow } from '../../src/main/node/processes/process-tree-rows.ts';
import {
  createProcessLister,
  descendantsOf,
} from '../../src/main/node/processes/process-tree-rows.ts';

const listAll = createProcessLister();
/** Every process there is; where none is found nothing was looked at, and that must not pass. */
const list = async () => {
  const rows = await listAll();
  if (rows.length === 0) throw new Error('the processes of this computer cannot be listed');
  return rows;
};
const alive = (rows: readonly ProcessRow[]) => rows.filter((row) => !row.zombie);

/** The living processes below `pid` (default: this test's own), identified by pid and start time. */
export async function livingDescendants(pid = process.pid): Promise<readonly ProcessRow[]> {
  return alive(descendantsOf(await list(), new Set([pid])));
}

/** Like {@link livingDescendants}, without the watchdog that stands by while servers run. */
export async function livingPrograms(pid = process.pid): Promise<readonly ProcessRow[]> {
  const found = await Promise.all(
    (await livingDescendants(pid)).map(async (row) => {
      return (await commandOf(row.pid)).includes('patchbay-watchdog') ? [] : [row];
    }),
  );
  return found.flat();
}

/**
 * The living processes with `entry` (`NAME=value`) in the environment they were started with:
 * finds descendants that have lost their parent or left their group.
 */
export async function processesWithEnvironment(entry: string): Promise<readonly ProcessRow[]> {
  // A check that looks at nothing must not pass.
  if (process.platform !== 'linux') throw new Error('environments can be read on Linux only');
  const found = await Promise.all(
    alive(await list()).map(async (row) => {
      const environment = await readFile(`/proc/${row.pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(entry) ? [row] : [];
    }),
  );
  return found.flat();
}

/** How a process was started, its words as the system joins them; empty when it has ended. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  // Windows has no watchdog, which is what is looked for.
  if (process.platform === 'win32') return '';
  return new Promise((resolve) => {
    execFile('/bin/ps', ['-p', String(pid), '-o', 'command='], (_error, stdout) => resolve(stdout));
  });
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
  for (const { pid } of await survivorsOf(processes)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself since it was looked for.
    }
  }
  await waitForExit(processes);
}
