import { hasStartMark } from '../orphans/start-mark.ts';
import type { ListProcesses } from '../processes/process-tree-rows.ts';

/** Where listing takes long, an answer holds for so long, ms; a lock is looked at every second. */
const holdsMs = 60_000;
/** Clocks of two programs differ by less, ms. */
const toleranceMs = 2_000;

/** Who has taken a lock. */
export interface LockOwner {
  readonly pid: number;
  /** When that process started, as `StartMarks` writes it; null in locks of earlier releases. */
  readonly startMark: string | null;
  /** When the lock was taken, epoch ms. */
  readonly takenAt: number;
}

/**
 * Tells whether the process that now has an owner's number is that owner: numbers are given again,
 * and after a start from hibernation, which Windows does by default, the uptime says nothing. `null`
 * when processes cannot be listed.
 */
export function createSameProcess(
  list: ListProcesses,
  now: () => number = Date.now,
): (owner: LockOwner) => Promise<boolean | null> {
  let last:
    { readonly key: string; readonly at: number; readonly answer: boolean | null } | undefined;
  return async (owner) => {
    const key = JSON.stringify(owner);
    if (last?.key === key && now() - last.at < holdsMs) return last.answer;
    const answer = await look(owner, list);
    // That somebody else has it by now is acted upon at once.
    last = answer === false ? undefined : { key, at: now(), answer };
    return answer;
  };
}

async function look({ pid, startMark, takenAt }: LockOwner, list: ListProcesses) {
  const rows = await list();
  if (rows.length === 0) return null;
  const row = rows.find((one) => one.pid === pid && !one.zombie);
  if (row === undefined) return false;
  if (startMark !== null && !hasStartMark(row, startMark)) return false;
  // Who started after a lock was taken did not take it. Linux counts from another moment.
  const startedAt = /^\d+$/.test(row.startedAt) ? NaN : Date.parse(row.startedAt);
  return !(startedAt > takenAt + toleranceMs);
}
