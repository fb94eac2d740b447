/** Why a folder could not be locked. */
export type DocumentLockError =
  | { readonly code: 'IN_USE'; readonly pid: number }
  | { readonly code: 'FAILED'; readonly detail: string };

/** The right to write to a folder; ends with `release` or with the process. */
export interface DocumentLock {
  /** Reads the lock again: false once it was removed or belongs to another process. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
  /** The same before it returns, for when nothing can be waited for any more. Never throws. */
  releaseNow(): void;
}

/** What is done when the lock is got late. */
export interface LateLock {
  /**
   * Runs before anybody else may write, e.g. to read again what the other process has written; who
   * has to write in it is given the lock itself.
   */
  prepare(lock: DocumentLock): Promise<void>;
  /** Runs as soon as this process may write. */
  granted(): void;
}

/** The right to write to a folder: from the start, or as soon as whoever has it has ended. */
export interface FolderLock extends DocumentLock {
  /** Why it is not held; undefined once it is. */
  refusal(): DocumentLockError | undefined;
  /** Who is told when it is got late; called once, before anybody else could be. */
  whenLate(late: LateLock): void;
}
