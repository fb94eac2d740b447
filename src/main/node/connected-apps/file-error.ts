import { err } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { AppFileError } from '../../connected-apps/app-files.ts';

const codes = new Map<string, AppFileError['code']>([
  ['EACCES', 'FILE_ACCESS_DENIED'],
  ['EPERM', 'FILE_ACCESS_DENIED'],
  ['EROFS', 'FILE_READ_ONLY'],
  ['ENOSPC', 'DISK_FULL'],
  ['EDQUOT', 'DISK_FULL'],
  ['ELOOP', 'FILE_LINK_BROKEN'],
  ['EISDIR', 'FILE_NOT_REGULAR'],
  ['ENXIO', 'FILE_NOT_REGULAR'],
  ['EBUSY', 'FILE_LOCKED'],
  ['ENOENT', 'FOLDER_GONE'],
  ['ENOTDIR', 'FOLDER_GONE'],
]);

/** What the system said about a file, with the code for it. */
export function fileError(error: unknown): AppFileError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return { code: 'FILE_IO_ERROR', detail: String(error) };
  return { code: codes.get(code) ?? 'FILE_IO_ERROR', detail: code };
}

/** A refusal as a result. */
export const refused = (code: AppFileError['code'], detail: string): Result<never, AppFileError> =>
  err({ code, detail });
