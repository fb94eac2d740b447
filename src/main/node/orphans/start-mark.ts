import { readFileSync } from 'node:fs';

import { parseProcStat } from '../processes/process-tree-rows.ts';
import type { ProcessRow } from '../processes/process-tree-rows.ts';

/** How far a start seen by us may lie from the one the system tells, which is in whole seconds. */
const TOLERANCE_MS = 2_000;

/** When a process started, in a text that tells it from any other with the same pid. */
export interface StartMarks {
  /** The mark of a process that has just been started; never throws. */
  ofNew(pid: number): string;
  /** The mark of this process. */
  readonly own: string;
  /** What the marks count from; those of another start of the computer mean nothing. */
  readonly boot: string;
}

/** An approximate mark: a moment, for systems that cannot be asked cheaply. */
export function momentMark(epochMs: number): string {
  return `~${Math.round(epochMs)}`;
}

/** True when `row` is the process that `mark` was made for, or a moment away from it. */
export function hasStartMark(row: ProcessRow, mark: string): boolean {
  if (!mark.startsWith('~')) return row.startedAt === mark;
  const apartMs = Date.parse(row.startedAt) - Number(mark.slice(1));
  return Math.abs(apartMs) <= TOLERANCE_MS;
}

/** The marks of this system: exact and at once on Linux, elsewhere the moment of the start. */
export function systemStartMarks(platform: NodeJS.Platform = process.platform): StartMarks {
  const ownMoment = momentMark(Date.now() - process.uptime() * 1000);
  if (platform !== 'linux') {
    return { ofNew: () => momentMark(Date.now()), own: ownMoment, boot: 'any' };
  }
  return {
    ofNew: (pid) => ticksOf(pid) ?? momentMark(Date.now()),
    own: ticksOf(process.pid) ?? ownMoment,
    boot: read('/proc/sys/kernel/random/boot_id')?.trim() ?? 'any',
  };
}

// Read at once, so that a child is in the roster before anything else can happen; it takes 30 µs.
function ticksOf(pid: number): string | undefined {
  return parseProcStat(read(`/proc/${pid}/stat`) ?? '')?.startedAt;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
