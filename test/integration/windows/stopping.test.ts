import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';

import { reapOrphans } from '../../../src/main/node/orphans/reap-orphans.ts';
import { createChildRoster } from '../../../src/main/node/orphans/child-roster.ts';
import type { ListProcesses } from '../../../src/main/node/processes/process-tree-rows.ts';
import {
  createProcessTree,
  systemProcessTreeDeps,
} from '../../../src/main/node/processes/process-tree.ts';
import { stopTree } from '../../../src/main/node/stdio/stop-tree.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { waitFor } from '../../support/processes.ts';
import { temporaryFolder, writeFiles } from './harness.ts';

// Wine has no PowerShell and its wmic does not know when a process started, so that the numbers alone
// name the processes here, and what was there before is left out, whose parents' numbers are given
// again. All else is the system's.
const listAll: ListProcesses = () =>
  new Promise((resolve) => {
    const args = ['process', 'get', 'ParentProcessId,ProcessId'];
    execFile('wmic', args, { encoding: 'utf16le' }, (_error, stdout) =>
      resolve(
        stdout.split(/\r?\n/).flatMap((line) => {
          const [, parentPid, pid] = /^(\d+)\s+(\d+)\s*$/.exec(line) ?? [];
          const named = { pid: Number(pid), parentPid: Number(parentPid), groupId: Number(pid) };
          return pid === undefined ? [] : [{ ...named, startedAt: 'now', zombie: false }];
        }),
      ),
    );
  });

const before = new Set((await listAll()).map(({ pid }) => pid));
const list: ListProcesses = async () => (await listAll()).filter(({ pid }) => !before.has(pid));

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const folder = await temporaryFolder('a b');
await writeFiles(folder, {
  // Ignores the end of its input, as many servers do.
  'server.cjs': `require('fs').writeFileSync(process.argv[2], String(process.pid)); setInterval(() => {}, 1000)`,
  'wrapper.cmd': `@echo off\n"${process.execPath}" "%~dp0server.cjs" %1\n`,
});

/** A server behind a batch file, with its own number. */
async function startWrapped(name: string) {
  const file = join(folder, `${name}.pid`);
  const line = `""${join(folder, 'wrapper.cmd')}" "${file}""`;
  const child = spawn('cmd.exe', ['/d', '/s', '/c', line], {
    windowsVerbatimArguments: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const pid = await waitFor(
    'the server',
    async () => Number(await readFile(file, 'utf8').catch(() => '0')) || undefined,
  );
  onTestFinished(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  return { child, pid };
}

const silentLogger = createSilentLogger();
const graceMs = { stdinEnd: 100, term: 2_000 };

test('a server behind a batch file ends with it', async () => {
  const { child, pid } = await startWrapped('stopped');
  const tree = createProcessTree(child.pid ?? 0, systemProcessTreeDeps(list));
  const exited = once(child, 'exit').then(() => undefined);
  expect(
    await stopTree({ tree, exited, endInput: () => child.stdin.end() }, 'input', graceMs),
  ).toBe(true);
  expect(isAlive(pid)).toBe(false);
});

test('a server whose batch file somebody else has ended ends too', async () => {
  const { child, pid } = await startWrapped('orphaned');
  const tree = createProcessTree(child.pid ?? 0, systemProcessTreeDeps(list));
  const exited = once(child, 'exit').then(() => undefined);
  child.kill('SIGKILL');
  await exited;
  expect(isAlive(pid)).toBe(true);
  expect(await stopTree({ tree, exited, endInput: () => undefined }, 'term', graceMs)).toBe(true);
  expect(isAlive(pid)).toBe(false);
});

test('what a Patchbay that was killed has left is ended by the next start', async () => {
  const { child, pid } = await startWrapped('crashed');
  const running = join(folder, 'running');
  const marks = { ofNew: () => 'now', own: 'gone', boot: 'any' };
  const deps = { folder: running, clock: createSystemClock(), logger: silentLogger, list };
  const roster = createChildRoster({ ...deps, marks });
  roster.prepare();
  roster.add(child.pid ?? 0);
  await roster.survey();
  await roster.dispose();
  child.kill('SIGKILL');
  expect(await reapOrphans({ ...deps, bootMark: 'any' })).toBeGreaterThan(0);
  expect(isAlive(pid)).toBe(false);
});

test('a roster that grew long is written anew while it is open', async () => {
  const marks = { ofNew: () => 'now', own: 'gone', boot: 'any' };
  const warned: string[] = [];
  const logger = { ...silentLogger, warn: (text: string) => void warned.push(text) };
  const roster = createChildRoster({
    ...{ folder: join(folder, 'long'), clock: createSystemClock(), logger, list, marks },
  });
  roster.prepare();
  for (let pid = 1; pid <= 600; pid += 1) {
    roster.add(pid);
    roster.remove(pid);
  }
  await roster.dispose();
  expect(warned).toEqual([]);
});
