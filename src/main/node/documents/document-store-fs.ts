import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';

import { createPatientRename } from './patient-rename.ts';
import { systemCodeOf } from './system-code.ts';

/** An open file that is being written. */
export interface DocumentFile {
  /** Writes from `offset` on; may write less than all and says how many bytes it wrote. */
  write(bytes: Uint8Array, offset: number): Promise<number>;
  /** Returns when the bytes have reached the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What lies at a path, symbolic links not followed. */
export type EntryKind = 'absent' | 'file' | 'link' | 'other';

/** The few file operations a document store needs; errors carry a system code. */
export interface DocumentFs {
  /** Creates the folder, readable by its owner only, when it is missing. */
  makeFolder(path: string): Promise<void>;
  kindOf(path: string): Promise<EntryKind>;
  /** A text that changes when the file at the path does; undefined when there is none. */
  stampOf(path: string): Promise<string | undefined>;
  /** Reads a whole file; refuses a symbolic link. */
  read(path: string): Promise<Buffer>;
  /** Creates a file that must not exist yet, readable by its owner only. */
  create(path: string): Promise<DocumentFile>;
  /** Gives a file a second name; fails with EEXIST when `to` exists. */
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Names of the entries of a folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Returns when the folder's entries have reached the disk. */
  syncFolder(path: string): Promise<void>;
}

async function kindOf(path: string): Promise<EntryKind> {
  try {
    const stats = await fs.lstat(path);
    if (stats.isSymbolicLink()) return 'link';
    return stats.isFile() ? 'file' : 'other';
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return 'absent';
    throw error;
  }
}

async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await fs.lstat(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Whether two stamps are of one file that was not written in between. A further name, which changes
 * the file's own record alone, makes no difference.
 */
export function isUnwritten(one: string | undefined, other: string | undefined): boolean {
  const written = (stamp: string | undefined) => stamp?.split(' ').slice(0, -1).join(' ');
  return written(one) === written(other);
}

async function read(path: string): Promise<Buffer> {
  // Windows knows neither the flag nor unprivileged symbolic links.
  const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
  const file = await fs.open(path, constants.O_RDONLY | noFollow);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function create(path: string): Promise<DocumentFile> {
  const file = await fs.open(path, 'wx', 0o600);
  return {
    write: async (bytes, offset) => (await file.write(bytes, offset)).bytesWritten,
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

async function syncFolder(path: string): Promise<void> {
  // A folder cannot be opened on Windows, where renaming is durable by itself.
  if (process.platform === 'win32') return;
  const folder = await fs.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The file operations of the operating system. */
export const systemDocumentFs: DocumentFs = {
  makeFolder: async (path) => void (await fs.mkdir(path, { recursive: true, mode: 0o700 })),
  kindOf,
  stampOf,
  read,
  create,
  link: (from, to) => fs.link(from, to),
  rename: createPatientRename(),
  unlink: (path) => fs.unlink(path),
  list: (folder) => fs.readdir(folder),
  syncFolder,
};
