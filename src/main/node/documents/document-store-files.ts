import { damagedPath } from './file-names.ts';
import { systemCodeOf } from './document-store-fs.ts';
import type { DocumentFs } from './document-store-fs.ts';

/** File systems that know no hard links say so with one of these. */
const noLinkCodes = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Creates the file at `path` with all of `bytes` and returns once they are on the disk. On failure
 * nothing is left at `path`.
 */
export async function writeWhole(fs: DocumentFs, path: string, bytes: Uint8Array): Promise<void> {
  const file = await fs.create(path);
  try {
    try {
      for (let offset = 0; offset < bytes.length;) {
        const written = await file.write(bytes, offset);
        if (written <= 0) throw Object.assign(new Error('no progress'), { code: 'EIO' });
        offset += written;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await removeIfThere(fs, path).catch(() => undefined);
    throw error;
  }
}

/** Removes a file; one that is already gone is fine. */
export async function removeIfThere(fs: DocumentFs, path: string): Promise<void> {
  try {
    await fs.unlink(path);
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
}

/** Gives the file at `from` the second name `to`, copying it where hard links do not exist. */
export async function keepAs(fs: DocumentFs, from: string, to: string): Promise<void> {
  try {
    await fs.link(from, to);
  } catch (error) {
    if (!noLinkCodes.has(systemCodeOf(error))) throw error;
    await writeWhole(fs, to, await fs.read(from));
  }
}

/** Keeps the file at `path` as its newest backup and moves the older ones one place back. */
export async function rotateBackups(
  fs: DocumentFs,
  path: string,
  backups: readonly string[],
): Promise<void> {
  for (let place = backups.length - 1; place > 0; place -= 1) {
    const [newer, older] = [backups[place - 1], backups[place]];
    if (newer !== undefined && older !== undefined) await moveIfThere(fs, newer, older);
  }
  const [newest] = backups;
  if (newest === undefined) return;
  // Renaming one of two names of the same file does nothing, so the place may still be taken.
  await removeIfThere(fs, newest);
  await keepAs(fs, path, newest);
}

async function moveIfThere(fs: DocumentFs, from: string, to: string): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
}

/** Keeps a damaged file under a name that says when it was found; returns that name. */
export async function setAside(fs: DocumentFs, path: string, at: number): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const target = damagedPath(path, at, attempt);
    try {
      await keepAs(fs, path, target);
      return target;
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST' || attempt > 100) throw error;
    }
  }
}

/**
 * Makes the finished file at `temporary` the document at `path` in one step; it survives a power cut
 * once the folder was synchronised. On failure the temporary file is gone.
 */
export async function moveInto(fs: DocumentFs, temporary: string, path: string): Promise<void> {
  try {
    await fs.rename(temporary, path);
  } catch (error) {
    await removeIfThere(fs, temporary).catch(() => undefined);
    throw error;
  }
}
