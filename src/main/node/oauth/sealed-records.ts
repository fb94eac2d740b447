import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { createSerialQueue } from '../../../shared/util/serial-queue.ts';
import type { KeptRecord, OAuthRecord, OAuthRecords, RecordKey } from '../../oauth/oauth-ports.ts';
import type { RecordError } from '../../oauth/oauth-faults.ts';
import { sealRecord } from '../../vault/sealed-record.ts';
import type { MasterKey } from '../../vault/sealed-record.ts';
import type { Vault } from '../../vault/vault.ts';
import { createDocumentStore } from '../documents/document-store.ts';
import { systemDocumentFs } from '../documents/document-store-fs.ts';
import { systemCodeOf } from '../documents/system-code.ts';
import type { DocumentFs } from '../documents/document-store-fs.ts';
import { readGeneration } from '../documents/document-store-read.ts';
import { dataKeyFileSchema, OAuthDataKey } from './oauth-data-key.ts';
import { withFileLock } from './file-turn.ts';
import {
  keyIdsIn,
  locksFolder,
  recordFilesIn,
  recordFormat,
  recordName,
  sealIdOf,
  sweepLeftovers,
  unsealedText,
} from './sealed-record-files.ts';
import type { RecordFile } from './sealed-record-files.ts';

/** What the records need. */
export interface SealedRecordsOptions {
  /** Records lie in files below it; it may be shared by several processes. */
  readonly folder: string;
  readonly vault: Pick<Vault, 'put' | 'reveal' | 'has' | 'open' | 'load'>;
  readonly newKeyId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly fs?: DocumentFs;
}

/**
 * OAuth records as encrypted files, one each, replaced in one step. What a record is about and what
 * is bound to it are part of its seal: a file put in the place of another does not open. Records that
 * do not open count as absent and stay where they are, in the folder of their key.
 */
export function createSealedRecords(options: SealedRecordsOptions): OAuthRecords {
  return new SealedRecords(options);
}

class SealedRecords implements OAuthRecords {
  readonly #options: SealedRecordsOptions;
  readonly #fs: DocumentFs;
  readonly #key: OAuthDataKey;
  readonly #turns = createSerialQueue();
  /** The folders in which nothing is left of processes that are gone. */
  readonly #swept = new Map<string, Promise<void>>();
  readonly #memory = new Map<string, { readonly key: RecordKey; readonly record: OAuthRecord }>();

