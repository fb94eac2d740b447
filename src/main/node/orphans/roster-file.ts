/** One process that a Patchbay has started, directly (a leader of its own group) or not. */
export interface RosterEntry {
  readonly pid: number;
  /** When it started, as `start-mark.ts` writes it; `pid` alone says little, since pids are reused. */
  readonly startMark: string;
  readonly isLeader: boolean;
}

/** What a roster file tells. */
export interface Roster {
  /** The Patchbay that wrote it. */
  readonly owner: { readonly pid: number; readonly startMark: string };
  /** The start of the computer in which its marks mean something. */
  readonly bootMark: string;
  /** The processes that were running when the last whole line was written. */
  readonly entries: readonly RosterEntry[];
}

const HEADER = /^patchbay-roster 1 (\d+) (\S+) (\S+)$/;
const ENTRY = /^([+m]) (\d{1,10}) (\S.*)$/;
const ENDED = /^- (\d{1,10})$/;

/** The first line. */
export function headerLine(owner: Roster['owner'], bootMark: string): string {
  return `patchbay-roster 1 ${owner.pid} ${owner.startMark} ${bootMark}\n`;
}

/** The line that adds a process, or says more exactly when it started. */
export function entryLine({ pid, startMark, isLeader }: RosterEntry): string {
  return `${isLeader ? '+' : 'm'} ${pid} ${startMark}\n`;
}

/** The line that takes a process out. */
export function endedLine(pid: number): string {
  return `- ${pid}\n`;
}

/**
 * Reads a roster file. Lines that are damaged or cut off are left out; without a whole first line
 * there is no telling whose it is, and the answer is `undefined`.
 */
export function parseRoster(text: string): Roster | undefined {
  const [first, ...lines] = text.split('\n').slice(0, -1);
  const header = HEADER.exec(first ?? '');
  if (!header) return undefined;
  const entries = new Map<number, RosterEntry>();
  for (const line of lines) {
    const ended = ENDED.exec(line);
    if (ended) entries.delete(Number(ended[1]));
    const [, sign, pid, startMark] = ENTRY.exec(line) ?? [];
    if (startMark === undefined) continue;
    entries.set(Number(pid), { pid: Number(pid), startMark, isLeader: sign === '+' });
  }
  const [, ownerPid, ownerMark = '', bootMark = ''] = header;
  return {
    owner: { pid: Number(ownerPid), startMark: ownerMark },
    bootMark,
    entries: [...entries.values()],
  };
}
