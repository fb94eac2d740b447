import type { VaultStatus } from '../../shared/domain/events.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type {
  KnownUses,
  NewSecret,
  ReferenceChange,
  SecretError,
  SecretRebinding,
  SecretUse,
} from '../kernel/secret-store.ts';
import { isForUse } from '../trust/recipient.ts';
import { derivedKey } from './derived-key.ts';
import type { KeyPurpose } from './derived-key.ts';
import { openRecord } from './sealed-record.ts';
import type { MasterKey } from './sealed-record.ts';
import { VaultCore } from './vault-core.ts';
import type { VaultFile } from './vault-file.ts';
import { orphansIn, strayIn } from './vault-orphans.ts';
import {
  recordIn,
  storedUses,
  withoutRecords,
  withRecords,
  withReferences,
  withUses,
} from './vault-records.ts';
import type { PlainRecord } from './vault-records.ts';
import { refusal } from './vault-state.ts';
import type { SecretPurpose, Vault, VaultDeps } from './vault.ts';

const serverSecret: SecretPurpose = 'server-secret';
const note: SecretPurpose = 'note';
/** Other ids are random, and none of them has a colon. */
const noteId = (name: string): string => `note:${name}`;
const missing = err({
  code: 'SECRET_MISSING',
  detail: 'nothing is stored under this reference',
} as const);

/** Creates a vault; it reads nothing until it is used. */
export function createVault(deps: VaultDeps): Vault {
  return new DocumentVault(deps);
}

/** The vault of {@link createVault}. */
class DocumentVault implements Vault {
  readonly #deps: VaultDeps;
  readonly #core: VaultCore;

  constructor(deps: VaultDeps) {
    this.#deps = deps;
    this.#core = new VaultCore(deps);
  }

  load(): Promise<void> {
    return this.#core.load();
  }

  reload(): Promise<void> {
    return this.#core.reload();
  }

  status(): VaultStatus {
    return this.#core.status();
  }

  detail(): string {
    return this.#core.detail();
  }

  onChange(listener: (status: VaultStatus) => void): Disposable {
    return this.#core.onChange(listener);
  }

  open(): Promise<VaultStatus> {
    return this.#core.open();
  }

  startOver(): Promise<Result<VaultStatus, SecretError>> {
    return this.#core.startOver();
  }

  clear(): Promise<Result<void, SecretError>> {
    return this.#core.clear();
  }

  async deriveKey(
    purpose: KeyPurpose,
    isNeeded: boolean,
  ): Promise<Result<MasterKey | undefined, SecretError>> {
    const state = await this.#core.ready();
    if (state.kind === 'ready' && state.key === undefined && !isNeeded) return ok(undefined);
    const master = await this.#core.queue.run(() => this.#core.masterKey());
    if (!master.ok) return master;
    return master.value === undefined
      ? err({ code: 'VAULT_UNAVAILABLE', detail: this.detail() })
      : ok(derivedKey(master.value, purpose));
  }

  async put(
    value: string,
    uses: readonly SecretUse[] | 'oauth',
  ): Promise<Result<string, SecretError>> {
    const seal = uses === 'oauth' ? { purpose: uses } : { purpose: serverSecret, uses };
    const put = await this.#putRecords([{ ...seal, text: value }]);
    return put.ok ? ok(put.value[0] ?? '') : put;
  }

