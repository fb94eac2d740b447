import type { VaultStatus } from '../../shared/domain/events.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { SecretError } from '../kernel/secret-store.ts';
import { createMasterKey, recoverMasterKey } from './master-key.ts';
import type { CreatedKey } from './master-key.ts';
import type { MasterKey } from './sealed-record.ts';
import { emptyVaultFile } from './vault-file.ts';
import type { VaultFile, VaultKey } from './vault-file.ts';
import { loadedVault } from './vault-load.ts';
import { withRecords } from './vault-records.ts';
import type { PlainRecord } from './vault-records.ts';
import { detailOf, refusal, stateWithoutKey, statusOf } from './vault-state.ts';
import type { VaultNote, VaultState } from './vault-state.ts';
import type { VaultDeps } from './vault.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';

const defaultOpenTimeoutMs = 30_000;
/** Each question to a keychain that does not answer holds one of the few threads for such work. */
const maxPending = 2;

/** The vault's file, its key and what is kept in memory; knows nothing of who may use what. */
export class VaultCore {
  readonly #deps: VaultDeps;
  /** Changes of the file run in it, one at a time. */
  readonly queue = createSerialQueue();
  /** What no file may hold, as long as there is no place for a key. */
  readonly memory = new Map<string, PlainRecord>();
  readonly #changes: Emitter<[VaultStatus]>;
  #file: VaultFile = emptyVaultFile;
  #state: VaultState = { kind: 'not-opened' };
  #note: VaultNote;
  #blocked: string | undefined;
  #isLoaded = false;
  #unreferencedAtLoad: readonly string[] = [];
  #loading: Promise<void> | undefined;
  #opening: Promise<void> | undefined;
  #attempt = 0;
  #pending = 0;
  #unsavedKey: { readonly ok: true; readonly value: CreatedKey } | undefined;

  constructor(deps: VaultDeps) {
    this.#deps = deps;
    this.#changes = createEmitter(deps.logger, 'the vault');
  }

  get file(): VaultFile {
    return this.#file;
  }

  get state(): VaultState {
    return this.#state;
  }

  /** Whether the file was read and may be used. */
  get isReadable(): boolean {
    return this.#isLoaded && this.#blocked === undefined;
  }

  /** Why the file must not be used at all. */
  get blocked(): string | undefined {
    return this.#blocked;
  }

  /** What was unreferenced when the file was read, if that was as it had been written; once. */
  takeUnreferenced(): readonly string[] {
    const taken = this.#unreferencedAtLoad;
    this.#unreferencedAtLoad = [];
    return taken;
  }

  load(): Promise<void> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  /** Reads the file again, because another process has written it; what was open is opened anew. */
  async reload(): Promise<void> {
    await this.queue.run(() => (this.#loading = this.#read()));
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
    this.#unreferencedAtLoad = loaded.isSound ? loaded.file.unreferenced : [];
    this.#isLoaded = true;
  }

  status(): VaultStatus {
    return statusOf(this.#state, this.#note);
  }

  detail(): string {
    return detailOf(this.#state);
  }

  onChange(listener: (status: VaultStatus) => void): Disposable {
    return this.#changes.on(listener);
  }

  async open(): Promise<VaultStatus> {
    if (this.#state.kind !== 'ready') {
      // A keyring that ended before its prompt was answered never answers; a person who asks again
      // must not wait for it.
      if (this.#state.kind === 'locked' && this.#pending < maxPending) this.#opening = undefined;
      this.#opening ??= this.#begin();
      await this.#inTime(this.#opening);
    }
    return this.status();
  }

  #begin(): Promise<void> {
    this.#attempt += 1;
    this.#pending += 1;
    const opening = this.#unlock(this.#attempt).finally(() => {
      this.#pending -= 1;
      if (this.#opening === opening) this.#opening = undefined;
    });
    return opening;
  }

  /** Waits for the key, but not for ever: a prompt of the keychain may stay unanswered. */
  async #inTime(opening: Promise<void>): Promise<void> {
    let timer: Disposable | undefined;
    const tooLate = new Promise<void>((resolve) => {
      timer = this.#deps.clock.schedule(this.#deps.openTimeoutMs ?? defaultOpenTimeoutMs, () => {
        // Another question may have been answered meanwhile.
        if (this.#state.kind !== 'ready') {
          this.#become(this.#lockedFor('the keychain has not answered yet'));
        }
        resolve();
      });
    });
    await Promise.race([opening, tooLate]);
    timer?.[Symbol.dispose]();
  }

  #lockedFor(detail: string): VaultState {
    return { kind: 'locked', was: this.#file.key?.backend ?? '', detail };
  }

