import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ListProcesses } from '../../../src/main/node/processes/process-tree-rows.ts';
import { waitFor } from '../../support/processes.ts';
import { writeFiles } from './harness.ts';

// Wine has no PowerShell and its wmic does not know when a process started, so that the numbers alone
// name the processes here, and what was there before is left out, whose parents' numbers are given
// again. All else is the system's. What wmic says goes to a file: the desktop that wine starts for it,
// where there is none yet, would hold a pipe open for as long as there are processes.
const listAll: ListProcesses = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-wmic-'));
  const file = await open(join(folder, 'list'), 'w+');
  try {
    const args = ['process', 'get', 'ParentProcessId,ProcessId'];
    await once(spawn('wmic', args, { stdio: ['ignore', file.fd, 'ignore'] }), 'exit');
    const said = await readFile(join(folder, 'list'), 'utf16le');
    return said.split(/\r?\n/).flatMap((line) => {
      const [, parentPid, pid] = /^(\d+)\s+(\d+)\s*$/.exec(line) ?? [];
      const named = { pid: Number(pid), parentPid: Number(parentPid), groupId: Number(pid) };
      return pid === undefined ? [] : [{ ...named, startedAt: 'now', zombie: false }];
    });
  } finally {
    await file.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
};

/** Lists what has been started since this was called. */
export async function listingSinceNow(): Promise<ListProcesses> {
  const before = new Set((await listAll()).map(({ pid }) => pid));
  return async () => (await listAll()).filter(({ pid }) => !before.has(pid));
}

/** Whether a process of that number lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Starts a server that ignores the end of its input, as many do, behind a batch file. */
export async function startWrapped(
  folder: string,
  name: string,
): Promise<{ readonly child: ChildProcess; readonly pid: number }> {
  await writeFiles(folder, {
    'server.cjs': `require('fs').writeFileSync(process.argv[2], String(process.pid)); setInterval(() => {}, 1000)`,
    'wrapper.cmd': `@echo off\n"${process.execPath}" "%~dp0server.cjs" %1\n`,
  });
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
  return { child, pid };
}