  constructor(options: SealedRecordsOptions) {
    this.#options = options;
    this.#fs = options.fs ?? systemDocumentFs;
    const { folder, vault, newKeyId, randomBytes } = options;
    const never = new AbortController().signal;
    this.#key = new OAuthDataKey({
      vault,
      newKeyId,
      randomBytes,
      store: createDocumentStore({
        path: join(folder, 'key.json'),
        schemaVersion: 1,
        schema: dataKeyFileSchema,
        migrations: {},
        fs: this.#fs,
      }),
      exclusively: (work) => withFileLock(join(folder, 'key.lock'), this.#fs, work, never),
    });
  }

  async read(key: RecordKey): Promise<Result<OAuthRecord | undefined, RecordError>> {
    const held = this.#memory.get(recordName(key));
    if (held !== undefined) return ok(held.record);
    const opened = await this.#key.get(false);
    if (!opened.ok) return opened;
    if (opened.value?.kind !== 'key') return ok(undefined);
    await this.#sweep(opened.value.key);
    const path = this.#pathOf(key, opened.value.key);
    const generation = await readGeneration(this.#fs, path, recordFormat);
    switch (generation.kind) {
      case 'good':
        return ok(unsealed(generation.value, key, opened.value.key));
      case 'absent':
        return ok(undefined);
      case 'damaged':
        return this.#restored(key, opened.value.key);
      case 'too-new':
        return err({ code: 'TOO_NEW', detail: `version ${String(generation.schemaVersion)}` });
      case 'unreadable':
        return err({ code: generation.code, detail: generation.detail });
    }
  }

  async #restored(
    key: RecordKey,
    masterKey: MasterKey,
  ): Promise<Result<OAuthRecord | undefined, RecordError>> {
    const load = await this.#store(key, masterKey).load();
    const file = load.status === 'restored' || load.status === 'loaded' ? load.value : undefined;
    return ok(file && unsealed(file, key, masterKey));
  }

  async write(key: RecordKey, record: OAuthRecord): Promise<Result<void, RecordError>> {
    const opened = await this.#key.get(true);
    if (!opened.ok) return opened;
    if (opened.value?.kind !== 'key') {
      this.#memory.set(recordName(key), { key, record });
      return ok(undefined);
    }
    const { randomBytes } = this.#options;
    const masterKey = opened.value.key;
    const id = sealIdOf(key, record.bound);
    const sealed = sealRecord(masterKey, { id, purpose: 'oauth' }, record.text, randomBytes);
    const file: RecordFile = { ...key, parts: [...key.parts], bound: record.bound, sealed };
    const saved = await this.#store(key, masterKey).save(file);
    if (!saved.ok) return err(saved.error);
    this.#memory.delete(recordName(key));
    return ok(undefined);
  }

  async remove(key: RecordKey): Promise<void> {
    this.#memory.delete(recordName(key));
    const { folder } = this.#options;
    // Under keys that were given up too: whoever signs out means every copy.
    for (const keyId of await keyIdsIn(folder)) {
      await this.#storeAt(join(folder, keyId, `${recordName(key)}.json`)).remove();
    }
  }

  async list(kind: RecordKey['kind']): Promise<Result<readonly RecordKey[], RecordError>> {
    const found = this.#held(kind);
    const opened = await this.#key.get(false);
    if (!opened.ok) return opened;
    if (opened.value?.kind !== 'key') return ok(found);
    const files = await recordFilesIn(this.#fs, this.#folderOf(opened.value.key), kind);
    return ok([...found, ...files.map(({ parts }) => ({ kind, parts }))]);
  }

  async overview(kind: RecordKey['kind']): Promise<readonly KeptRecord[]> {
    const opened = await this.#key.get(false);
    const masterKey = opened.ok && opened.value?.kind === 'key' ? opened.value.key : undefined;
    const kept: KeptRecord[] = this.#held(kind).map((key) => ({ key, isReadable: true }));
    for (const { keyId, file } of await this.#filesOf(kind)) {
      const key = { kind, parts: file.parts };
      const isReadable =
        masterKey?.keyId === keyId && unsealedText(file, key, masterKey) !== undefined;
      kept.push({ key, isReadable });
    }
    return kept;
  }

  async names(kind: RecordKey['kind']): Promise<readonly RecordKey[]> {
    const files = await this.#filesOf(kind);
    return [...this.#held(kind), ...files.map(({ file }) => ({ kind, parts: file.parts }))];
  }

  /** What is kept in memory only. */
  #held(kind: RecordKey['kind']): readonly RecordKey[] {
    return [...this.#memory.values()].map(({ key }) => key).filter((key) => key.kind === kind);
  }

  /** Every file of a kind, under any key. */
  async #filesOf(kind: RecordKey['kind']) {
    const { folder } = this.#options;
    const found: { readonly keyId: string; readonly file: RecordFile }[] = [];
    for (const keyId of await keyIdsIn(folder)) {
      const files = await recordFilesIn(this.#fs, join(folder, keyId), kind);
      found.push(...files.map((file) => ({ keyId, file })));
    }
    return found;
  }

  async clear(): Promise<Result<void, RecordError>> {
    this.#memory.clear();
    this.#key.forget();
    try {
      await rm(this.#options.folder, { recursive: true, force: true });
      return ok(undefined);
    } catch (error) {
      return err({ code: systemCodeOf(error), detail: String(error) });
    }
  }

  async exclusively<T>(
    key: RecordKey,
    work: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<Result<T, RecordError>> {
    const opened = await this.#key.get(false);
    // What lies in memory is nobody else's.
    if (opened.ok && opened.value?.kind === 'memory') return ok(await this.#turns.run(work));
    const path = join(this.#options.folder, locksFolder, recordName(key));
    return withFileLock(path, this.#fs, work, signal);
  }

  /** Once for each key; a record that is never saved again would keep its leftovers for ever. */
  #sweep(key: MasterKey): Promise<void> {
    const folder = this.#folderOf(key);
    const sweeping = this.#swept.get(folder) ?? sweepLeftovers(this.#fs, folder);
    this.#swept.set(folder, sweeping);
    return sweeping;
  }

  #folderOf({ keyId }: MasterKey): string {
    return join(this.#options.folder, keyId);
  }

  #pathOf(key: RecordKey, masterKey: MasterKey): string {
    return join(this.#folderOf(masterKey), `${recordName(key)}.json`);
  }

  #store(key: RecordKey, masterKey: MasterKey) {
    return this.#storeAt(this.#pathOf(key, masterKey));
  }

  #storeAt(path: string) {
    return createDocumentStore({ ...recordFormat, path, fs: this.#fs });
  }
}

function unsealed(file: RecordFile, key: RecordKey, masterKey: MasterKey): OAuthRecord | undefined {
  const text = unsealedText(file, key, masterKey);
  return text === undefined ? undefined : { bound: file.bound, text };
}
