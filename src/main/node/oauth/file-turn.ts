import { setTimeout as delay } from 'node:timers/promises';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { RecordError } from '../../oauth/oauth-faults.ts';
import { acquireDocumentLock } from '../documents/document-lock.ts';
import type { DocumentLock } from '../../documents/locks.ts';
import type { DocumentFs } from '../documents/document-store-fs.ts';

const pollMs = 25;
const longestWaitMs = 60_000;

/**
 * Runs `work` while no other process (nor another caller in this one) holds the lock file at
 * `path`. Waits its turn, but not for ever; a lock of a process that is gone does not count.
 */
export async function withFileLock<T>(
  path: string,
  fs: DocumentFs,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<Result<T, RecordError>> {
  const deadline = performance.now() + longestWaitMs;
  const lock = await take(path, fs, deadline, signal);
  if (!lock.ok) return lock;
  try {
    return ok(await work());
  } finally {
    await lock.value.release().catch(() => undefined);
  }
}

async function take(
  path: string,
  fs: DocumentFs,
  deadline: number,
  signal: AbortSignal,
): Promise<Result<DocumentLock, RecordError>> {
  for (;;) {
    if (signal.aborted) return err({ code: 'ABORTED', detail: 'the app is ending' });
    const lock = await acquireDocumentLock(path, { fs });
    if (lock.ok && (await lock.value.isHeld())) return lock;
    if (!lock.ok && lock.error.code === 'FAILED') {
      return err({ code: 'LOCK_FAILED', detail: lock.error.detail });
    }
    if (performance.now() >= deadline)
      return err({ code: 'LOCKED', detail: 'another process is busy' });
    await delay(pollMs + Math.random() * pollMs);
  }
}