  async putAll(secrets: readonly NewSecret[]): Promise<Result<readonly string[], SecretError>> {
    if (secrets.length === 0) return ok([]);
    return this.#putRecords(
      secrets.map(({ value, uses }) => ({ purpose: serverSecret, uses, text: value })),
    );
  }

  async #putRecords(
    records: readonly Omit<PlainRecord, 'id'>[],
  ): Promise<Result<readonly string[], SecretError>> {
    const state = await this.#core.ready();
    if (state.kind !== 'ready' && state.kind !== 'memory-only') return refusal(state);
    const added = records.map((one) => ({ ...one, id: this.#deps.random.id() }));
    const written = await this.#core.queue.run(() => this.#write(added));
    return written.ok ? ok(added.map(({ id }) => id)) : written;
  }

  async #write(added: readonly PlainRecord[]): Promise<Result<void, SecretError>> {
    if (added.length === 0) return ok(undefined);
    const master = await this.#core.masterKey();
    if (!master.ok) return master;
    const key = master.value;
    if (key === undefined) {
      for (const record of added) this.#core.memory.set(record.id, record);
      return ok(undefined);
    }
    return this.#core.save(withRecords(this.#core.file, key, added, this.#deps.randomBytes));
  }

  async reveal(id: string, use: SecretUse | 'oauth'): Promise<Result<string, SecretError>> {
    await this.#core.ready();
    const known = this.usesOf(id);
    if (use !== 'oauth' && known.kind === 'stored' && !isForUse(known.uses, use)) {
      const whom = known.uses.map(({ recipient }) => recipient).join(', ');
      const detail = whom === '' ? 'nobody has said whom it is for' : `it is for ${whom}`;
      return err({ code: 'RECIPIENT_CHANGED', detail });
    }
    return this.#open(id, use === 'oauth' ? 'oauth' : serverSecret);
  }

  read(id: string): Promise<Result<string, SecretError>> {
    return this.#open(id, serverSecret);
  }

  async #open(id: string, purpose: SecretPurpose): Promise<Result<string, SecretError>> {
    const state = await this.#core.ready();
    const held = this.#core.memory.get(id);
    if (held?.purpose === purpose) return ok(held.text);
    const record = recordIn(this.#core.file, id);
    if (this.#core.blocked === undefined && record === undefined) {
      return missing;
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

  async readNote(name: string): Promise<Result<string | undefined, SecretError>> {
    await this.load();
    const id = noteId(name);
    // The key is asked for only when there is something to open.
    const isThere = this.#core.blocked !== undefined || this.has(id);
    if (!isThere) return ok(undefined);
    const state = await this.#core.ready();
    // The key it was sealed under is gone, and nothing else is lost with it.
    const isGivenUp = state.kind === 'ready' && state.key === undefined;
    return isGivenUp ? ok(undefined) : this.#open(id, note);
  }

  async writeNote(name: string, text: string): Promise<Result<void, SecretError>> {
    const state = await this.#core.ready();
    if (state.kind !== 'ready' && state.kind !== 'memory-only') return refusal(state);
    return this.#core.queue.run(() => this.#write([{ id: noteId(name), purpose: note, text }]));
  }

  has(id: string): boolean {
    if (!this.#core.isReadable || this.#core.memory.has(id)) return true;
    const record = recordIn(this.#core.file, id);
    return record !== undefined && record.keyId === this.#core.file.key?.keyId;
  }

  usesOf(id: string): KnownUses {
    const held = this.#core.memory.get(id);
    if (held !== undefined) return storedUses(held);
    if (!this.#core.isReadable) return { kind: 'unknown' };
    const record = recordIn(this.#core.file, id);
    return record === undefined || !this.has(id) ? { kind: 'missing' } : storedUses(record);
  }

  async rebind(changes: readonly SecretRebinding[]): Promise<Result<void, SecretError>> {
    if (changes.length === 0) return ok(undefined);
    await this.#core.ready();
    return this.#core.queue.run(async () => {
      const state = this.#core.state;
      const held = changes.flatMap(({ id, uses }) => {
        const record = this.#core.memory.get(id);
        return record === undefined ? [] : [{ ...record, uses }];
      });
      const filed = changes.filter(({ id }) => !this.#core.memory.has(id));
      if (filed.length > 0) {
        if (state.kind === 'memory-only') return missing;
        if (state.kind !== 'ready') return refusal(state);
        if (state.key === undefined) return missing;
        const file = withUses(this.#core.file, state.key, filed, this.#deps.randomBytes);
        if (!file.ok) {
          return err({ code: 'VAULT_LOCKED', detail: 'the key does not open this record' });
        }
        const saved = await this.#core.save(file.value);
        if (!saved.ok) return saved;
      }
      for (const record of held) this.#core.memory.set(record.id, record);
      return ok(undefined);
    });
  }

  async noteReferences(change: ReferenceChange): Promise<void> {
    await this.load();
    await this.#core.queue.run(() => this.#tidy(withReferences(this.#core.file, change)));
  }

  /** Saves what may as well be saved later. */
  async #tidy(file: VaultFile): Promise<void> {
    if (this.#core.blocked !== undefined || file === this.#core.file) return;
    const saved = await this.#core.save(file);
    if (saved.ok) return;
    this.#deps.logger.warn('the vault was not tidied', { reason: saved.error.detail });
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.load();
    await this.#core.queue.run(async () => {
      for (const id of ids) this.#core.memory.delete(id);
      await this.#tidy(withoutRecords(this.#core.file, ids));
    });
  }

  async prune(
    byServers: ReadonlySet<string>,
    others: () => Promise<readonly string[]> = async () => [],
  ): Promise<number> {
    await this.load();
    const noted = this.#core.takeUnreferenced();
    const isReferred = noted.filter((id) => byServers.has(id));
    await this.noteReferences({ kept: isReferred, released: [] });
    const left = noted.filter((id) => !byServers.has(id));
    if (left.length === 0) return 0;
    const alsoReferred = new Set(await others());
    const unused = left.filter((id) => !alsoReferred.has(id));
    if (unused.length === 0) return 0;
    await this.open();
    const { state } = this.#core;
    if (state.kind !== 'ready' || state.key === undefined) return 0;
    const orphans = orphansIn(this.#core.file, state.key, unused);
    await this.remove(orphans);
    return orphans.length;
  }

  strays(referred: ReadonlySet<string>): readonly SecretRebinding[] {
    return this.#core.blocked === undefined ? strayIn(this.#core.file, referred) : [];
  }
}
