import { dirname } from 'node:path';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { createSerialQueue } from '../../../shared/util/serial-queue.ts';
import type {
  DocumentLoad,
  DocumentReload,
  DocumentSaveError,
  EditableDocument,
} from '../../documents/document-ports.ts';
import { changedOutside, locked, refusalOf, saveErrorOf } from './document-save-errors.ts';
import { seal } from './document-store-envelope.ts';
import {
  dropDrafts,
  keepAs,
  moveInto,
  purgeTemporaries,
  putInPlace,
  removeGenerations,
  removeIfThere,
  setAside,
  turnBackups,
  writeWhole,
} from './document-store-files.ts';
import { readSettled } from './document-store-editor.ts';
import { systemDocumentFs } from './document-store-fs.ts';
import type { DocumentFs } from './document-store-fs.ts';
import type { DocumentStoreOptions } from './document-store-options.ts';
import { findBackup } from './document-backup.ts';
import { faultOf, readGeneration } from './document-store-read.ts';
import type { Generation } from './document-store-read.ts';
import { backupPaths, temporaryPathsOf } from './file-names.ts';

/**
 * A durable document: every save is a whole new file that replaces the old one in a single step,
 * with a checksum and three earlier generations beside it. Whatever fails, at whatever moment, the
 * document is either the old one or the new one. A damaged file is set aside, never deleted. What
 * the document's own schema would not read again is refused with `INVALID_CONTENT`, unwritten.
 * One store per file; two processes are kept apart by a folder lock. A process that loses the lock
 * in the middle of a save does not finish it: whoever takes over removes its temporary files, and
 * the lock is looked at once more after the file to be put in place is there.
 */
export function createDocumentStore<T>(options: DocumentStoreOptions<T>): EditableDocument<T> {
  const file = new DocumentOnDisk(options);
  const queue = createSerialQueue();
  return {
    load: () => queue.run(() => file.load()),
    save: (value) => queue.run(() => file.save(value)),
    reload: () => queue.run(() => file.reload()),
    remove: () => queue.run(() => file.remove()),
  };
}

class DocumentOnDisk<T> {
  readonly #fs: DocumentFs;
  readonly #path: string;
  readonly #backups: readonly string[];
  readonly #options: DocumentStoreOptions<T>;
  readonly #textOf: (value: T) => string;
  readonly #now: () => number;
  readonly #nextTemporary: () => string;
  #isLoaded = false;
  /** JSON text of what is known to be on the disk. */
  #savedBody: string | undefined;
  /** JSON text of what was last loaded or saved, whatever the disk holds by now. */
  #knownBody: string | undefined;
  /** The file as it was then. */
  #stamp: string | undefined;
  /** A file that must neither be replaced nor become a backup. */
  #refusal: DocumentSaveError | undefined;
  /** What the next save has to do with the file it replaces. */
  #main: 'good' | 'damaged' | 'kept-elsewhere' = 'good';
  /** The file on the disk is new, but its name may still be the old one after a power cut. */
  #isUncertain = false;

  constructor(options: DocumentStoreOptions<T>) {
    this.#options = options;
    this.#fs = options.fs ?? systemDocumentFs;
    this.#textOf = options.textOf ?? JSON.stringify;
    this.#now = options.now ?? Date.now;
    this.#path = options.path;
    this.#backups = backupPaths(options.path);
    this.#nextTemporary = temporaryPathsOf(options.path);
  }

