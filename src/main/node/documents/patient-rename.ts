import * as fs from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { systemCodeOf } from './system-code.ts';

/** What Windows says while a scanner, an indexer or a synchroniser has one of the two files open. */
const heldCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);

/**
 * Short ones, so that the moments between two looks of somebody else are not slept through, for three
 * seconds together: whoever looks at a file that was just written is done by then.
 */
const pausesMs: readonly number[] = [5, 10, 15, 20, ...Array.from({ length: 118 }, () => 25)];

/** What renaming needs. */
interface RenameDeps {
  readonly platform: NodeJS.Platform;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly wait: (ms: number) => Promise<unknown>;
}

/**
 * Does what may be refused while another program holds a file. On Windows a refusal is tried again some
 * times before it counts; elsewhere it counts at once, because nobody can hold a file so. Rejects with
 * the last error.
 */
export async function patiently<T>(
  work: () => T | Promise<T>,
  { platform, wait }: Pick<RenameDeps, 'platform' | 'wait'> = {
    platform: process.platform,
    wait: delay,
  },
): Promise<T> {
  for (const pauseMs of platform === 'win32' ? pausesMs : []) {
    try {
      return await work();
    } catch (error) {
      if (!heldCodes.has(systemCodeOf(error))) throw error;
    }
    await wait(pauseMs);
  }
  return work();
}

/** Renames a file, as {@link patiently} does things. */
export function createPatientRename(
  deps: RenameDeps = { platform: process.platform, rename: fs.rename, wait: delay },
): (from: string, to: string) => Promise<void> {
  return (from, to) => patiently(() => deps.rename(from, to), deps);
}
