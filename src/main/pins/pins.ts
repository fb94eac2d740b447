import type { DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';
import { createAnchors } from '../vault/anchors.ts';
import type { UnprovenReason } from '../vault/read-anchored.ts';
import type { Vault } from '../vault/vault.ts';
import { comingLists, definitionsOf } from './definitions.ts';
import type { Pin, PinFile } from './pin-file.ts';
import { createPinSaver } from './pin-saver.ts';
import { readPin } from './read-pin.ts';
import type { FoundPin } from './read-pin.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';

/** What is known of the pin of one server. */
export type Pinned =
  /** Nobody was given anything of it yet. */
  | { readonly kind: 'none' }
  | { readonly kind: 'agreed'; readonly pin: Pin }
  /** There was a pin, or a file claims one, and nobody can tell what was agreed to. */
  | { readonly kind: 'unproven'; readonly reason: UnprovenReason };

/** What pins need from outside. */
export interface PinsDeps {
  /** The document of a server, by the key of its catalog. */
  readonly openDocument: (key: string) => DocumentStore<PinFile>;
  readonly vault: Pick<Vault, 'deriveKey' | 'onChange' | 'readNote' | 'writeNote'>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly logger: Logger;
}

/** What is there when an app is first given something. */
export interface EarlyPreferences {
  readonly catalog: ServerCatalog;
  readonly version?: string | undefined;
  /** Keys under which the same server was had by nobody who has it now: its owner is another. */
  readonly isFormer?: (key: string) => boolean;
}

/**
 * What a person agreed that models read, for each server and owner; the key is that of the catalog.
 * Sealed under a key of the vault, which also knows which file of each is the last. A claim that
 * cannot be proven is no pin and no first time either.
 */
export interface Pins {
  /** What is known, read and judged the first time. */
  of(key: string): Promise<Pinned>;
  /**
   * The same, and where there is no pin, or a list never came whole before, pins what is there
   * now: a person has just added the server.
   */
  first(key: string, look: EarlyPreferences): Promise<Pinned>;
  /** A person decides. Counts at once; is on the disk as soon as the vault gives its key. */
  put(key: string, pin: Pin): void;
  /** A server is gone, perhaps to come back: its file goes, and what was agreed to stays known. */
  putAside(key: string): Promise<void>;
  /** The same server is there again, and so is what was agreed to. */
  bringBack(key: string): void;
  /** A person has added a server under a name another had: nothing of that one counts. */
  startAnew(key: string): Promise<void>;
  onChange(listener: (key: string) => void): Disposable;
  /** Resolves when everything put so far is on disk or cannot be. */
  settled(): Promise<void>;
}

interface Entry {
  readonly document: DocumentStore<PinFile>;
  known: Promise<FoundPin>;
  /** Its file was taken away with the server. */
  isAside?: boolean;
}

/** Creates it; nothing is read before it is asked for. */
export function createPins({ openDocument, vault, clock, logger }: PinsDeps): Pins & Disposable {
  const entries = new Map<string, Entry>();
  // What a catalog holds never changes: looked at once under a pin, it has nothing new under that one.
  const looked = new WeakMap<ServerCatalog, Pin>();
  const changes = createEmitter<[key: string]>(logger, 'pins');
  const anchors = createAnchors(vault, 'pin-anchors');
  const saver = createPinSaver({ anchors, vault, clock, logger });

  const read = (key: string, document: DocumentStore<PinFile>): Promise<FoundPin> =>
    readPin(key, document, { anchors, vault });
  const entryOf = (key: string): Entry => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const document = openDocument(key);
    const entry: Entry = { document, known: read(key, document) };
    entries.set(key, entry);
    return entry;
  };

  const keep = (key: string, pin: Pin): void => {
    const entry = entryOf(key);
    const known = Promise.resolve<FoundPin>({ kind: 'agreed', pin, isAnchored: true });
    entry.known = known;
    entry.isAside = false;
    const isCurrent = (): boolean => entries.get(key)?.known === known && entry.isAside === false;
    saver.save({ key, pin, document: entry.document, isCurrent });
  };

  /** What was agreed to of this server under another owner, who is none any more. */
  const formerPin = async (key: string, isFormer: EarlyPreferences['isFormer']) => {
    if (isFormer === undefined) return undefined;
    const keys = new Set([...entries.keys(), ...(await anchors.keys())]);
    for (const other of [...keys].filter((one) => one !== key && isFormer(one))) {
      const found = await entryOf(other).known;
      if (found.kind === 'agreed') return { ...found.pin, kept: [] };
    }
    return undefined;
  };

  // Where the vault did not open, a later look may tell.
  const following = vault.onChange(() => {
    for (const [key, entry] of entries) {
      void entry.known.then((pinned) => {
        if (pinned.kind !== 'unproven' || pinned.reason !== 'locked') return;
        entry.known = read(key, entry.document);
        void entry.known.then(({ kind }) => kind !== 'unproven' && changes.emit(key));
      });
    }
  });

  return {
    of: (key) => entryOf(key).known,
    async first(key, { catalog, version, isFormer }) {
      const pinned = await entryOf(key).known;
      if (pinned.kind === 'unproven' || !catalog.isAsSent) return pinned;
      if (pinned.kind === 'agreed' && looked.get(catalog) === pinned.pin) return pinned;
      const agreed = pinned.kind === 'agreed' ? pinned.pin : await formerPin(key, isFormer);
      const pin = agreed === undefined ? newPin(catalog, version) : withNewLists(agreed, catalog);
      const isSaved = pinned.kind === 'agreed' && pinned.isAnchored && pin === pinned.pin;
      if (!isSaved) keep(key, pin);
      const now = await entryOf(key).known;
      if (now.kind === 'agreed') looked.set(catalog, now.pin);
      return now;
    },
    put(key, pin) {
      keep(key, pin);
      changes.emit(key);
    },
    async putAside(key) {
      const entry = entryOf(key);
      entry.isAside = true;
      await entry.known;
      // It may have come back meanwhile.
      if (entry.isAside) await saver.remove(key, entry.document, true);
    },
    bringBack(key) {
      const entry = entries.get(key);
      if (entry?.isAside !== true) return;
      void entry.known.then((found) => {
        if (entry.isAside === true && found.kind === 'agreed') keep(key, found.pin);
      });
    },
    async startAnew(key) {
      // Not read first: whatever it holds goes.
      const document = entries.get(key)?.document ?? openDocument(key);
      entries.set(key, { document, known: Promise.resolve({ kind: 'none' }) });
      await saver.remove(key, document, false);
    },
    onChange: (listener) => changes.on(listener),
    settled: () => saver.settled(),
    [Symbol.dispose]: () => following[Symbol.dispose](),
  };
}

/** What is there now as what was agreed to. */
function newPin(catalog: ServerCatalog, version: string | undefined): Pin {
  return {
    definitions: definitionsOf(catalog),
    kept: [],
    ...(version !== undefined && { version }),
  };
}

/** The pin with lists nobody was given before; the same pin when there are none. */
function withNewLists(pin: Pin, catalog: ServerCatalog): Pin {
  const fresh = comingLists(catalog).filter((list) => !Object.hasOwn(pin.definitions, list));
  if (fresh.length === 0) return pin;
  const { instructions: _agreed, ...lists } = definitionsOf(catalog);
  return { ...pin, definitions: { ...lists, ...pin.definitions } };
}