  async #unlock(attempt: number): Promise<void> {
    if (this.#blocked !== undefined) this.#loading = this.#blocked = undefined;
    await this.load();
    if (this.#blocked !== undefined) return this.#become(this.#lockedFor(this.#blocked));
    const { key, records } = this.#file;
    if (key === null) return this.#openWithoutKey();
    const recovered = await recoverMasterKey(this.#deps.keys, key);
    if (this.#state.kind === 'ready' || (!recovered.ok && attempt !== this.#attempt)) return;
    if (recovered.ok) {
      this.#become({ kind: 'ready', backend: key.backend, key: recovered.value });
      return this.#adoptMemory();
    }
    // A key that protects nothing may be replaced; a prompt that was dismissed is no reason to.
    const protectsNothing = Object.values(records).every(({ purpose }) => purpose === 'note');
    const isUnused = protectsNothing && recovered.error.code !== 'LOCKED';
    if (isUnused) return this.#openWithoutKey();
    this.#become(stateWithoutKey(recovered.error, key.backend));
  }

  async #openWithoutKey(): Promise<void> {
    const backend = await this.#deps.keys.backend();
    if (this.#state.kind === 'ready') return;
    if (!backend.ok) return this.#become({ kind: 'memory-only', detail: backend.error.detail });
    this.#become({ kind: 'ready', backend: backend.value });
    return this.#adoptMemory();
  }

  /** Moves what was kept in memory into the file, once that has become possible. */
  async #adoptMemory(): Promise<void> {
    const held = [...this.memory.values()];
    if (held.length === 0) return;
    await this.queue.run(async () => {
      const master = await this.masterKey();
      if (!master.ok || master.value === undefined) return;
      const { randomBytes } = this.#deps;
      const file = withRecords(this.#file, master.value, held, randomBytes);
      // Their servers were saved long ago.
      const saved = await this.save({ ...file, unreferenced: this.#file.unreferenced });
      if (saved.ok) for (const { id } of held) this.memory.delete(id);
    });
  }

  #become(state: VaultState): void {
    const before = JSON.stringify(this.status());
    this.#state = state;
    const status = this.status();
    if (JSON.stringify(status) === before) return;
    this.#changes.emit(status);
  }

  /** Opens it if nobody has tried yet; answers with what it can do now. */
  async ready(): Promise<VaultState> {
    if (this.#state.kind === 'not-opened') await this.open();
    return this.#state;
  }

  /** The key to encrypt with, made on first use; undefined where secrets stay in memory. */
  async masterKey(): Promise<Result<MasterKey | undefined, SecretError>> {
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
    const saved = await this.save({ ...this.#file, key: kept, formerKeys: former });
    if (!saved.ok) return saved;
    this.#unsavedKey = undefined;
    this.#become({ kind: 'ready', backend: kept.backend, key: master });
    return ok(master);
  }

  /** Puts the file on the disk; on failure the one of before stays. Only within the queue. */
  async save(file: VaultFile): Promise<Result<void, SecretError>> {
    const saved = await this.#deps.store.save(file);
    if (!saved.ok) {
      const detail = `${saved.error.code}: ${saved.error.detail}`;
      return err({ code: 'VAULT_SAVE_FAILED', detail });
    }
    this.#file = file;
    return ok(undefined);
  }

  async startOver(): Promise<Result<VaultStatus, SecretError>> {
    await this.load();
    if (this.#blocked !== undefined) return err({ code: 'VAULT_LOCKED', detail: this.#blocked });
    const { key, formerKeys } = this.#file;
    if (this.#state.kind === 'ready' || key === null) return ok(this.status());
    const saved = await this.queue.run(() =>
      this.save({ ...this.#file, key: null, formerKeys: [...formerKeys, key] }),
    );
    return saved.ok ? ok(await this.open()) : saved;
  }

  async clear(): Promise<Result<void, SecretError>> {
    await this.load();
    return this.queue.run(async () => {
      if (this.#blocked !== undefined) return err({ code: 'VAULT_LOCKED', detail: this.#blocked });
      const { key, formerKeys } = this.#file;
      const keys = [key, this.#unsavedKey?.value.kept, ...formerKeys].filter((one) => one != null);
      // Saved first: whether this process may change the file is decided there.
      const saved = await this.save(emptyVaultFile);
      if (!saved.ok) return saved;
      // Earlier generations hold what was to be removed.
      await this.#deps.store.remove().catch((error: unknown) => {
        this.#deps.logger.warn('earlier vault files stay', { error: String(error) });
      });
      await this.#forgetKeys(keys);
      this.memory.clear();
      this.#note = this.#unsavedKey = undefined;
      this.#unreferencedAtLoad = [];
      this.#become({ kind: 'not-opened' });
      return ok(undefined);
    });
  }

  /** Copies of the file that lie elsewhere can be opened no more. */
  async #forgetKeys(keys: readonly VaultKey[]): Promise<void> {
    for (const key of keys) {
      const gone = await this.#deps.keys.forget(key);
      if (gone.ok) continue;
      this.#deps.logger.warn('a key stays in the keychain', { reason: gone.error.detail });
    }
  }
}
