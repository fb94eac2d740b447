import type { DocumentLock, FolderLock } from '../documents/locks.ts';
import type { Logger } from '../kernel/logger.ts';
import type { NoticeBoard } from './notice-board.ts';
import { lockNotice } from './start-notices.ts';

/** What is read again when another Patchbay has ended, and who is told. */
export interface LateLockDeps {
  readonly lock: FolderLock;
  /** Completes what the other Patchbay had begun when it ended; comes first. */
  readonly complete: (held: DocumentLock) => Promise<void>;
  /** Each reads again what the other one may have written. */
  readonly rereads: readonly (() => Promise<unknown>)[];
  /** Runs once this process may write. */
  readonly granted: () => void;
  readonly notices: Pick<NoticeBoard, 'add' | 'dismiss'>;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Says that nothing can be saved while another Patchbay has the folder, and takes over when it ends:
 * everything it wrote is read before anything may be written, so that nothing of it is lost, and the
 * notice goes.
 */
export function followLock({ lock, rereads, complete, ...deps }: LateLockDeps): void {
  const refusal = lock.refusal();
  if (refusal === undefined) return;
  const { notices, logger } = deps;
  const notice = lockNotice(refusal, deps.now());
  notices.add(notice);
  const quietly = async (work: () => Promise<unknown>): Promise<void> => {
    await work().catch((error: unknown) => {
      logger.error('what another Patchbay wrote was not taken over', { error: String(error) });
    });
  };
  lock.whenLate({
    async prepare(held) {
      await quietly(() => complete(held));
      for (const reread of rereads) await quietly(reread);
    },
    granted() {
      notices.dismiss(notice.id);
      deps.granted();
    },
  });
}
