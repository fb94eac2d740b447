import { execFile } from 'node:child_process';
import { win32 } from 'node:path';

import { descendantsOf } from './process-tree-rows.ts';
import type { ProcessRow } from './process-tree-rows.ts';
import type { ProcessTree, ProcessTreeDeps } from './tree-ports.ts';

/** The system's own, by its full path: people's PATHs lack the folder it is in. */
export const systemTaskkill: ProcessTreeDeps['taskkill'] = (pid) =>
  new Promise((resolve) => {
    const root = process.env['SystemRoot'] ?? String.raw`C:\Windows`;
    const program = win32.join(root, 'System32', 'taskkill.exe');
    const options = { windowsHide: true, timeout: 10_000 };
    // Programs of a console end by force only; asking first would cost time and change nothing.
    execFile(program, ['/PID', String(pid), '/T', '/F'], options, (error) => resolve(!error));
  });

/**
 * A tree on Windows, where a process is known by its parent's number alone, which outlives the
 * parent. Whatever taskkill says, the processes that are listed below the leader are ended one by one
 * too: it finds nothing any more once the leader is gone, may be forbidden, and may fail.
 */
export function createWindowsTree(
  leaderPid: number,
  deps: Pick<ProcessTreeDeps, 'list' | 'kill' | 'taskkill'>,
): ProcessTree {
  const known = new Map<number, ProcessRow>();
  let leader: ProcessRow | undefined;
  let wasListed = false;

  const isGone = (pid: number) => {
    try {
      deps.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };
  const living = async (): Promise<readonly ProcessRow[] | 'unknown'> => {
    const all = await deps.list();
    if (all.length === 0) return 'unknown';
    // Whoever started us may be gone and its number the leader's: we are below nobody here.
    const rows = all.filter(({ pid }) => pid !== process.pid);
    const byPid = new Map(rows.map((row) => [row.pid, row]));
    const now = byPid.get(leaderPid);
    if (!wasListed) leader = now;
    wasListed = true;
    // Its number may be another's by now, whose children are none of ours.
    const isOurs = now === undefined || now.startedAt === leader?.startedAt;
    const mine = [...known.values()].filter(
      ({ pid, startedAt }) => byPid.get(pid)?.startedAt === startedAt,
    );
    const roots = new Set([...(isOurs ? [leaderPid] : []), ...mine.map(({ pid }) => pid)]);
    const below = descendantsOf(rows, roots);
    for (const row of below) known.set(row.pid, row);
    return [...(isOurs && now ? [now] : []), ...mine, ...below];
  };

  return {
    // Nobody waits for it: a parent's number stays known after the parent has ended.
    capture: async () => void living(),
    async signal() {
      if (!isGone(leaderPid)) await deps.taskkill(leaderPid);
      const rows = await living();
      const pids = rows === 'unknown' ? [leaderPid, ...known.keys()] : rows.map(({ pid }) => pid);
      for (const pid of new Set(pids)) tryKill(deps, pid);
    },
    async isAlive() {
      // While the leader lives there is nothing to ask that takes half a second.
      if (!isGone(leaderPid) && !wasListed) return true;
      const rows = await living();
      return rows === 'unknown' ? !isGone(leaderPid) : rows.length > 0;
    },
  };
}

function tryKill(deps: Pick<ProcessTreeDeps, 'kill'>, pid: number): void {
  try {
    deps.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already, or belongs to somebody who does not let us.
  }
}
