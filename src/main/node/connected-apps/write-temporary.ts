import { open, rm } from 'node:fs/promises';

import { writeAll } from '../documents/write-all.ts';

/** Whose a file is, and who may use it. */
export interface FileStanding {
  readonly mode: number;
  /** Absent where the system or the person's rights do not matter. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Writes a file that is not there yet, all of it down to the disk; nothing is left where that fails.
 * Throws what the system says.
 */
export async function writeTemporary(
  path: string,
  bytes: Uint8Array,
  { mode, owner }: FileStanding,
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await writeAll(bytes, async (offset) => {
      const left = bytes.length - offset;
      return (await file.write(bytes, offset, left, offset)).bytesWritten;
    });
    if (owner !== undefined) await file.chown(owner.uid, owner.gid);
    // After the owner: changing that one takes rights away.
    await file.chmod(mode);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
