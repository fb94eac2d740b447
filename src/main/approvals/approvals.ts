import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { saveInEveryGeneration } from '../documents/save-in-every-generation.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Vault } from '../vault/vault.ts';
import { openDecisions, sealDecisions } from './approval-file.ts';
import type { ApprovalFile } from './approval-file.ts';
import { afterDeciding, noDecisions } from './decisions.ts';
import type { DecisionChange, Decisions } from './decisions.ts';

/** What approvals need from outside. */
export interface ApprovalsDeps {
  /** The document of a server, by the key of its catalog. */
  readonly openDocument: (key: string) => DocumentStore<ApprovalFile>;
  readonly vault: Pick<Vault, 'deriveKey' | 'onChange'>;
  readonly logger: Logger;
}

/**
 * What a person decided about calls, for each server and owner; the key is that of the catalog. Kept
 * sealed under a key of the vault: what cannot be proven counts as nothing, so that it is asked again.
 */
export interface Approvals {
  /** What was decided, read and judged the first time. */
  of(key: string): Promise<Decisions>;
  /** A person decides. Counts at once; is on the disk as soon as the vault gives its key. */
  decide(key: string, change: DecisionChange): Promise<void>;
  /** Forgets a server, in memory and on disk. */
  drop(key: string): Promise<void>;
  onChange(listener: (key: string) => void): Disposable;
  /** Resolves when everything decided so far is on disk or cannot be. */
  settled(): Promise<void>;
}

interface Entry {
  readonly document: DocumentStore<ApprovalFile>;
  known: Promise<Decisions>;
  /** Decided while what lies on the disk could not be looked at; done again when it can. */
  early: readonly DecisionChange[];
  isLocked: boolean;
  revision: number;
}

/** Creates it; nothing is read before it is asked for. */
export function createApprovals(deps: ApprovalsDeps): Approvals & Disposable {
  const { openDocument, vault, logger } = deps;
  const entries = new Map<string, Entry>();
  const changes = createEmitter<[key: string]>(logger, 'approvals');
  const queue = createSerialQueue();

  const read = async (key: string, entry: Entry): Promise<Decisions> => {
    const found = await entry.document.load();
    entry.isLocked = false;
    if (found.status !== 'loaded' && found.status !== 'restored') return noDecisions;
    const derived = await vault.deriveKey('approval', false);
    entry.isLocked = !derived.ok;
    if (!derived.ok || derived.value === undefined) return noDecisions;
    const opened = openDecisions(derived.value, key, found.value);
    entry.revision = Math.max(entry.revision, opened?.revision ?? 0);
    return opened?.decisions ?? noDecisions;
  };

  const entryOf = (key: string): Entry => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const nothing = Promise.resolve(noDecisions);
    const entry: Entry = {
      document: openDocument(key),
      known: nothing,
      early: [],
      isLocked: false,
      revision: 0,
    };
    entry.known = read(key, entry);
    entries.set(key, entry);
    return entry;
  };

  const save = async (key: string, entry: Entry, decisions: Decisions): Promise<void> => {
    const made = await vault.deriveKey('approval', true);
    // It counts until the program ends; after that it is asked again.
    if (!made.ok || made.value === undefined) {
      logger.warn('an approval lasts until the end of this run', { key });
      return;
    }
    const sealing = made.value;
    // No earlier generation may bring a yes back.
    const saved = await saveInEveryGeneration(entry.document, () => {
      entry.revision += 1;
      return sealDecisions(sealing, key, { decisions, revision: entry.revision });
    });
    if (!saved.ok) logger.warn('an approval was not saved', { key, ...saved.error });
  };

  const saveSoon = (key: string, entry: Entry): void => {
    const { known } = entry;
    void queue.run(async () => {
      const decisions = await known;
      // Only the last of several is saved, none that was forgotten, and none over what is locked.
      if (entries.get(key)?.known === known && !entry.isLocked) await save(key, entry, decisions);
    });
  };

  // Where the vault did not open, a later look may tell; what was decided meanwhile comes on top.
  const following = vault.onChange(() => {
    for (const [key, entry] of entries) {
      if (!entry.isLocked) continue;
      entry.isLocked = false;
      const { early } = entry;
      entry.known = read(key, entry).then((found) => early.reduce(afterDeciding, found));
      void entry.known.then(() => {
        if (entry.isLocked) return;
        entry.early = [];
        changes.emit(key);
        if (early.length > 0) saveSoon(key, entry);
      });
    }
  });

  return {
    of: (key) => entryOf(key).known,
    async decide(key, change) {
      const entry = entryOf(key);
      const next = entry.known.then((before) => afterDeciding(before, change));
      entry.known = next;
      await next;
      if (entry.isLocked) entry.early = [...entry.early, change];
      saveSoon(key, entry);
      changes.emit(key);
    },
    async drop(key) {
      const { document } = entryOf(key);
      entries.delete(key);
      await queue.run(() => document.remove());
    },
    onChange: (listener) => changes.on(listener),
    settled: () => queue.run(() => Promise.resolve()),
    [Symbol.dispose]: () => following[Symbol.dispose](),
  };
}
