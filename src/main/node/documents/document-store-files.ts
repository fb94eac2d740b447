import { dirname, join } from 'node:path';

import { damagedPath, isTemporaryOf } from './file-names.ts';
import { isUnwritten } from './document-store-fs.ts';
import { systemCodeOf } from './system-code.ts';
import type { DocumentFs } from './document-store-fs.ts';
import { writeAll } from './write-all.ts';

/**
 * What says nothing about hard links, and would stop a copy as well. Everything else may be how a file
 * system says that it knows none: they use many codes for it, `EISDIR` on exFAT among them.
 */
const notAboutLinks = new Set(['EEXIST', 'ENOENT', 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);

/**
 * Creates the file at `path` with all of `bytes` and returns once they are on the disk. On failure
 * nothing is left at `path`.
 */
export async function writeWhole(fs: DocumentFs, path: string, bytes: Uint8Array): Promise<void> {
  const file = await fs.create(path);
  try {
    try {
      await writeAll(bytes, (offset) => file.write(bytes, offset));
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

/**
 * Gives the file at `from` the second name `to`, copying it where hard links do not exist. Answers
 * with the name that is one of the same file.
 */
export async function keepAs(
  fs: DocumentFs,
  from: string,
  to: string,
): Promise<string | undefined> {
  try {
    await fs.link(from, to);
    return to;
  } catch (error) {
    if (notAboutLinks.has(systemCodeOf(error))) throw error;
    await writeWhole(fs, to, await fs.read(from));
    return undefined;
  }
}

/**
 * Makes the file at `kept` the newest backup and moves the older ones one place back.
 * Only once the new generation is in place: saves that fail one after the other would push out every
 * older one otherwise. What is saved is saved, so that a backup which cannot be turned is no failure.
 */
export async function turnBackups(
  fs: DocumentFs,
  kept: string,
  backups: readonly string[],
): Promise<void> {
  const [newest] = backups;
  try {
    if (newest === undefined) return;
    for (let place = backups.length - 1; place > 0; place -= 1) {
      const [newer, older] = [backups[place - 1], backups[place]];
      if (newer !== undefined && older !== undefined) await moveIfThere(fs, newer, older);
    }
    await fs.rename(kept, newest);
    // Renaming one of two names of the same file does nothing, so that it may still be there.
    await removeIfThere(fs, kept);
  } catch {
    await dropDrafts(fs, [kept]);
  }
}

/** Removes what a save has put beside the document, as far as it can be removed. */
export async function dropDrafts(fs: DocumentFs, paths: readonly string[]): Promise<void> {
  for (const path of paths) await removeIfThere(fs, path).catch(() => undefined);
}

async function moveIfThere(fs: DocumentFs, from: string, to: string): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
}

/**
 * Keeps a damaged file under a name that says when it was found; answers with that name, also as
 * `linked` where it is one of the very same file.
 */
export async function setAside(
  fs: DocumentFs,
  path: string,
  at: number,
): Promise<{ readonly damagedFile: string; readonly linked: string | undefined }> {
  for (let attempt = 1; ; attempt += 1) {
    const target = damagedPath(path, at, attempt);
    try {
      return { damagedFile: target, linked: await keepAs(fs, path, target) };
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

/**
 * {@link moveInto}, unless somebody wrote to the file since it was `seen` with its stamp and got the
 * second name `kept`: then theirs stays, ours is gone, and the answer is false. Without `seen`
 * nobody else writes to it.
 */
export async function putInPlace(
  fs: DocumentFs,
  temporary: string,
  path: string,
  seen?: { readonly stamp: string | undefined; readonly kept: string | undefined },
): Promise<boolean> {
  // Keeping it took a moment, in which an editor may have saved.
  if (seen !== undefined && !isUnwritten(await fs.stampOf(path), seen.stamp)) {
    await removeIfThere(fs, temporary);
    return false;
  }
  await moveInto(fs, temporary, path);
  if (seen?.kept === undefined) return true;
  try {
    if (isUnwritten(await fs.stampOf(seen.kept), seen.stamp)) return true;
    // An editor that writes in place has written, or still writes, to the file just replaced.
    await fs.rename(seen.kept, path);
    return false;
  } catch {
    // Ours is in place, and what was there before has its second name.
    return true;
  }
}

/** Removes what saves of the document at `path` that were cut off have left in its folder. */
export async function purgeTemporaries(fs: DocumentFs, path: string): Promise<void> {
  const folder = dirname(path);
  if ((await fs.kindOf(folder)) === 'absent') return;
  for (const name of await fs.list(folder)) {
    if (isTemporaryOf(path, name)) await removeIfThere(fs, join(folder, name));
  }
}

/** Removes a document with all that belongs to it. */
export async function removeGenerations(
  fs: DocumentFs,
  path: string,
  backups: readonly string[],
): Promise<void> {
  const folder = dirname(path);
  if ((await fs.kindOf(folder)) === 'absent') return;
  await purgeTemporaries(fs, path);
  // Oldest first: a half-done removal must not bring an old generation back.
  for (const backup of backups.toReversed()) await removeIfThere(fs, backup);
  await removeIfThere(fs, path);
  await fs.syncFolder(folder).catch(() => undefined);
}
