import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { readForeignFile } from '../documents/read-foreign-file.ts';
import type { ForeignBytes } from '../documents/read-foreign-file.ts';
import type { FileReading, FileRefusal, SettingsFiles } from '../../import/import-ports.ts';

const maxNames = 1_000;
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
    return fileReading(await readForeignFile(target, { settleMs, signal }), isLink);
  } catch (error) {
    return await failure(error, path);
  }
}

function fileReading(found: ForeignBytes, isLink: boolean): FileReading {
  switch (found.kind) {
    case 'not-regular':
      return refused('FILE_NOT_REGULAR', '');
    case 'too-large':
      return refused('FILE_TOO_LARGE', String(found.bytes));
    case 'changing':
      return refused('FILE_CHANGING', '');
    case 'read': {
      const text = textOf(found.bytes);
      return text === undefined ? refused('FILE_NOT_TEXT', '') : { kind: 'text', text, isLink };
    }
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
