import { chmod, lstat, mkdir } from 'node:fs/promises';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';

/** What is done to a folder; the file system's own unless a test has another. */
export interface FolderAccess {
  readonly mkdir: (path: string) => Promise<unknown>;
  readonly chmod: (path: string, mode: number) => Promise<void>;
  readonly lstat: (path: string) => Promise<{
    readonly uid: number;
    readonly mode: number;
    isDirectory(): boolean;
  }>;
  /** Who runs this; undefined where the system knows no numbers for users. */
  readonly uid: () => number | undefined;
}

const ofSystem: FolderAccess = {
  mkdir: (path) => mkdir(path, { recursive: true, mode: 0o700 }),
  chmod,
  lstat,
  uid: () => process.getuid?.(),
};

/**
 * Makes the folder of a socket, or mends the rights of one that is there. It is refused if it is a
 * link, if it is another user's, or if it lies where rights are not kept: then others could take the
 * socket's place.
 */
export async function makePrivateFolder(
  path: string,
  access: FolderAccess = ofSystem,
): Promise<Result<void, { readonly detail: string }>> {
  await access.mkdir(path);
  const before = await access.lstat(path);
  if (!before.isDirectory()) return err({ detail: `${path} is no folder` });
  if (before.uid !== access.uid()) return err({ detail: `${path} belongs to another user` });
  await access.chmod(path, 0o700);
  const { mode } = await access.lstat(path);
  if ((mode & 0o777) !== 0o700) return err({ detail: `${path} is open to other users` });
  return ok(undefined);
}
