import { mkdir, rmdir, stat, utimes } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import type { Result } from '../../../shared/util/result.ts';
import type { ReplaceError } from '../../connected-apps/app-files.ts';
import { refused } from './file-error.ts';

/** A lock that nobody has renewed for so long is one of a program that ended. */
const staleMs = 10_000;
const tries = 30;
const pauseMs = 100;

/**
 * Does something while the lock of another program is held: a folder beside the file, which is there
 * for as long as somebody writes.
 */
export async function whileLocked(
  target: string,
  act: () => Promise<Result<void, ReplaceError>>,
): Promise<Result<void, ReplaceError>> {
  const lock = `${target}.lock`;
  for (let left = tries; !(await taken(lock)); left -= 1) {
    if (left === 0) return refused('FILE_LOCKED', '');
    await pause(pauseMs);
  }
  try {
    return await act();
  } finally {
    await rmdir(lock).catch(() => undefined);
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const stats = await stat(lock).catch(() => undefined);
    if (stats === undefined || Date.now() - stats.mtimeMs < staleMs) return false;
    const now = new Date();
    await utimes(lock, now, now);
    return true;
  }
}
