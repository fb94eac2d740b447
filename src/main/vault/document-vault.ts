import type { VaultStatus } from '../../shared/domain/events.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { SecretError } from '../ports.ts';
import { derivedKey, type KeyPurpose } from './derived-key.ts';
import { createMasterKey, recoverMasterKey } from './master-key.ts';
import type { CreatedKey } from './master-key.ts';
import { openRecord, sealRecord } from './sealed-record.ts';
import type { MasterKey } from './sealed-record.ts';
import { emptyVaultFile } from './vault-file.ts';
import type { SealedRecord, VaultFile } from './vault-file.ts';
import { loadedVault } from './vault-load.ts';
import { orphansIn } from './vault-orphans.ts';
import { detailOf, refusal, stateWithoutKey, statusOf } from './vault-state.ts';
import type { VaultNote, VaultState } from './vault-state.ts';
import type { SecretPurpose, Vault, VaultDeps } from './vault.ts';
import { own } from '../../shared/util/own.ts';

const defaultOpenTimeoutMs = 30_000;

/** The vault of {@link createVault}. */
export class DocumentVault implements Vault {
  readonly #deps: VaultDeps;
  readonly #queue = createSerialQueue();
  readonly #listeners = new Set<(status: VaultStatus) => void>();
  readonly #memory = new Map<string, { readonly purpose: string; readonly text: string }>();
  #file: VaultFile = emptyVaultFile;
  #state: VaultState = { kind: 'not-opened' };
  #note: VaultNote;
  /** Why the file must not be used at all. */
  #blocked: string | undefined;
  #isLoaded = false;
  /** The records on the disk when it was read, if it was read as it had been written. */
  #recordsAtLoad: VaultFile['records'] | undefined;
  #loading: Promise<void> | undefined;
  #opening: Promise<void> | undefined;
  #unsavedKey: { readonly ok: true; readonly value: CreatedKey } | undefined;

  constructor(deps: VaultDeps) {
    this.#deps = deps;
  }

