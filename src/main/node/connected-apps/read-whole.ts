import { ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { AppFileError } from '../../connected-apps/app-files.ts';
import { readForeignFile } from '../documents/read-foreign-file.ts';
import { refused } from './file-error.ts';

/**
 * The bytes a file had at one moment; throws what the system says. One that is being written is not
 * waited for: what was read is compared once more when the file is replaced.
 */
export async function readWhole(path: string): Promise<Result<Buffer, AppFileError>> {
  const found = await readForeignFile(path);
  switch (found.kind) {
    case 'read':
      return ok(found.bytes);
    case 'not-regular':
      return refused('FILE_NOT_REGULAR', '');
    case 'too-large':
      return refused('FILE_TOO_LARGE', String(found.bytes));
    case 'changing':
      return refused('FILE_CHANGING', '');
  }
}

/** Whether two files are the same; null stands for none. */
export function isSameBytes(one: Uint8Array | null, other: Uint8Array | null): boolean {
  if (one === null || other === null) return one === other;
  return Buffer.compare(one, other) === 0;
}
