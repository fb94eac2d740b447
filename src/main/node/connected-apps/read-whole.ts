import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

import { ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { AppFileError } from '../../connected-apps/app-files.ts';
import { refused } from './file-error.ts';

/** The largest file that is read or written; some apps keep their whole history in it. */
export const maxAppFileBytes = 10 * 1024 * 1024;

const tries = 3;

/** The bytes a file had at one moment; throws what the system says. */
export async function readWhole(path: string): Promise<Result<Buffer, AppFileError>> {
  // A pipe would wait for somebody to write.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    for (let left = tries; left > 0; left -= 1) {
      const before = await file.stat({ bigint: true });
      if (!before.isFile()) return refused('FILE_NOT_REGULAR', '');
      if (before.size > maxAppFileBytes) return refused('FILE_TOO_LARGE', String(before.size));
      const bytes = Buffer.alloc(Number(before.size) + 1);
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read) {
        read = (await file.read(bytes, length, bytes.length - length, length)).bytesRead;
      }
      const after = await file.stat({ bigint: true });
      const isWhole = BigInt(length) === before.size && after.size === before.size;
      if (isWhole && after.mtimeNs === before.mtimeNs) return ok(bytes.subarray(0, length));
    }
    return refused('FILE_CHANGING', '');
  } finally {
    await file.close();
  }
}

/** Whether two files are the same; null stands for none. */
export function isSameBytes(one: Uint8Array | null, other: Uint8Array | null): boolean {
  if (one === null || other === null) return one === other;
  return Buffer.compare(one, other) === 0;
}
