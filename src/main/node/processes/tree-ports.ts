import type { ListProcesses } from './process-tree-rows.ts';

/** How hard to ask a process tree to end. */
export type StopSignal = 'SIGTERM' | 'SIGKILL';

/** What a tree needs from the system. */
export interface ProcessTreeDeps {
  readonly platform: NodeJS.Platform;
  readonly list: ListProcesses;
  readonly kill: (pid: number, signal: StopSignal | 0) => void;
  /** Windows: ends `pid` and what it started; resolves with whether the system says that it did. */
  readonly taskkill: (pid: number) => Promise<boolean>;
}

/** The processes that belong to one child: its process group and whatever it started besides. */
export interface ProcessTree {
  /** Remembers the descendants alive now, so that those who leave the group can still be found. */
  capture(): Promise<void>;
  /** Signals every process of the tree that is still alive. Never throws. */
  signal(signal: StopSignal): Promise<void>;
  /** True when a process of the tree other than a zombie is alive. */
  isAlive(): Promise<boolean>;
}
