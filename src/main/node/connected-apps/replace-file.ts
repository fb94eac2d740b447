import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, linkSync, unlinkSync, statSync } from 'node:fs';
import { access, constants, lstat, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { AppFileError, AppFiles, ReplaceError } from '../../connected-apps/app-files.ts';
import { fileError, refused } from './file-error.ts';
import type { FileExchange } from './file-exchange.ts';
import { whileLocked } from './foreign-lock.ts';
import { patiently } from '../documents/patient-rename.ts';
import { maxForeignFileBytes } from '../documents/read-foreign-file.ts';
import { isSameBytes } from './read-whole.ts';
import type { FileStanding } from './write-temporary.ts';
import { writeTemporary } from './write-temporary.ts';

const changed = err({ code: 'CHANGED', detail: '' } as const);
/**
 * On Windows what somebody has open cannot be replaced. Nobody writes to the old file behind our back
 * there, and having it open ourselves would stand in our own way.
 */
const holdsNames = process.platform === 'win32';
const temporaryName = /\.patchbay-[0-9a-f-]{36}\.tmp$/;

/** See {@link AppFiles.replace}; without an exchange a moment is left in which another's rename is lost. */
export function createReplaceFile(exchange: FileExchange | undefined): AppFiles['replace'] {
  return async (place, before, next, { locks }) => {
    try {
      const target = await targetOf(place);
      await dropLeftovers(target);
      const standing = await standingOf(target);
      if (!standing.ok) return standing;
      const swap = () => swapped(target, before, next, standing.value, exchange);
      return await (locks ? whileLocked(target, swap) : swap());
    } catch (error) {
      return err(fileError(error));
    }
  };
}

/** The file a link leads to: the link stays, and what it leads to is written. */
async function targetOf(place: string): Promise<string> {
  const stats = await lstat(place).catch(() => undefined);
  return stats?.isSymbolicLink() === true ? realpath(place) : place;
}

/** How the new file must stand; undefined when there is none yet. */
async function standingOf(target: string): Promise<Result<FileStanding | undefined, AppFileError>> {
  const stats = await stat(target).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  await access(dirname(target), constants.W_OK);
  if (stats === undefined) return ok(undefined);
  if (!stats.isFile()) return refused('FILE_NOT_REGULAR', '');
  // Replacing needs no right to the file itself; what is protected is meant to stay as it is.
  if ((stats.mode & 0o222) === 0)
    return refused('FILE_READ_ONLY', (stats.mode & 0o777).toString(8));
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  if (uid === undefined || gid === undefined) return ok({ mode: stats.mode & 0o7777 });
  if (uid !== 0 && stats.uid !== uid) return refused('FILE_OTHER_OWNER', String(stats.uid));
  await access(target, constants.W_OK);
  const isOwn = stats.uid === uid && stats.gid === gid;
  const owner = { uid: stats.uid, gid: stats.gid };
  return ok({ mode: stats.mode & 0o7777, ...(isOwn ? {} : { owner }) });
}

async function swapped(
  target: string,
  before: Uint8Array | null,
  next: Uint8Array | null,
  standing: FileStanding | undefined,
  exchange: FileExchange | undefined,
): Promise<Result<void, ReplaceError>> {
  if ((before === null) !== (standing === undefined)) return changed;
  const temporary = `${target}.patchbay-${randomUUID()}.tmp`;
  let old: FileHandle | undefined;
  try {
    if (next !== null) await writeTemporary(temporary, next, standing ?? { mode: 0o600 });
    if (before !== null && !holdsNames) old = await open(target, 'r');
    const isIn =
      (await exchangedIn(exchange, target, temporary, before, next)) ??
      (await patiently(() => swapNow(target, temporary, before, next)));
    if (!isIn) return changed;
    await syncFolder(dirname(target));
    // Somebody may have had the old file open and have written to it in that very moment.
    const late = old === undefined ? null : await readOld(old, before);
    if (late === null) return ok(undefined);
    return await givenBack(target, next, late, standing);
  } finally {
    await old?.close();
    await rm(temporary, { force: true });
  }
}

/** Whether ours took the place of what was looked at; undefined where files cannot be exchanged. */
async function exchangedIn(
  exchange: FileExchange | undefined,
  target: string,
  temporary: string,
  before: Uint8Array | null,
  next: Uint8Array | null,
): Promise<boolean | undefined> {
  if (exchange === undefined || before === null || next === null) return undefined;
  const exchanged = await exchange(temporary, target, before);
  return exchanged === 'unsupported' ? undefined : exchanged === 'done';
}

/**
 * Compares and renames without anything of this process in between. No system call does both, so a
 * program that renames its own file between them would be replaced.
 */
function swapNow(
  target: string,
  temporary: string,
  before: Uint8Array | null,
  next: Uint8Array | null,
): boolean {
  if (before === null) return next === null || linked(temporary, target);
  const was = identityOf(target);
  if (was === undefined || !isSameBytes(readFileSync(target), before)) return false;
  // Reading takes long beside this: only the last look and the rename lie next to each other.
  if (identityOf(target) !== was) return false;
  if (next === null) unlinkSync(target);
  else renameSync(temporary, target);
  return true;
}

/** Which file is there, and when it was last written; undefined when there is none. */
function identityOf(target: string): string | undefined {
  const stats = statSync(target, { bigint: true, throwIfNoEntry: false });
  return stats && [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ');
}

/** Gives a file a name that must not be there yet. */
function linked(temporary: string, target: string): boolean {
  try {
    linkSync(temporary, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** What the old file holds by now; null when that is what was compared. */
async function readOld(old: FileHandle, before: Uint8Array | null): Promise<Buffer | null> {
  const { size } = await old.stat();
  if (size > maxForeignFileBytes) return null;
  const bytes = Buffer.alloc(size);
  await old.read(bytes, 0, size, 0);
  return isSameBytes(bytes, before) ? null : bytes;
}

/** Puts what was written in the last moment back in its place, if nothing newer is there. */
async function givenBack(
  target: string,
  next: Uint8Array | null,
  late: Buffer,
  standing: FileStanding | undefined,
): Promise<Result<void, ReplaceError>> {
  const temporary = `${target}.patchbay-${randomUUID()}.tmp`;
  await writeTemporary(temporary, late, standing ?? { mode: 0o600 });
  try {
    swapNow(target, temporary, next, late);
    return changed;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Temporary files of a Patchbay that was ended in the middle of a write. */
async function dropLeftovers(target: string): Promise<void> {
  const folder = dirname(target);
  const names = await readdir(folder).catch(() => []);
  const left = names.filter(
    (name) => name.startsWith(basename(target)) && temporaryName.test(name),
  );
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

async function syncFolder(path: string): Promise<void> {
  // A folder cannot be opened on Windows, where renaming is durable by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
