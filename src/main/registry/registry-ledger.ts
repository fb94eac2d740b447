import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { onPresentFile } from '../documents/outside-news.ts';
import type { OutsideListener } from '../documents/outside-news.ts';
import type {
  DocumentLoad,
  DocumentReload,
  DocumentSaveError,
} from '../documents/document-ports.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';
import { changesBetween, changesOfBatch, changesOfReplacing } from './changes-between.ts';
import { takeOver } from './outside-change.ts';
import { storageFailed } from './registry-error.ts';
import type { ChangeRefusal, StorageRefusal } from './registry-error.ts';
import { withHandles, withNewHandle } from './handles.ts';
import type { HandledRecords, Rehandled } from './handles.ts';
import { checkedFile, problemsOf, readRecords, writeRecords } from './registry-file.ts';
import type { RegistryFile, RegistryRecord } from './registry-file.ts';
import type { BatchServer } from './server-batch.ts';
import type { RegistryChange, SaveCause, SaveFile, WholeChange } from './registry-change.ts';
import type { ServerRegistryDeps } from './registry-deps.ts';
import {
  inOrder,
  namesIn,
  recordOf,
  serversIn,
  withBatch,
  withReplaced,
  withServers,
} from './registry-records.ts';
import type { ServerReplacement } from './registry-records.ts';
import { createSecretReferences } from './secret-references.ts';
import type { SecretReferences } from './secret-references.ts';

/**
 * The registry's records in memory and on the disk. A change is first saved, then visible, then
 * told; if the save fails, the secrets put for it are taken out of the vault again.
 */
export class RegistryLedger {
  readonly #deps: ServerRegistryDeps;
  readonly #queue = createSerialQueue();
  readonly #changes: Emitter<[RegistryChange]>;
  readonly #outside: Emitter<Parameters<OutsideListener>>;
  readonly #references: SecretReferences;
  #records: readonly RegistryRecord[] = [];
  #hasUnsaved = false;
  #servers: ReadonlyMap<string, ServerDefinition> = new Map();

  constructor(deps: ServerRegistryDeps) {
    this.#deps = deps;
    this.#changes = createEmitter(deps.logger, 'servers');
    this.#outside = createEmitter(deps.logger, 'servers from outside');
    this.#references = createSecretReferences(deps.secrets);
  }

  /** By name, in the order of creation. */
  get servers(): ReadonlyMap<string, ServerDefinition> {
    return this.#servers;
  }

  /** Names in use; an unreadable record keeps its name too, it may become readable again. */
  names(): readonly string[] {
    return namesIn(this.#records);
  }

  /** The document as it is now. */
  file(): RegistryFile {
    return writeRecords(this.#records);
  }

  /** Reads the file; answers with what the store said and the records that were found. */
  load(): Promise<{
    readonly load: DocumentLoad<RegistryFile>;
    readonly records: readonly RegistryRecord[];
    /** Servers whose handle in the file is another's. */
    readonly rehandled: readonly Rehandled[];
  }> {
    return this.#queue.run(async () => {
      await this.#deps.handles?.load();
      const load = await this.#deps.store.load();
      const hasValue = load.status === 'loaded' || load.status === 'restored';
      const { records, rehandled } = this.#handled(hasValue ? readRecords(load.value) : []);
      this.#show(records);
      return { load, records, rehandled };
    });
  }

  #handled(records: readonly RegistryRecord[]): HandledRecords {
    const { handles } = this.#deps;
    if (handles === undefined) return { records, rehandled: [] };
    return withHandles(records, this.#servers, handles);
  }

  /** Runs a task after all those asked for earlier, on what the file holds then. */
  inTurn<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run(() =>
      onPresentFile(this.#deps.store, (reload) => this.#takeOver(reload), task),
    );
  }

