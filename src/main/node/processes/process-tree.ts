import type { ListProcesses, ProcessRow } from './process-tree-rows.ts';
import type { ProcessTree, ProcessTreeDeps, StopSignal } from './tree-ports.ts';
import { descendantsOf } from './process-tree-rows.ts';
import { createWindowsTree, systemTaskkill } from './windows-tree.ts';

/** The system's own kill and taskkill. */
export function systemProcessTreeDeps(list: ListProcesses): ProcessTreeDeps {
  return {
    platform: process.platform,
    list,
    kill: (pid, signal) => void process.kill(pid, signal),
    taskkill: systemTaskkill,
  };
}

/**
 * The tree led by `leaderPid`, a child that was spawned as the leader of its own process group
 * (`detached: true` on POSIX). Create it while the leader is alive or not yet reaped.
 */
export function createProcessTree(leaderPid: number, deps: ProcessTreeDeps): ProcessTree {
  return deps.platform === 'win32'
    ? createWindowsTree(leaderPid, deps)
    : createPosixTree(leaderPid, deps);
}

function tryKill(deps: ProcessTreeDeps, pid: number, signal: StopSignal | 0): boolean {
  try {
    deps.kill(pid, signal);
    return true;
  } catch {
    // ESRCH: it is gone already; EPERM: it is not ours any more. Neither can be helped.
    return false;
  }
}

function createPosixTree(leaderPid: number, deps: ProcessTreeDeps): ProcessTree {
  const known = new Map<number, ProcessRow>();

  const isKnown = (row: ProcessRow) => known.get(row.pid)?.startedAt === row.startedAt;
  const members = (rows: readonly ProcessRow[]) => {
    const roots = rows.filter(
      (row) => row.pid === leaderPid || row.groupId === leaderPid || isKnown(row),
    );
    const below = descendantsOf(rows, new Set(roots.map((row) => row.pid)));
    return [...roots, ...below].filter((row) => !row.zombie);
  };
  const capture = async () => {
    const rows = members(await deps.list());
    for (const row of rows) known.set(row.pid, row);
    return rows;
  };

  return {
    capture: async () => void (await capture()),
    signal: async (signal) => {
      const rows = await capture();
      tryKill(deps, -leaderPid, signal);
      for (const row of rows) if (row.groupId !== leaderPid) tryKill(deps, row.pid, signal);
    },
    isAlive: async () => {
      const rows = await deps.list();
      // Without a listing the group itself is asked; a group of zombies then counts as alive.
      return rows.length > 0 ? members(rows).length > 0 : tryKill(deps, -leaderPid, 0);
    },
  };
}
