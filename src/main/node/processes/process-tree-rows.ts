import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

import type { ProcessRow } from './process-row.ts';
import { listFromWindows } from './windows-processes.ts';

export type { ProcessRow } from './process-row.ts';

/** Lists the processes that can be seen; empty means that they cannot be listed now. */
export type ListProcesses = () => Promise<readonly ProcessRow[]>;

/** Reads one `/proc/<pid>/stat` line (proc(5)); `undefined` when it is not one. */
export function parseProcStat(text: string): ProcessRow | undefined {
  // The program's name may hold spaces and brackets, so fields are counted after the last bracket.
  const nameEnd = text.lastIndexOf(')');
  const pid = Number.parseInt(text, 10);
  const [state, parentPid, groupId, ...rest] = text.slice(nameEnd + 2).split(' ');
  const startedAt = rest[16];
  if (nameEnd < 0 || !Number.isInteger(pid) || startedAt === undefined) return undefined;
  return {
    pid,
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    startedAt,
    zombie: state === 'Z' || state === 'X',
  };
}

/** Reads one line of `ps -A -o pid=,ppid=,pgid=,state=,lstart=`. */
export function parsePsLine(line: string): ProcessRow | undefined {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line);
  if (!match) return undefined;
  const [, pid, parentPid, groupId, state, startedAt] = match;
  return {
    pid: Number(pid),
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    startedAt: startedAt ?? '',
    zombie: state?.startsWith('Z') ?? false,
  };
}

async function listFromProc(): Promise<readonly ProcessRow[]> {
  const names = await readdir('/proc').catch(() => [] as string[]);
  const stats = names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''));
  return (await Promise.all(stats)).flatMap((text) => parseProcStat(text) ?? []);
}

function listFromPs(): Promise<readonly ProcessRow[]> {
  const args = ['-A', '-o', 'pid=,ppid=,pgid=,state=,lstart='];
  return new Promise((resolve) => {
    execFile('/bin/ps', args, { env: { LC_ALL: 'C' }, timeout: 2_000 }, (error, stdout) => {
      resolve(error ? [] : stdout.split('\n').flatMap((line) => parsePsLine(line) ?? []));
    });
  });
}

/**
 * A lister for this platform. Calls made while a listing runs share one more listing that starts
 * after it, so that stopping many servers at once costs few scans and no caller sees an old one.
 */
export function createProcessLister(platform: NodeJS.Platform = process.platform): ListProcesses {
  const list = listerOf(platform);
  let running: Promise<unknown> = Promise.resolve();
  let queued: Promise<readonly ProcessRow[]> | undefined;
  return () => {
    queued ??= running.then(() => {
      const current = list();
      running = current;
      queued = undefined;
      return current;
    });
    return queued;
  };
}

function listerOf(platform: NodeJS.Platform): ListProcesses {
  if (platform === 'win32') return () => listFromWindows();
  return platform === 'linux' ? listFromProc : listFromPs;
}

/** The rows below any of `roots` by parent, at any depth, without the roots themselves. */
export function descendantsOf(
  rows: readonly ProcessRow[],
  roots: ReadonlySet<number>,
): readonly ProcessRow[] {
  const below = new Set(roots);
  const found = new Map<number, ProcessRow>();
  for (let grew = true; grew;) {
    grew = false;
    for (const row of rows) {
      if (below.has(row.pid) || !below.has(row.parentPid)) continue;
      below.add(row.pid);
      found.set(row.pid, row);
      grew = true;
    }
  }
  return [...found.values()];
}