  #takeOver(reload: DocumentReload<RegistryFile>): void {
    if (reload.status === 'damaged') {
      this.#outside.emit({ kind: 'not-readable', detail: reload.detail });
    }
    if (reload.status !== 'changed') return;
    const { clock } = this.#deps;
    const { records: found, rehandled } = this.#handled(readRecords(reload.value));
    const { records, changes } = takeOver(this.#servers, found, clock.now());
    this.#show(records);
    for (const change of changes) this.#changes.emit(change);
    const problems = problemsOf(records);
    this.#outside.emit({
      kind: 'taken-over',
      problems,
      ...(rehandled.length > 0 && { rehandled }),
    });
  }

  /** Tells `listener` what becomes of changes others make to the file. */
  onOutside(listener: OutsideListener): Disposable {
    return this.#outside.on(listener);
  }

  /** Runs `change` in turn on the then present state of a server. */
  onServer<T, E>(
    name: string,
    change: (server: ServerDefinition) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | Extract<ChangeRefusal, { readonly code: 'NOT_FOUND' }>>> {
    return this.inTurn(async () => {
      const server = this.#servers.get(name);
      return server === undefined ? err({ code: 'NOT_FOUND', name }) : change(server);
    });
  }

  /** Adds a server whose new secrets have the ids `added`. */
  async add(
    server: ServerDefinition,
    added: readonly string[],
    save?: SaveFile,
  ): Promise<Result<ServerDefinition, StorageRefusal>> {
    const { handles } = this.#deps;
    // The others have theirs, each its own: looking at them all once more would find that again.
    const handled = handles && withNewHandle(server, this.#servers.values(), handles);
    const next = [...this.#records, recordOf(handled ?? server)];
    const changes: RegistryChange[] = [{ kind: 'saved', cause: 'created', server }];
    const saved = handled
      ? await this.#commitHandled(next, changes, added, save, [handled])
      : await this.#commit(next, changes, added, save);
    return saved.ok ? ok(this.#present(server)) : saved;
  }

  /** Puts `server` in the place of `previous`; secrets only the latter refers to are removed. */
  async replace(
    previous: ServerDefinition,
    server: ServerDefinition,
    cause: SaveCause,
    added: readonly string[] = [],
  ): Promise<Result<ServerDefinition, StorageRefusal>> {
    const change: RegistryChange = { kind: 'saved', cause, server, previous };
    const saved = await this.#commit(withServers(this.#records, [server]), [change], added);
    if (!saved.ok) return saved;
    await this.forgetUnused([previous]);
    return ok(this.#present(server));
  }

  /**
   * Saves many servers at once, all or none. The secrets of those that were replaced stay in the
   * vault, so that they can come back.
   */
  async saveAll(
    servers: readonly BatchServer[],
    added: readonly string[],
    save?: SaveFile,
  ): Promise<Result<void, StorageRefusal>> {
    return this.#commit(withBatch(this.#records, servers), changesOfBatch(servers), added, save);
  }

  /** Puts other servers in the place of all; unreadable records stay, and so do all secrets. */
  async replaceAll({ servers, save }: WholeChange): Promise<Result<void, StorageRefusal>> {
    const unreadable = this.#records.filter(({ kind }) => kind === 'unreadable');
    const kept = servers.map(recordOf);
    return this.#commit([...kept, ...unreadable], changesBetween(this.#servers, servers), [], save);
  }

  /**
   * Makes several changes with one save: all of them or none. What was removed before and comes
   * `back` takes its place in the order of creation. With `keepSecrets` the secrets of what goes stay
   * in the vault until {@link forgetUnused}.
   */
  async replaceMany(
    changes: readonly ServerReplacement[],
    {
      back = [],
      keepSecrets = false,
      save,
    }: {
      readonly back?: readonly ServerDefinition[];
      readonly keepSecrets?: boolean | undefined;
      readonly save?: SaveFile | undefined;
    } = {},
  ): Promise<Result<void, StorageRefusal>> {
    if (changes.length === 0 && back.length === 0) return ok(undefined);
    const next = back.reduce(inOrder, withReplaced(this.#records, changes));
    const saved = await this.#commit(next, changesOfReplacing(changes, back), [], save);
    const goes = saved.ok && !keepSecrets;
    if (goes) await this.forgetUnused(changes.map(({ previous }) => previous));
    return saved;
  }

  /** Removes the secrets of these former servers that no server refers to any more. */
  async forgetUnused(formerServers: readonly ServerDefinition[]): Promise<void> {
    await this.#references.forgetUnused(formerServers, this.#records);
  }

  /** Shows changed servers that wait for the next save, or for {@link saveShown}. */
  showOnly(changed: readonly ServerDefinition[], cause: SaveCause): void {
    if (changed.length === 0) return;
    const before = this.#servers;
    this.#hasUnsaved = true;
    this.#show(withServers(this.#records, changed), changed);
    for (const server of changed) {
      const previous = before.get(server.name);
      this.#changes.emit({ kind: 'saved', cause, server, ...(previous && { previous }) });
    }
  }

  /** Saves what is only shown so far; does nothing when a save has taken it along. */
  saveShown(): Promise<Result<void, StorageRefusal>> {
    return this.inTurn(async () =>
      this.#hasUnsaved ? this.#commit(this.#records, [], []) : ok(undefined),
    );
  }

  /** Tells `listener` every change until the returned handle is disposed. */
  onChange(listener: (change: RegistryChange) => void): Disposable {
    return this.#changes.on(listener);
  }

  async #commit(
    wanted: readonly RegistryRecord[],
    changes: readonly RegistryChange[],
    added: readonly string[],
    save?: SaveFile,
  ): Promise<Result<void, StorageRefusal>> {
    return this.#commitHandled(this.#handled(wanted).records, changes, added, save);
  }

  /** Of `next` every server has its handle; `only` these are other than before, if given. */
  async #commitHandled(
    next: readonly RegistryRecord[],
    changes: readonly RegistryChange[],
    added: readonly string[],
    save: SaveFile = (file) => this.#deps.store.save(file),
    only?: readonly ServerDefinition[],
  ): Promise<Result<void, StorageRefusal>> {
    const file = checkedFile(next, this.#records);
    // Noted before the file lets go of them: whoever dies in between leaves no secret behind.
    await this.#references.noteReleased(this.#records, next);
    const saved = file.ok ? await save(file.value) : file;
    if (!saved.ok) {
      await this.#references.noteKept(this.#records);
      if (await this.#isOnDisk(saved.error)) await this.#references.forget(added);
      return err(storageFailed(saved.error));
    }
    this.#hasUnsaved = false;
    this.#show(next, only);
    for (const change of changes) {
      const server = change.kind === 'saved' ? this.#present(change.server) : change.server;
      this.#changes.emit({ ...change, server });
    }
    await this.#references.noteKept(this.#records);
    return ok(undefined);
  }

  /**
   * Whether the disk holds what memory shows. After an uncertain save that takes another one; should
   * it fail too, the refused change may come back with the next start, and needs its secrets then.
   */
  async #isOnDisk(error: DocumentSaveError): Promise<boolean> {
    if (error.isUncertain !== true) return true;
    return (await this.#deps.store.save(writeRecords(this.#records))).ok;
  }

  /** A server as it was saved, with the handle it was given. */
  #present(server: ServerDefinition): ServerDefinition {
    return this.#servers.get(server.name) ?? server;
  }

  /** From now on these are the servers; only `changed` are other than before, or new and last. */
  #show(next: readonly RegistryRecord[], changed?: readonly ServerDefinition[]): void {
    this.#records = next;
    const servers = new Map(changed === undefined ? [] : this.#servers);
    for (const server of changed ?? serversIn(next)) servers.set(server.name, server);
    this.#servers = servers;
    this.#deps.handles?.note(changed ?? this.#servers.values());
  }
}
