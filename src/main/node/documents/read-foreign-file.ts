import { constants } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** The largest settings file of an app that is read or written; some keep their whole history in it. */
export const maxForeignFileBytes = 10 * 1024 * 1024;

const tries = 3;

/** What a file that other programs write held at one moment, or why that cannot be told. */
export type ForeignBytes =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'not-regular' }
  | { readonly kind: 'too-large'; readonly bytes: number }
  /** It was another one at each try. */
  | { readonly kind: 'changing' };

/**
 * Reads a file that another program may be writing. With `settleMs` one that is younger than that has
 * to stay as it is for that long. Throws what the system says, and the signal's reason.
 */
export async function readForeignFile(
  path: string,
  options: { readonly settleMs?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<ForeignBytes> {
  const { settleMs = 0, signal } = options;
  // A pipe would wait for somebody to write.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    for (let left = tries; left > 0; left -= 1) {
      signal?.throwIfAborted();
      const before = await file.stat({ bigint: true });
      if (!before.isFile()) return { kind: 'not-regular' };
      if (before.size > maxForeignFileBytes) {
        return { kind: 'too-large', bytes: Number(before.size) };
      }
      const bytes = await bytesOf(file, Number(before.size));
      const after = await file.stat({ bigint: true });
      const isWhole = BigInt(bytes.length) === before.size && isAsBefore(before, after);
      if (isWhole && (await isSettled(file, after, settleMs, signal))) {
        return { kind: 'read', bytes };
      }
    }
    return { kind: 'changing' };
  } finally {
    await file.close();
  }
}

/** All there is, and one byte more than `size` where the file has grown. */
async function bytesOf(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = (await file.read(bytes, length, bytes.length - length, length)).bytesRead;
  }
  return bytes.subarray(0, length);
}

function isAsBefore(before: BigIntStats, after: BigIntStats): boolean {
  return before.size === after.size && before.mtimeNs === after.mtimeNs;
}

/**
 * Whether a file that was written just now is left alone for a while. A program in the middle of
 * writing may be held up between two looks, and clocks of files go by steps: both look the same then.
 */
async function isSettled(
  file: FileHandle,
  seen: BigIntStats,
  settleMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const ageMs = Date.now() - Number(seen.mtimeNs / 1_000_000n);
  if (ageMs < 0 || ageMs > settleMs || settleMs === 0) return true;
  await delay(settleMs, undefined, { signal });
  return isAsBefore(seen, await file.stat({ bigint: true }));
}
