/** One process of this machine. `pid` and `startedAt` together name it even when pids are reused. */
export interface ProcessRow {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  /** Opaque; equal for two rows of the same pid only when they are the same process. */
  readonly startedAt: string;
  /** Dead, waiting to be reaped by its parent. */
  readonly zombie: boolean;
}
