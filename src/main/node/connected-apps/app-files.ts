import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { AppFile, AppFileError, AppFiles } from '../../connected-apps/app-files.ts';
import { readWhole } from './read-whole.ts';
import { fileError, refused } from './file-error.ts';
import type { FileExchange } from './file-exchange.ts';
import { createReplaceFile } from './replace-file.ts';
import { somethingAt } from './watch-app-file.ts';
import { writeTemporary } from './write-temporary.ts';

const backupsPerApp = 20;

/** Other apps' files on this computer's disk; copies of them go below `backups`. */
export function createAppFiles(options: {
  readonly backups: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** How two files change places; absent where nothing can. */
  readonly exchange?: FileExchange | undefined;
}): AppFiles {
  const backupFolder = (appId: string): string => join(options.backups, appId);
  return {
    exists: somethingAt,
    names: (folder) => readdir(folder).catch(() => []),
    read: readAppFile,
    replace: createReplaceFile(options.exchange),
    backupFolder,
    hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    readBackup: (place) => readFile(place).catch(() => undefined),
    async backUp(appId, name, bytes) {
      const folder = backupFolder(appId);
      const stamp = new Date(options.now()).toISOString().replace(/[:.]/g, '-');
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const place = join(folder, `${stamp}-${basename(name)}`);
        await writeTemporary(place, bytes, { mode: 0o600 });
        await dropOldest(folder);
        return ok(place);
      } catch (error) {
        return err({ code: 'BACKUP_FAILED', detail: fileError(error).detail });
      }
    },
  };
}

async function dropOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).sort();
  const tooMany = names.slice(0, Math.max(0, names.length - backupsPerApp));
  await Promise.all(tooMany.map((name) => rm(join(folder, name), { force: true })));
}

async function readAppFile(place: string): Promise<Result<AppFile, AppFileError>> {
  try {
    const isLink = (await lstat(place)).isSymbolicLink();
    const target = isLink ? await realpath(place) : place;
    const bytes = await readWhole(target);
    return bytes.ok ? ok({ bytes: bytes.value, linkTarget: isLink ? target : null }) : bytes;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return err(fileError(error));
    const isThere = await lstat(place).catch(() => undefined);
    if (isThere !== undefined) return refused('FILE_LINK_BROKEN', code);
    return ok({ bytes: null, linkTarget: null });
  }
}
