import { z } from 'zod';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { RecordError } from '../../oauth/oauth-faults.ts';
import type { DocumentStore } from '../../documents/document-ports.ts';
import { keyBytes } from '../../vault/sealed-record.ts';
import type { MasterKey } from '../../vault/sealed-record.ts';
import type { Vault } from '../../vault/vault.ts';

/** Where the vault keeps the key of all OAuth records. */
export const dataKeyFileSchema = z.object({ keyId: z.string(), secretId: z.string() });
export type DataKeyFile = z.infer<typeof dataKeyFileSchema>;

/** What the key needs. */
export interface OAuthDataKeyDeps {
  readonly vault: Pick<Vault, 'put' | 'reveal' | 'has' | 'open' | 'load'>;
  readonly store: DocumentStore<DataKeyFile>;
  readonly newKeyId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Runs while no other process creates a key. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<Result<T, RecordError>>;
}

/** The key, or `memory` where the vault has no safe place and records must not touch the disk. */
export type OAuthKey =
  { readonly kind: 'key'; readonly key: MasterKey } | { readonly kind: 'memory' };

/**
 * The key under which OAuth records lie in files of their own: a secret of the vault, so that
 * renewing a token writes one small file and several processes can share it. As long as it is in the
 * vault, the vault's own key protects something and is never replaced unasked.
 */
export class OAuthDataKey {
  readonly #deps: OAuthDataKeyDeps;
  #key: MasterKey | undefined;
  #memory: OAuthKey | undefined;
  #opening: Promise<Result<OAuthKey | undefined, RecordError>> | undefined;
  /** Of all who only want to know: a thousand servers that start ask at the same time. */
  #looking: Promise<Result<OAuthKey | undefined, RecordError>> | undefined;

  constructor(deps: OAuthDataKeyDeps) {
    this.#deps = deps;
  }

  /** The key; undefined when there is none yet and `isNeeded` is false. */
  async get(isNeeded: boolean): Promise<Result<OAuthKey | undefined, RecordError>> {
    if (this.#key !== undefined) return ok({ kind: 'key', key: this.#key });
    if (this.#memory !== undefined && !isNeeded) return ok(this.#memory);
    while (this.#opening !== undefined) await this.#opening;
    if (this.#key !== undefined) return ok({ kind: 'key', key: this.#key });
    if (!isNeeded) {
      this.#looking ??= this.#known().finally(() => (this.#looking = undefined));
      return this.#looking;
    }
    this.#opening = this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** Forgets the key here; the next who needs one reads it, or makes a new one. */
  forget(): void {
    this.#key = this.#memory = undefined;
  }

  async #open(): Promise<Result<OAuthKey | undefined, RecordError>> {
    // First what asks the person for nothing.
    const known = await this.#known();
    if (!known.ok || known.value !== undefined) return known;
    const { state } = await this.#deps.vault.open();
    if (state === 'memory-only') return ok((this.#memory = { kind: 'memory' }));
    const created = await this.#deps.exclusively(() => this.#create());
    return created.ok ? created.value : created;
  }

  /** Without a key on the disk there are no records; looking asks the person for nothing. */
  async #known(): Promise<Result<OAuthKey | undefined, RecordError>> {
    const { store, vault } = this.#deps;
    const load = await store.load();
    switch (load.status) {
      case 'absent':
        return ok(undefined);
      case 'loaded':
      case 'restored':
        break;
      default:
        return err({ code: 'OAUTH_KEY_UNREADABLE', detail: load.status });
    }
    const { keyId, secretId } = load.value;
    await vault.load();
    // A vault that was started over has lost the key for good; records under it stay where they are.
    if (!vault.has(secretId)) return ok(undefined);
    const revealed = await vault.reveal(secretId, 'oauth');
    if (!revealed.ok) return revealed;
    return this.#adopt({ keyId, bytes: Buffer.from(revealed.value, 'base64') });
  }

  async #create(): Promise<Result<OAuthKey | undefined, RecordError>> {
    const known = await this.#known();
    if (!known.ok || known.value !== undefined) return known;
    const { vault, store, newKeyId, randomBytes } = this.#deps;
    const key = { keyId: newKeyId(), bytes: randomBytes(keyBytes) };
    const put = await vault.put(Buffer.from(key.bytes).toString('base64'), 'oauth');
    if (!put.ok) return put;
    const saved = await store.save({ keyId: key.keyId, secretId: put.value });
    if (!saved.ok) return err(saved.error);
    return this.#adopt(key);
  }

  #adopt(key: MasterKey): Result<OAuthKey, RecordError> {
    this.#key = key;
    return ok({ kind: 'key', key });
  }
}
