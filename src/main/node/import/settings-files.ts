import { constants } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { FileReading, FileRefusal, SettingsFiles } from '../../import/import-ports.ts';

/** The largest settings file that is read; some apps keep their whole history in it. */
const maxBytes = 10 * 1024 * 1024;
const maxNames = 1_000;
const tries = 3;
const settleMs = 60;

/** Reads other apps' settings on this computer's disk. */
export function createSettingsFiles(): SettingsFiles {
  return {
    read: readSettingsFile,
    async names(folder) {
      const names = await readdir(folder).catch(() => []);
      return names.sort().slice(0, maxNames);
    },
    async kindOf(path) {
      const stats = await stat(path).catch(() => undefined);
      if (stats === undefined) return 'absent';
      return stats.isDirectory() ? 'folder' : 'file';
    },
  };
}

async function readSettingsFile(path: string, signal?: AbortSignal): Promise<FileReading> {
  try {
    const isLink = (await lstat(path)).isSymbolicLink();
    const target = isLink ? await realpath(path) : path;
    // Apps keep their tokens in such files; they are nobody else's business.
    if ([path, target].some((name) => /credentials/i.test(basename(name))))
      return refused('FILE_CREDENTIALS', basename(target));
    // A pipe would wait for somebody to write.
    const file = await open(target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return await readOpen(file, isLink, signal);
    } finally {
      await file.close();
    }
  } catch (error) {
    return await failure(error, path);
  }
}

async function readOpen(
  file: FileHandle,
  isLink: boolean,
  signal: AbortSignal | undefined,
): Promise<FileReading> {
  for (let left = tries; left > 0; left -= 1) {
    signal?.throwIfAborted();
    const before = await file.stat({ bigint: true });
    if (!before.isFile()) return refused('FILE_NOT_REGULAR', '');
    if (before.size > maxBytes) return refused('FILE_TOO_LARGE', String(before.size));
    const bytes = Buffer.alloc(Number(before.size) + 1);
    const length = await readFrom(file, bytes);
    const after = await file.stat({ bigint: true });
    const isWhole = BigInt(length) === before.size && isAsBefore(before, after);
    if (isWhole && (await isSettled(file, after, signal))) {
      const text = textOf(bytes.subarray(0, length));
      return text === undefined ? refused('FILE_NOT_TEXT', '') : { kind: 'text', text, isLink };
    }
  }
  return refused('FILE_CHANGING', '');
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
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const ageMs = Date.now() - Number(seen.mtimeNs / 1_000_000n);
  if (ageMs < 0 || ageMs > settleMs) return true;
  await delay(settleMs, undefined, { signal });
  return isAsBefore(seen, await file.stat({ bigint: true }));
}

async function readFrom(file: FileHandle, bytes: Buffer): Promise<number> {
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
    if (bytesRead === 0) return length;
    length += bytesRead;
    if (length === bytes.length) return length;
  }
}

/** UTF-8, or UTF-16 behind its mark, as some Windows programs write; nothing else is text. */
function textOf(bytes: Buffer): string | undefined {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

async function failure(error: unknown, path: string): Promise<FileReading> {
  const { code = '', name } = error as NodeJS.ErrnoException;
  if (name === 'AbortError') throw error;
  const detail = code === '' ? String(error) : code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    // A link that is there and leads nowhere deserves a word.
    const isThere = await lstat(path).catch(() => undefined);
    return isThere === undefined ? { kind: 'absent' } : refused('FILE_LINK_BROKEN', detail);
  }
  if (code === 'ELOOP') return refused('FILE_LINK_BROKEN', detail);
  if (code === 'EACCES' || code === 'EPERM') return refused('FILE_ACCESS_DENIED', detail);
  if (code === 'EISDIR' || code === 'ENXIO') return refused('FILE_NOT_REGULAR', detail);
  return refused('FILE_IO_ERROR', detail);
}

const refused = (code: FileRefusal, detail: string): FileReading => ({
  kind: 'refused',
  code,
  detail,
});
