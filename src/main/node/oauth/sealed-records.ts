import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { createSerialQueue } from '../../../shared/util/serial-queue.ts';
import type { OAuthRecord, OAuthRecords, RecordError, RecordKey } from '../../oauth/oauth-ports.ts';
import { openRecord, sealRecord } from '../../vault/sealed-record.ts';
import type { MasterKey } from '../../vault/sealed-record.ts';
import type { Vault } from '../../vault/vault.ts';
import { sealedRecordSchema } from '../../vault/vault-file.ts';
import { createDocumentStore } from '../document-store.ts';
import { systemDocumentFs } from '../document-store-fs.ts';
import type { DocumentFs } from '../document-store-fs.ts';
import { readGeneration } from '../document-store-read.ts';
import { dataKeyFileSchema, OAuthDataKey } from './oauth-data-key.ts';
import { withFileLock } from './file-turn.ts';

/** What the records need. */
export interface SealedRecordsOptions {
  /** Records lie in files below it; it may be shared by several processes. */
  readonly folder: string;
  readonly vault: Pick<Vault, 'put' | 'reveal' | 'has' | 'open' | 'load'>;
  readonly newKeyId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly fs?: DocumentFs;
}

const fileSchema = z.object({
  kind: z.enum(['grant', 'client', 'flow']),
  parts: z.array(z.string()),
  bound: z.string(),
  sealed: sealedRecordSchema,
});
type RecordFile = z.infer<typeof fileSchema>;
const format = { schemaVersion: 1, schema: fileSchema, migrations: {} };

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
    const held = this.#memory.get(nameOf(key));
    if (held !== undefined) return ok(held.record);
    const opened = await this.#key.get(false);
    if (!opened.ok) return opened;
    if (opened.value?.kind !== 'key') return ok(undefined);
    const path = this.#pathOf(key, opened.value.key);
    const generation = await readGeneration(this.#fs, path, format);
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
      this.#memory.set(nameOf(key), { key, record });
      return ok(undefined);
    }
    const { randomBytes } = this.#options;
    const masterKey = opened.value.key;
    const id = sealIdOf(key, record.bound);
    const sealed = sealRecord(masterKey, id, 'oauth', record.text, randomBytes);
    const file: RecordFile = { ...key, parts: [...key.parts], bound: record.bound, sealed };
    const saved = await this.#store(key, masterKey).save(file);
    if (!saved.ok) return err(saved.error);
    this.#memory.delete(nameOf(key));
    return ok(undefined);
  }

  async remove(key: RecordKey): Promise<void> {
    this.#memory.delete(nameOf(key));
    const opened = await this.#key.get(false);
    if (!opened.ok || opened.value?.kind !== 'key') return;
    await this.#store(key, opened.value.key).remove();
  }

  async list(kind: RecordKey['kind']): Promise<Result<readonly RecordKey[], RecordError>> {
    const held = [...this.#memory.values()].map(({ key }) => key);
    const found = held.filter((key) => key.kind === kind);
    const opened = await this.#key.get(false);
    if (!opened.ok) return opened;
    if (opened.value?.kind !== 'key') return ok(found);
    const folder = this.#folderOf(opened.value.key);
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      if (!name.startsWith(`${kind}-`) || !name.endsWith('.json')) continue;
      const file = await readGeneration(this.#fs, join(folder, name), format);
      if (file.kind === 'good' && file.value.kind === kind) {
        found.push({ kind, parts: file.value.parts });
      }
    }
    return ok(found);
  }

  async exclusively<T>(
    key: RecordKey,
    work: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<Result<T, RecordError>> {
    const opened = await this.#key.get(false);
    // What lies in memory is nobody else's.
    if (opened.ok && opened.value?.kind === 'memory') return ok(await this.#turns.run(work));
    const path = join(this.#options.folder, 'locks', nameOf(key));
    return withFileLock(path, this.#fs, work, signal);
  }

  #folderOf({ keyId }: MasterKey): string {
    return join(this.#options.folder, keyId);
  }

  #pathOf(key: RecordKey, masterKey: MasterKey): string {
    return join(this.#folderOf(masterKey), `${nameOf(key)}.json`);
  }

  #store(key: RecordKey, masterKey: MasterKey) {
    return createDocumentStore({ ...format, path: this.#pathOf(key, masterKey), fs: this.#fs });
  }
}

/** A file name that says only the kind. */
function nameOf({ kind, parts }: RecordKey): string {
  const digest = createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
  return `${kind}-${digest.slice(0, 40)}`;
}

function sealIdOf({ kind, parts }: RecordKey, bound: string): string {
  return JSON.stringify([kind, parts, bound]);
}

function unsealed(file: RecordFile, key: RecordKey, masterKey: MasterKey): OAuthRecord | undefined {
  const text = openRecord(masterKey, sealIdOf(key, file.bound), 'oauth', file.sealed);
  return text === undefined ? undefined : { bound: file.bound, text };
}