  async load(): Promise<DocumentLoad<T>> {
    this.#isLoaded = true;
    this.#savedBody = undefined;
    this.#refusal = undefined;
    this.#main = 'good';
    await purgeTemporaries(this.#fs, this.#path).catch(() => undefined);
    await this.#look();
    const main = await readGeneration(this.#fs, this.#path, this.#options);
    const load = await this.#loadFrom(main);
    this.#knownBody = 'value' in load ? this.#textOf(load.value) : undefined;
    return load;
  }

  async #loadFrom(main: Generation<T>): Promise<DocumentLoad<T>> {
    switch (main.kind) {
      case 'good':
        if (main.isCurrent && !main.isEdited) this.#savedBody = this.#textOf(main.value);
        return {
          status: 'loaded',
          value: main.value,
          ...(main.isEdited ? { isEdited: true } : {}),
        };
      case 'too-new':
      case 'unreadable':
        return this.#refuse(main);
      case 'absent':
      case 'damaged':
        this.#main = main.kind === 'damaged' ? 'damaged' : 'good';
        return this.#recover();
    }
  }

  async #recover(): Promise<DocumentLoad<T>> {
    const found = await findBackup(this.#fs, this.#backups, this.#options);
    if (found.kind === 'good') return this.#restore(found.generation);
    if (found.kind === 'refused') return this.#refuse(found.generation);
    if (found.isAnyDamaged || this.#main === 'damaged') {
      return { status: 'lost', damagedFile: await this.#setMainAside() };
    }
    const { empty } = this.#options;
    return empty === undefined ? { status: 'absent' } : { status: 'loaded', value: empty };
  }

  async #restore(good: Extract<Generation<T>, { kind: 'good' }>): Promise<DocumentLoad<T>> {
    const damagedFile = await this.#setMainAside();
    if (this.#main !== 'damaged') {
      try {
        const temporary = this.#nextTemporary();
        await writeWhole(this.#fs, temporary, good.bytes);
        await moveInto(this.#fs, temporary, this.#path);
        this.#main = 'good';
        await this.#look();
        await this.#fs.syncFolder(dirname(this.#path));
        if (good.isCurrent) this.#savedBody = this.#textOf(good.value);
      } catch {
        // The backup is still there, and the next save writes the whole document anyway.
      }
    }
    return { status: 'restored', value: good.value, damagedFile };
  }

  /** Where the damaged file is kept from now on; its own path when it could not be kept elsewhere. */
  async #setMainAside(): Promise<string> {
    if (this.#main !== 'damaged') return this.#path;
    try {
      const { damagedFile } = await setAside(this.#fs, this.#path, this.#now());
      this.#main = 'kept-elsewhere';
      await this.#look();
      return damagedFile;
    } catch {
      return this.#path;
    }
  }

  #refuse(generation: Extract<Generation<T>, { kind: 'too-new' | 'unreadable' }>): DocumentLoad<T> {
    this.#refusal = refusalOf(generation);
    if (generation.kind === 'too-new') {
      return { status: 'too-new', schemaVersion: generation.schemaVersion };
    }
    return { status: 'unreadable', code: generation.code, detail: generation.detail };
  }

  /** Takes over what somebody else has made of the file; see {@link EditableDocument}. */
  async reload(): Promise<DocumentReload<T>> {
    const before = this.#stamp;
    await this.#look();
    if (!this.#isLoaded || this.#stamp === before) return { status: 'unchanged' };
    this.#savedBody = undefined;
    const [main, stamp] = await readSettled(this.#fs, this.#path, before, this.#options);
    this.#stamp = stamp;
    switch (main.kind) {
      case 'good': {
        const body = this.#textOf(main.value);
        this.#main = 'good';
        this.#refusal = undefined;
        if (main.isCurrent && !main.isEdited) this.#savedBody = body;
        if (body === this.#knownBody) return { status: 'unchanged' };
        this.#knownBody = body;
        return { status: 'changed', value: main.value };
      }
      case 'absent':
        return { status: 'gone' };
      case 'damaged':
        this.#main = 'damaged';
        return { status: 'damaged', detail: main.detail };
      case 'too-new':
      case 'unreadable':
        this.#refuse(main);
        return { status: 'damaged', detail: this.#refusal?.detail ?? '' };
    }
  }

  /** Remembers the file as it is now; one that cannot be looked at counts as changed later. */
  async #look(): Promise<void> {
    this.#stamp = await this.#fs.stampOf(this.#path).catch(() => 'unknown');
  }

  /** Whether a save would replace something valid that nobody here has seen. */
  async #isChangedOutside(stamp: string | undefined): Promise<boolean> {
    if (stamp === this.#stamp) return false;
    const [main] = await readSettled(this.#fs, this.#path, this.#stamp, this.#options);
    if (main.kind === 'damaged') this.#main = 'damaged';
    if (main.kind === 'too-new' || main.kind === 'unreadable') return true;
    return main.kind === 'good' && this.#textOf(main.value) !== this.#knownBody;
  }

  async #hasLostLock(): Promise<boolean> {
    const { lock } = this.#options;
    return lock !== undefined && !(await lock.isHeld());
  }

  async save(value: T): Promise<Result<void, DocumentSaveError>> {
    if (!this.#isLoaded) await this.load();
    if (this.#refusal !== undefined) return err(this.#refusal);
    this.#isUncertain = false;
    const body = this.#textOf(value);
    if (body === this.#savedBody) return ok(undefined);
    const detail = faultOf(value, this.#options);
    if (detail !== undefined) return err({ code: 'INVALID_CONTENT', detail });
    try {
      if (await this.#hasLostLock()) return err(locked);
      return await this.#write(body);
    } catch (error) {
      return err(saveErrorOf(error, this.#isUncertain));
    }
  }

  async #write(body: string): Promise<Result<void, DocumentSaveError>> {
    const fs = this.#fs;
    await fs.makeFolder(dirname(this.#path));
    const temporary = this.#nextTemporary();
    const previous = this.#nextTemporary();
    await writeWhole(fs, temporary, seal(this.#options.schemaVersion, body));
    let isKept: boolean;
    try {
      // SECURITY: checked again here, a link may have been put in place since the last load.
      const kind = await fs.kindOf(this.#path);
      if (kind === 'link' || kind === 'other') {
        await removeIfThere(fs, temporary);
        return err({ code: 'ACCESS_DENIED', detail: 'the document is not a plain file' });
      }
      // Only now: whoever takes the lock later removes the temporary file before it saves, so that
      // a process that was stopped in between cannot put its file over a newer one.
      const isLost = await this.#hasLostLock();
      const isEditable = !isLost && this.#options.isEditable === true;
      const stamp = isEditable ? await fs.stampOf(this.#path) : undefined;
      if (isLost || (isEditable && (await this.#isChangedOutside(stamp)))) {
        await removeIfThere(fs, temporary);
        return err(isLost ? locked : changedOutside);
      }
      isKept = kind === 'file' && this.#main === 'good';
      const linked = kind === 'file' ? await this.#keepPrevious(previous) : undefined;
      const seen = isEditable ? { stamp, kept: linked } : undefined;
      if (!(await putInPlace(fs, temporary, this.#path, seen))) {
        await dropDrafts(fs, [previous]);
        return err(changedOutside);
      }
    } catch (error) {
      await dropDrafts(fs, [temporary, previous]);
      throw error;
    }
    if (isKept) await turnBackups(fs, previous, this.#backups);
    this.#main = 'good';
    this.#savedBody = undefined;
    this.#knownBody = body;
    this.#isUncertain = true;
    await this.#look();
    await fs.syncFolder(dirname(this.#path));
    this.#savedBody = body;
    this.#isUncertain = false;
    return ok(undefined);
  }

  /**
   * Keeps what is there as `previous`, or a damaged one aside; answers with the second name by which
   * the very file is kept, if there is one.
   */
  async #keepPrevious(previous: string): Promise<string | undefined> {
    if (this.#main === 'kept-elsewhere') return undefined;
    if (this.#main === 'good') return keepAs(this.#fs, this.#path, previous);
    return (await setAside(this.#fs, this.#path, this.#now())).linked;
  }

  async remove(): Promise<void> {
    this.#isLoaded = true;
    this.#savedBody = undefined;
    this.#refusal = undefined;
    this.#main = 'good';
    await removeGenerations(this.#fs, this.#path, this.#backups);
  }
}
