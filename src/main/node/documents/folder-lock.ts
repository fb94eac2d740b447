import type { Clock } from '../../kernel/clock.ts';
import type {
  DocumentLock,
  DocumentLockError,
  FolderLock,
  LateLock,
} from '../../documents/locks.ts';
import { acquireDocumentLock, isDocumentLockFree } from './document-lock.ts';

/** How often it is looked whether the other process has ended, and whether a folder can be used, ms. */
const lookAgainMs = { IN_USE: 1_000, FAILED: 10_000 } as const;

/**
 * Takes the lock at `path`. Where another process has it, or the folder cannot be written to, it is
 * tried again until `release`; the end of the other process, by its own will or not, is noticed
 * within a second or so.
 */
export async function openFolderLock(path: string, clock: Clock): Promise<FolderLock> {
  const first = await acquireDocumentLock(path);
  return new RetriedLock(path, clock, first.ok ? first.value : first.error);
}

class RetriedLock implements FolderLock {
  readonly #path: string;
  readonly #clock: Clock;
  #lock: DocumentLock | undefined;
  #refusal: DocumentLockError | undefined;
  #late: LateLock | undefined;
  #timer: Disposable | undefined;
  #looking: Promise<void> | undefined;
  #isReleased = false;

  constructor(path: string, clock: Clock, first: DocumentLock | DocumentLockError) {
    this.#path = path;
    this.#clock = clock;
    if ('code' in first) this.#refuse(first);
    else this.#lock = first;
  }

  refusal(): DocumentLockError | undefined {
    return this.#refusal;
  }

  whenLate(late: LateLock): void {
    this.#late = late;
  }

  async isHeld(): Promise<boolean> {
    return (await this.#lock?.isHeld()) ?? false;
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    this.#timer?.[Symbol.dispose]();
    await this.#looking;
    await this.#lock?.release();
  }

  releaseNow(): void {
    this.#isReleased = true;
    this.#timer?.[Symbol.dispose]();
    this.#lock?.releaseNow();
  }

  #refuse(error: DocumentLockError): void {
    this.#refusal = error;
    if (this.#isReleased) return;
    this.#timer = this.#clock.schedule(lookAgainMs[error.code], () => {
      this.#looking = this.#look(error);
    });
  }

  async #look(before: DocumentLockError): Promise<void> {
    // Only a look: taking it writes to the folder, which would not be quiet once a second.
    if (!(await isDocumentLockFree(this.#path))) return this.#refuse(before);
    const acquired = await acquireDocumentLock(this.#path);
    if (!acquired.ok) return this.#refuse(acquired.error);
    if (!this.#isReleased) await this.#late?.prepare(acquired.value);
    this.#lock = acquired.value;
    this.#refusal = undefined;
    if (!this.#isReleased) this.#late?.granted();
  }
}