  load(): Promise<void> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async reload(): Promise<void> {
    await this.#queue.run(() => (this.#loading = this.#read()));
    if (this.#state.kind === 'not-opened') return;
    // The other process may have made another key; one made here and never saved counts no more.
    this.#unsavedKey = undefined;
    this.#state = { kind: 'not-opened' };
    await this.open();
  }

  async #read(): Promise<void> {
    const loaded = loadedVault(await this.#deps.store.load());
    this.#file = loaded.file;
    this.#note = loaded.note;
    this.#blocked = loaded.blocked;
    this.#recordsAtLoad = loaded.soundRecords;
    this.#isLoaded = true;
  }

  status(): VaultStatus {
    return statusOf(this.#state, this.#note);
  }

  detail(): string {
    return detailOf(this.#state);
  }

  onChange(listener: (status: VaultStatus) => void): Disposable {
    const own = (status: VaultStatus): void => listener(status);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) };
  }

  async open(): Promise<VaultStatus> {
    if (this.#state.kind !== 'ready') {
      this.#opening ??= this.#unlock().finally(() => (this.#opening = undefined));
      await this.#inTime(this.#opening);
    }
    return this.status();
  }

  /** Waits for the key, but not for ever: a prompt of the keychain may stay unanswered. */
  async #inTime(opening: Promise<void>): Promise<void> {
    let timer: Disposable | undefined;
    const tooLate = new Promise<void>((resolve) => {
      timer = this.#deps.clock.schedule(this.#deps.openTimeoutMs ?? defaultOpenTimeoutMs, () => {
        this.#become(this.#lockedFor('the keychain has not answered yet'));
        resolve();
      });
    });
    await Promise.race([opening, tooLate]);
    timer?.[Symbol.dispose]();
  }

  #lockedFor(detail: string): VaultState {
    return { kind: 'locked', was: this.#file.key?.backend ?? '', detail };
  }

  async #unlock(): Promise<void> {
    if (this.#blocked !== undefined) this.#loading = this.#blocked = undefined;
    await this.load();
    if (this.#blocked !== undefined) return this.#become(this.#lockedFor(this.#blocked));
    const { key, records } = this.#file;
    if (key === null) return this.#openWithoutKey();
    const recovered = await recoverMasterKey(this.#deps.keys, key);
    if (recovered.ok) {
      this.#become({ kind: 'ready', backend: key.backend, key: recovered.value });
      return this.#adoptMemory();
    }
    // A key that protects nothing may be replaced; a prompt that was dismissed is no reason to.
    const isUnused = Object.keys(records).length === 0 && recovered.error.code !== 'LOCKED';
    if (isUnused) return this.#openWithoutKey();
    this.#become(stateWithoutKey(recovered.error, key.backend));
  }

  async #openWithoutKey(): Promise<void> {
    const backend = await this.#deps.keys.backend();
    if (!backend.ok) return this.#become({ kind: 'memory-only', detail: backend.error.detail });
    this.#become({ kind: 'ready', backend: backend.value });
    return this.#adoptMemory();
  }

  /** Moves what was kept in memory into the file, once that has become possible. */
  async #adoptMemory(): Promise<void> {
    for (const [id, { purpose, text }] of [...this.#memory]) {
      const written = await this.#queue.run(() => this.#write([[id, text]], purpose));
      if (!written.ok || this.#state.kind !== 'ready') return;
      this.#memory.delete(id);
    }
  }

  #become(state: VaultState): void {
    const before = JSON.stringify(this.status());
    this.#state = state;
    const status = this.status();
    if (JSON.stringify(status) === before) return;
    for (const listener of [...this.#listeners]) {
      try {
        listener(status);
      } catch (error) {
        this.#deps.logger.error('a vault listener failed', { error: String(error) });
      }
    }
  }

  async #ready(): Promise<VaultState> {
    if (this.#state.kind === 'not-opened') await this.open();
    return this.#state;
  }

  async put(
    value: string,
    purpose: SecretPurpose = 'server-secret',
  ): Promise<Result<string, SecretError>> {
    const state = await this.#ready();
    if (state.kind !== 'ready' && state.kind !== 'memory-only') return refusal(state);
    const id = this.#deps.random.id();
    const written = await this.#queue.run(() => this.#write([[id, value]], purpose));
    return written.ok ? ok(id) : written;
  }

  async putAll(values: readonly string[]): Promise<Result<readonly string[], SecretError>> {
    if (values.length === 0) return ok([]);
    const state = await this.#ready();
    if (state.kind !== 'ready' && state.kind !== 'memory-only') return refusal(state);
    const texts = values.map((value) => [this.#deps.random.id(), value] as const);
    const written = await this.#queue.run(() => this.#write(texts, 'server-secret'));
    return written.ok ? ok(texts.map(([id]) => id)) : written;
  }

  async #write(
    texts: readonly (readonly [id: string, text: string])[],
    purpose: string,
  ): Promise<Result<void, SecretError>> {
    const master = await this.#masterKey();
    if (!master.ok) return master;
    const key = master.value;
    if (key === undefined) {
      for (const [id, text] of texts) this.#memory.set(id, { purpose, text });
      return ok(undefined);
    }
    const sealed = texts.map(
      ([id, text]) => [id, sealRecord(key, id, purpose, text, this.#deps.randomBytes)] as const,
    );
    const records = { ...this.#file.records, ...Object.fromEntries(sealed) };
    return this.#save({ ...this.#file, records });
  }

  /** The key to encrypt with, made on first use; undefined where secrets stay in memory. */
  async #masterKey(): Promise<Result<MasterKey | undefined, SecretError>> {
    const state = this.#state;
    if (state.kind === 'memory-only') return ok(undefined);
    if (state.kind !== 'ready') return refusal(state);
    if (state.key !== undefined) return ok(state.key);
    const { keys, random, randomBytes } = this.#deps;
    const created = this.#unsavedKey ?? (await createMasterKey(keys, random.id(), randomBytes));
    if (!created.ok) {
      const { code, detail } = created.error;
      if (code === 'LOCKED') return err({ code: 'VAULT_LOCKED', detail });
      this.#become({ kind: 'memory-only', detail });
      return ok(undefined);
    }
    const { master, kept } = created.value;
    const { key: unused, formerKeys } = this.#file;
    const former = unused === null ? formerKeys : [...formerKeys, unused];
    // Kept for the next try, so that a full disk does not fill the keychain with unused keys.
    this.#unsavedKey = created;
    // The key is on the disk before anything is encrypted with it.
    const saved = await this.#save({ ...this.#file, key: kept, formerKeys: former });
    if (!saved.ok) return saved;
    this.#unsavedKey = undefined;
    this.#become({ kind: 'ready', backend: kept.backend, key: master });
    return ok(master);
  }

  async #save(file: VaultFile): Promise<Result<void, SecretError>> {
    const saved = await this.#deps.store.save(file);
    if (!saved.ok) {
      const detail = `${saved.error.code}: ${saved.error.detail}`;
      return err({ code: 'VAULT_SAVE_FAILED', detail });
    }
    this.#file = file;
    return ok(undefined);
  }

  async reveal(
    id: string,
    purpose: SecretPurpose = 'server-secret',
  ): Promise<Result<string, SecretError>> {
    const state = await this.#ready();
    const held = this.#memory.get(id);
    if (held?.purpose === purpose) return ok(held.text);
    const record = this.#recordOf(id);
    if (this.#blocked === undefined && record === undefined) {
      return err({ code: 'SECRET_MISSING', detail: 'nothing is stored under this reference' });
    }
    if (state.kind !== 'ready') {
      return state.kind === 'memory-only'
        ? err({ code: 'VAULT_UNAVAILABLE', detail: state.detail })
        : refusal(state);
    }
    const text =
      state.key === undefined || record === undefined
        ? undefined
        : openRecord(state.key, id, purpose, record);
    if (text !== undefined) return ok(text);
    return err({ code: 'VAULT_LOCKED', detail: 'the key does not open this record' });
  }

  #recordOf(id: string): SealedRecord | undefined {
    return own(this.#file.records, id);
  }

  async deriveKey(
    purpose: KeyPurpose,
    isNeeded: boolean,
  ): Promise<Result<MasterKey | undefined, SecretError>> {
    const state = await this.#ready();
    if (state.kind === 'ready' && state.key === undefined && !isNeeded) return ok(undefined);
    const master = await this.#queue.run(() => this.#masterKey());
    if (!master.ok) return master;
    return master.value === undefined
      ? err({ code: 'VAULT_UNAVAILABLE', detail: this.detail() })
      : ok(derivedKey(master.value, purpose));
  }

  has(id: string): boolean {
    if (!this.#isLoaded || this.#blocked !== undefined || this.#memory.has(id)) return true;
    const record = this.#recordOf(id);
    return record !== undefined && record.keyId === this.#file.key?.keyId;
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.load();
    await this.#queue.run(async () => {
      for (const id of ids) this.#memory.delete(id);
      const gone = new Set(ids);
      const all = Object.entries(this.#file.records);
      const left = all.filter(([id]) => !gone.has(id));
      if (this.#blocked !== undefined || left.length === all.length) return;
      const saved = await this.#save({ ...this.#file, records: Object.fromEntries(left) });
      if (!saved.ok) {
        this.#deps.logger.warn('secrets were not removed', { reason: saved.error.detail });
      }
    });
  }

  async startOver(): Promise<Result<VaultStatus, SecretError>> {
    await this.load();
    if (this.#blocked !== undefined) return err({ code: 'VAULT_LOCKED', detail: this.#blocked });
    const { key, formerKeys } = this.#file;
    if (this.#state.kind === 'ready' || key === null) return ok(this.status());
    const saved = await this.#queue.run(() =>
      this.#save({ ...this.#file, key: null, formerKeys: [...formerKeys, key] }),
    );
    return saved.ok ? ok(await this.open()) : saved;
  }

  async prune(
    byServers: ReadonlySet<string>,
    others: () => Promise<readonly string[]> = async () => [],
  ): Promise<number> {
    await this.load();
    const known = this.#recordsAtLoad ?? {};
    const hasAll = (ids: ReadonlySet<string>) => Object.keys(known).every((id) => ids.has(id));
    if (hasAll(byServers)) return 0;
    const referred = new Set([...byServers, ...(await others())]);
    if (hasAll(referred)) return 0;
    await this.open();
    if (this.#state.kind !== 'ready' || this.#state.key === undefined) return 0;
    const orphans = orphansIn({ ...this.#file, records: known }, this.#state.key, referred);
    await this.remove(orphans);
    return orphans.length;
  }

  async clear(): Promise<Result<void, SecretError>> {
    await this.load();
    return this.#queue.run(async () => {
      if (this.#blocked !== undefined) return err({ code: 'VAULT_LOCKED', detail: this.#blocked });
      // Saved first: whether this process may change the file is decided there.
      const saved = await this.#save(emptyVaultFile);
      if (!saved.ok) return saved;
      // Earlier generations hold what was to be removed.
      await this.#deps.store.remove().catch((error: unknown) => {
        this.#deps.logger.warn('earlier vault files stay', { error: String(error) });
      });
      this.#memory.clear();
      this.#note = this.#unsavedKey = this.#recordsAtLoad = undefined;
      this.#become({ kind: 'not-opened' });
      return ok(undefined);
    });
  }
}
