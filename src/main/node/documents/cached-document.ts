import { dirname } from 'node:path';

import type {
  CachedDocument,
  DocumentLoad,
  DocumentSaveError,
} from '../../documents/document-ports.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { createSerialQueue } from '../../../shared/util/serial-queue.ts';
import { locked, saveErrorOf } from './document-save-errors.ts';
import { seal } from './document-store-envelope.ts';
import { moveInto, removeIfThere } from './document-store-files.ts';
import { systemDocumentFs } from './document-store-fs.ts';
import { systemCodeOf } from './system-code.ts';
import type { DocumentFs } from './document-store-fs.ts';
import type { DocumentStoreOptions } from './document-store-options.ts';
import { readGeneration } from './document-store-read.ts';
import { backupPaths, temporaryPath } from './file-names.ts';
import { writeAll } from './write-all.ts';

/** How to open a cached document. */
export interface CachedDocumentOptions<T> extends Pick<
  DocumentStoreOptions<T>,
  'path' | 'schemaVersion' | 'schema' | 'migrations' | 'fs'
> {
  /** Whether this process may write to the folder. */
  readonly mayWrite: () => boolean;
}

/**
 * A document of which there is another copy somewhere else: written whole and put in place in one
 * step, with a checksum like any other, but neither forced onto the disk nor kept in earlier
 * generations, which is most of what a save costs.
 */
export function createCachedDocument<T>(options: CachedDocumentOptions<T>): CachedDocument<T> {
  const queue = createSerialQueue();
  return {
    load: () => queue.run(() => load(options)),
    save: (value) => queue.run(() => save(options, value)),
    remove: () => queue.run(() => remove(options)),
  };
}

async function load<T>({
  path,
  fs = systemDocumentFs,
  ...format
}: CachedDocumentOptions<T>): Promise<DocumentLoad<T>> {
  const main = await readGeneration(fs, path, format);
  switch (main.kind) {
    case 'good':
      return { status: 'loaded', value: main.value };
    case 'absent':
      return { status: 'absent' };
    case 'damaged':
      return { status: 'unreadable', code: 'IO_ERROR', detail: main.detail };
    case 'too-new':
      return { status: 'too-new', schemaVersion: main.schemaVersion };
    case 'unreadable':
      return { status: 'unreadable', code: main.code, detail: main.detail };
  }
}

async function save<T>(
  { path, schemaVersion, fs = systemDocumentFs, mayWrite }: CachedDocumentOptions<T>,
  value: T,
): Promise<Result<void, DocumentSaveError>> {
  if (!mayWrite()) return err(locked);
  const temporary = temporaryPath(path, 'cached');
  try {
    await write(fs, temporary, seal(schemaVersion, JSON.stringify(value)));
    // A link at `path` is replaced, not followed.
    await moveInto(fs, temporary, path);
    return ok(undefined);
  } catch (error) {
    return err(saveErrorOf(error, false));
  }
}

/** Writes a file, in the place of what a save that was cut off has left there. */
async function write(fs: DocumentFs, path: string, bytes: Uint8Array): Promise<void> {
  const file = await createAnew(fs, path);
  try {
    await writeAll(bytes, (offset) => file.write(bytes, offset));
  } catch (error) {
    await removeIfThere(fs, path).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

async function createAnew(fs: DocumentFs, path: string): ReturnType<DocumentFs['create']> {
  try {
    return await fs.create(path);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT') await fs.makeFolder(dirname(path));
    else if (code === 'EEXIST') await removeIfThere(fs, path);
    else throw error;
    return fs.create(path);
  }
}

async function remove<T>({ path, fs = systemDocumentFs }: CachedDocumentOptions<T>): Promise<void> {
  // Earlier releases kept generations of it.
  const all = [path, temporaryPath(path, 'cached'), ...backupPaths(path)];
  for (const each of all) await removeIfThere(fs, each);
}
