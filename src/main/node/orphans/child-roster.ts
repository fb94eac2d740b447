import {
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import { descendantsOf } from '../processes/process-tree-rows.ts';
import type { ListProcesses } from '../processes/process-tree-rows.ts';
import { endedLine, entryLine, headerLine } from './roster-file.ts';
import type { RosterEntry } from './roster-file.ts';
import type { StartMarks } from './start-mark.ts';
import type { Watchdog } from './watchdog.ts';

/** How long after a start the processes a child has started itself are looked for. */
const SURVEY_DELAYS_MS = [2_000, 20_000];
const MAX_LINES = 1_000;

/** Keeps on disk which children run, so that they can be ended when Patchbay is gone. */
export interface ChildRoster {
  /**
   * To be called right before a child is started: from here on a watchdog is there, so that none
   * can outlive a Patchbay that dies in the same moment. Never throws.
   */
  prepare(): void;
  /** Takes in a child that was just started as leader of its own group. Never throws. */
  add(pid: number): void;
  /** Takes out a child whose whole tree has ended. */
  remove(pid: number): void;
  /** Looks for the processes the children have started themselves and takes them in. */
  survey(): Promise<void>;
  /** Ends by force whatever is in it, before it returns: the system is about to end. Never throws. */
  endNow(): void;
  dispose(): Promise<void>;
}

/** The part of a roster that whoever starts children tells about them. */
export type StartedChildren = Omit<ChildRoster, 'survey' | 'endNow' | 'dispose'>;

/** What a roster needs. */
export interface ChildRosterDeps {
  /** Made when it is needed. */
  readonly folder: string;
  readonly marks: StartMarks;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly list: ListProcesses;
  /** Starts the watchdog over a roster file, where there can be one. */
  readonly watch?: (path: string) => Watchdog;
}

/**
 * A roster in a file of its own in `folder`. Lines are handed to the system at once, so they
 * survive the death of this process, though not that of the computer, which ends the children too.
 * When the file cannot be written that is logged once and children run without.
 */
export function createChildRoster(deps: ChildRosterDeps): ChildRoster {
  return new FileRoster(deps);
}

class FileRoster implements ChildRoster {
  readonly #deps: ChildRosterDeps;
  readonly #path: string;
  readonly #header: string;
  /** By leader: what runs because of it. */
  readonly #running = new Map<number, Map<number, RosterEntry>>();
  readonly #surveys = new Map<number, { readonly timer: Disposable; isStale: boolean }>();
  #file: number | 'failed' | undefined;
  #lines = 0;
  #watchdog: Watchdog | undefined;

  constructor(deps: ChildRosterDeps) {
    this.#deps = deps;
    this.#path = join(deps.folder, `${process.pid}-${deps.marks.own.replace('~', '')}.roster`);
    this.#header = headerLine({ pid: process.pid, startMark: deps.marks.own }, deps.marks.boot);
  }

  prepare() {
    if (this.#watchdog?.isRunning) return;
    this.#write('');
    if (this.#file === 'failed') return;
    this.#watchdog = this.#deps.watch?.(this.#path);
  }

  add(pid: number) {
    const entry = { pid, startMark: this.#deps.marks.ofNew(pid), isLeader: true };
    this.#running.set(pid, new Map([[pid, entry]]));
    this.#write(entryLine(entry));
    if (this.#file === 'failed') return;
    SURVEY_DELAYS_MS.forEach((delayMs) => this.#planSurvey(delayMs));
  }

  remove(pid: number) {
    const ended = this.#running.get(pid);
    if (!ended) return;
    this.#running.delete(pid);
    this.#write([...ended.keys()].map(endedLine).join(''));
    if (this.#lines > MAX_LINES) this.#rewrite();
  }

  async survey() {
    const rows = (await this.#deps.list()).filter((row) => !row.zombie);
    const lines: string[] = [];
    for (const [leader, known] of this.#running) {
      const group = rows.filter((row) => row.groupId === leader || row.pid === leader);
      const below = descendantsOf(rows, new Set(group.map((row) => row.pid)));
      for (const { pid, startedAt } of [...group, ...below]) {
        if (known.get(pid)?.startMark === startedAt) continue;
        const entry = { pid, startMark: startedAt, isLeader: pid === leader };
        known.set(pid, entry);
        lines.push(entryLine(entry));
      }
    }
    if (lines.length > 0) this.#write(lines.join(''));
  }

  endNow() {
    for (const [leader, known] of this.#running) {
      // A group at once where there are groups, and whoever has left it.
      for (const pid of [-leader, ...known.keys()]) tryKill(pid);
    }
  }

  async dispose() {
    for (const { timer } of this.#surveys.values()) timer[Symbol.dispose]();
    this.#surveys.clear();
    this.#close();
    await this.#watchdog?.dispose();
  }

  #close() {
    const file = this.#file;
    this.#file = 'failed';
    if (typeof file !== 'number') return;
    this.#attempt(() => {
      closeSync(file);
      if (this.#running.size === 0) rmSync(this.#path, { force: true });
    });
  }

  #planSurvey(delayMs: number) {
    const planned = this.#surveys.get(delayMs);
    if (planned) {
      planned.isStale = true;
      return;
    }
    const timer = this.#deps.clock.schedule(delayMs, () => {
      const isStale = this.#surveys.get(delayMs)?.isStale;
      this.#surveys.delete(delayMs);
      if (this.#running.size === 0) return;
      void this.survey();
      // A child that came while the survey was waited for gets its whole time as well.
      if (isStale) this.#planSurvey(delayMs);
    });
    this.#surveys.set(delayMs, { timer, isStale: false });
  }

  #write(text: string) {
    this.#attempt(() => {
      this.#file ??= this.#create();
      if (this.#file === 'failed') return;
      writeSync(this.#file, text);
      this.#lines += text.split('\n').length - 1;
    });
  }

  #create() {
    mkdirSync(this.#deps.folder, { recursive: true, mode: 0o700 });
    writeFileSync(this.#path, this.#header, { mode: 0o600 });
    return openSync(this.#path, 'a');
  }

  /** Drops the lines of what has ended; at every moment there is a whole file of that name. */
  #rewrite() {
    this.#attempt(() => {
      const entries = [...this.#running.values()].flatMap((known) => [...known.values()]);
      const draft = `${this.#path}.new`;
      writeFileSync(draft, this.#header + entries.map(entryLine).join(''), { mode: 0o600 });
      // Windows renames nothing over a file that is open.
      if (typeof this.#file === 'number') closeSync(this.#file);
      renameSync(draft, this.#path);
      this.#file = openSync(this.#path, 'a');
      this.#lines = entries.length;
    });
  }

  #attempt(work: () => void) {
    try {
      work();
    } catch (error) {
      this.#file = 'failed';
      this.#deps.logger.warn('running programs are not noted down', { error: String(error) });
    }
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already, or there are no groups on this system.
  }
}
