import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { Logger } from '../kernel/logger.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Vault } from '../vault/vault.ts';
import { definitionsOf } from './definitions.ts';
import { openPin, sealPin } from './pin-file.ts';
import type { Pin, PinFile } from './pin-file.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';

/** What is known of the pin of one server. */
export type Pinned =
  /** Nobody was given anything of it yet. */
  | { readonly kind: 'none' }
  | { readonly kind: 'agreed'; readonly pin: Pin }
  /** A file claims a pin, and nobody can tell whether it is true. */
  | { readonly kind: 'unproven'; readonly reason: 'locked' | 'not-sealed' };

/** What pins need from outside. */
export interface PinsDeps {
  /** The document of a server, by the key of its catalog. */
  readonly openDocument: (key: string) => DocumentStore<PinFile>;
  readonly vault: Pick<Vault, 'deriveKey' | 'onChange'>;
  readonly logger: Logger;
}

/**
 * What a person agreed that models read, for each server and owner; the key is that of the catalog.
 * Sealed under a key of the vault. A claim that cannot be proven is no pin and no first time either.
 */
export interface Pins {
  /** What is known, read and judged the first time. */
  of(key: string): Promise<Pinned>;
  /**
   * The same, and where there is no pin, or a list never came whole before, pins what is there
   * now: a person has just added the server.
   */
  first(key: string, catalog: ServerCatalog, version?: string): Promise<Pinned>;
  /** A person decides. Counts at once; is on the disk as soon as the vault gives its key. */
  put(key: string, pin: Pin): void;
  /** Forgets a server, in memory and on disk. */
  drop(key: string): Promise<void>;
  onChange(listener: (key: string) => void): Disposable;
  /** Resolves when everything put so far is on disk or cannot be. */
  settled(): Promise<void>;
}

interface Entry {
  readonly document: DocumentStore<PinFile>;
  known: Promise<Pinned>;
}

/** Creates it; nothing is read before it is asked for. */
export function createPins({ openDocument, vault, logger }: PinsDeps): Pins & Disposable {
  const entries = new Map<string, Entry>();
  // What a catalog holds never changes: looked at once under a pin, it has nothing new under that one.
  const looked = new WeakMap<ServerCatalog, Pin>();
  const changes = createEmitter<[key: string]>(logger, 'pins');
  const queue = createSerialQueue();

  const entryOf = (key: string): Entry => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const document = openDocument(key);
    const entry: Entry = { document, known: read(key, document, vault) };
    entries.set(key, entry);
    return entry;
  };

  const save = async (key: string, { document }: Entry, pin: Pin): Promise<void> => {
    const made = await vault.deriveKey('pin', true);
    // It counts until the program ends; after that what is there then is the first again.
    if (!made.ok || made.value === undefined) {
      logger.warn('a pin lasts until the end of this run', { key });
      return;
    }
    const saved = await document.save(sealPin(made.value, key, pin));
    if (!saved.ok) logger.warn('a pin was not saved', { key, ...saved.error });
  };

  const keep = (key: string, pin: Pin): void => {
    const entry = entryOf(key);
    const known = Promise.resolve<Pinned>({ kind: 'agreed', pin });
    entry.known = known;
    void queue.run(async () => {
      // Only the last of several is saved, and none that was forgotten meanwhile.
      if (entries.get(key)?.known === known) await save(key, entry, pin);
    });
  };

  // Where the vault did not open, a later look may tell.
  const following = vault.onChange(() => {
    for (const [key, entry] of entries) {
      void entry.known.then((pinned) => {
        if (pinned.kind !== 'unproven' || pinned.reason !== 'locked') return;
        entry.known = read(key, entry.document, vault);
        void entry.known.then(({ kind }) => kind === 'agreed' && changes.emit(key));
      });
    }
  });

  return {
    of: (key) => entryOf(key).known,
    async first(key, catalog, version) {
      const pinned = await entryOf(key).known;
      if (pinned.kind === 'unproven' || !catalog.isAsSent) return pinned;
      if (pinned.kind === 'agreed' && looked.get(catalog) === pinned.pin) return pinned;
      const pin = firstPin(pinned.kind === 'agreed' ? pinned.pin : undefined, catalog, version);
      if (pin !== undefined) keep(key, pin);
      const now = await entryOf(key).known;
      if (now.kind === 'agreed') looked.set(catalog, now.pin);
      return now;
    },
    put(key, pin) {
      keep(key, pin);
      changes.emit(key);
    },
    async drop(key) {
      const { document } = entryOf(key);
      entries.set(key, { document, known: Promise.resolve({ kind: 'none' }) });
      await queue.run(() => document.remove());
    },
    onChange: (listener) => changes.on(listener),
    settled: () => queue.run(() => Promise.resolve()),
    [Symbol.dispose]: () => following[Symbol.dispose](),
  };
}

/** The pin with what nobody was given before; undefined when there is nothing of that kind. */
function firstPin(
  pin: Pin | undefined,
  catalog: ServerCatalog,
  version: string | undefined,
): Pin | undefined {
  const { instructions, ...lists } = definitionsOf(catalog);
  if (pin === undefined) {
    return {
      definitions: { ...lists, ...(instructions !== undefined && { instructions }) },
      kept: [],
      ...(version !== undefined && { version }),
    };
  }
  const hasNew = Object.keys(lists).some((list) => !Object.hasOwn(pin.definitions, list));
  return hasNew ? { ...pin, definitions: { ...lists, ...pin.definitions } } : undefined;
}

async function read(
  key: string,
  document: DocumentStore<PinFile>,
  vault: Pick<Vault, 'deriveKey'>,
): Promise<Pinned> {
  const found = await document.load();
  if (found.status === 'absent') return { kind: 'none' };
  if (found.status !== 'loaded' && found.status !== 'restored') {
    return { kind: 'unproven', reason: 'not-sealed' };
  }
  const derived = await vault.deriveKey('pin', false);
  if (!derived.ok) return { kind: 'unproven', reason: 'locked' };
  const pin = derived.value && openPin(derived.value, key, found.value);
  return pin ? { kind: 'agreed', pin } : { kind: 'unproven', reason: 'not-sealed' };
}
