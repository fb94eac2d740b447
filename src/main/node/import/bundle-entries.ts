import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import type { BundleRefusal } from '../../import/import-ports.ts';

const maxEntries = 50_000;
const maxUnpackedBytes = 1024 * 1024 * 1024;
/** A file that grows more than this while unpacking is made to fill a disk. */
const maxGrowth = 200;
const smallBytes = 16 * 1024 * 1024;
const maxManifestBytes = 1024 * 1024;

/** A bundle that would write where it must not, or more than it should. */
export class UnsafeBundleError extends Error {
  readonly code: BundleRefusal['code'];
  constructor(code: BundleRefusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The entries of an archive, every one of them checked. */
export interface CheckedEntries {
  readonly archive: ZipFile;
  readonly entries: readonly Entry[];
}

/** Lists an open archive; throws {@link UnsafeBundleError} when an entry must not be unpacked. */
export async function checkedEntries(handle: FileHandle): Promise<CheckedEntries> {
  const { size } = await handle.stat();
  const archive = await fromRandomAccessReaderPromise(new HandleReader(handle), size, {
    lazyEntries: true,
    autoClose: false,
    strictFileNames: true,
    validateEntrySizes: true,
  }).catch(rethrowUnsafe);
  const entries: Entry[] = [];
  const names = new Set<string>();
  let totalBytes = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      totalBytes += entry.uncompressedSize;
      checkEntry(entry, names);
      if (entries.push(entry) > maxEntries || totalBytes > maxUnpackedBytes)
        throw new UnsafeBundleError('BUNDLE_TOO_LARGE', 'more than it should hold');
    }
  } catch (error) {
    rethrowUnsafe(error);
  }
  return { archive, entries };
}

/** Text of one file, at most 1 MiB; throws when there is none. */
export async function readEntryText(
  { archive, entries }: CheckedEntries,
  name: string,
): Promise<string> {
  const entry = entries.find(({ fileName }) => fileName === name);
  if (entry === undefined) throw new Error(`there is no ${name} in it`);
  if (entry.uncompressedSize > maxManifestBytes)
    throw new UnsafeBundleError('BUNDLE_TOO_LARGE', `${name} is larger than 1 MB`);
  return text(await archive.openReadStreamPromise(entry));
}

/** Writes every entry below `folder`, which must be empty and nobody else's. */
export async function unpackEntries(
  { archive, entries }: CheckedEntries,
  folder: string,
): Promise<void> {
  for (const entry of entries) {
    const path = join(folder, ...entry.fileName.split('/'));
    const isFolder = entry.fileName.endsWith('/');
    await mkdir(isFolder ? path : dirname(path), { recursive: true, mode: 0o700 });
    if (isFolder) continue;
    const isProgram = (modeOf(entry) & 0o111) !== 0;
    const file = createWriteStream(path, { flags: 'wx', mode: isProgram ? 0o700 : 0o600 });
    await pipeline(await archive.openReadStreamPromise(entry), file);
  }
}

const modeOf = ({ externalFileAttributes }: Entry): number => externalFileAttributes >>> 16;

function checkEntry(entry: Entry, names: Set<string>): void {
  const { fileName, compressedSize, uncompressedSize } = entry;
  const unsafe = (what: string): never => {
    throw new UnsafeBundleError(
      'BUNDLE_UNSAFE',
      `${JSON.stringify(fileName.slice(0, 200))} ${what}`,
    );
  };
  if (!isPlainPath(fileName)) unsafe('leads out of the bundle');
  const kind = modeOf(entry) & 0o170000;
  if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) unsafe('is a link or a device');
  if (entry.isEncrypted()) unsafe('is encrypted');
  const name = fileName.normalize('NFC').toLowerCase();
  if (names.has(name)) unsafe('is there twice');
  names.add(name);
  if (uncompressedSize > smallBytes && uncompressedSize > compressedSize * maxGrowth)
    throw new UnsafeBundleError('BUNDLE_TOO_LARGE', 'a file in it grows without end');
}

/** Folders and a name, on every system: no drive, no device, nothing that Windows would trim. */
function isPlainPath(path: string): boolean {
  if (path === '' || path.length > 1_000 || path.startsWith('/')) return false;
  return path
    .replace(/\/$/, '')
    .split('/')
    .every(
      (part) =>
        part !== '' &&
        !/^\.{1,2}$|[\p{Cc}\\:*?"<>|]|[. ]$/u.test(part) &&
        !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part),
    );
}

/** The library's own refusals of a path, in our terms. */
function rethrowUnsafe(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  if (/^(?:invalid (?:relative path|characters in fileName)|absolute path)/.test(message))
    throw new UnsafeBundleError('BUNDLE_UNSAFE', message.slice(0, 300));
  throw error;
}

/** Reads through a handle that stays open, so that what was checked is what is unpacked. */
class HandleReader extends RandomAccessReader {
  readonly #handle: FileHandle;
  constructor(handle: FileHandle) {
    super();
    this.#handle = handle;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(chunksOf(this.#handle, start, end));
  }
}

const chunkBytes = 256 * 1024;

/** The bytes of an open file from `start` up to `end`, or to its end. */
export async function* chunksOf(handle: FileHandle, start = 0, end = Infinity) {
  for (let position = start; position < end;) {
    const buffer = Buffer.alloc(Math.min(chunkBytes, end - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
