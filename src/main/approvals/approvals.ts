import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { isKeyOf } from '../catalog/owner-catalogs.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';
import { createAnchors } from '../vault/anchors.ts';
import { readAnchored } from '../vault/read-anchored.ts';
import { isUnsettled, removeAnchored, saveAnchored } from '../vault/save-anchored.ts';
import type { Vault } from '../vault/vault.ts';
import { openDecisions, sealDecisions } from './approval-file.ts';
import type { ApprovalFile } from './approval-file.ts';
import { afterDeciding, lostDecisions, noDecisions } from './decisions.ts';
import type { DecisionChange, Decisions } from './decisions.ts';

/** What approvals need from outside. */
export interface ApprovalsDeps {
  /** The document of a server, by the key of its catalog. */
  readonly openDocument: (key: string) => DocumentStore<ApprovalFile>;
  readonly vault: Pick<Vault, 'deriveKey' | 'onChange' | 'readNote' | 'writeNote'>;
  readonly logger: Logger;
}

/**
 * What a person decided about calls, for each server and owner; the key is that of the catalog. Kept
 * sealed under a key of the vault, which also knows which file of each is the last: what cannot be
 * proven counts as nothing, so that it is asked again.
 */
export interface Approvals {
  /** What was decided, read and judged the first time. */
  of(key: string): Promise<Decisions>;
  /** A person decides. Counts at once; is on the disk as soon as the vault gives its key. */
  decide(key: string, change: DecisionChange): Promise<void>;
  /**
   * A server is gone, and its file with it. Should it come back, nothing is allowed that was, and that
   * something may have been refused stays known.
   */
  putAside(key: string): Promise<void>;
  /** A person has added a server under a name another had: nothing of that one counts. */
  startAnew(key: string): Promise<void>;
  /** Whether a person refused a tool, or may have, under any owner that this server has or had. */
  isRefused(server: string, tool: string): Promise<boolean>;
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

const blank = (document: Entry['document']): Entry => ({
  document,
  known: Promise.resolve(noDecisions),
  early: [],
  isLocked: false,
  revision: 0,
});

/** Creates it; nothing is read before it is asked for. */
export function createApprovals(deps: ApprovalsDeps): Approvals & Disposable {
  const { openDocument, vault, logger } = deps;
  const entries = new Map<string, Entry>();
  const changes = createEmitter<[key: string]>(logger, 'approvals');
  const queue = createSerialQueue();
  const anchors = createAnchors(vault, 'approval-anchors');

  const read = async (key: string, entry: Entry): Promise<Decisions> => {
    const found = await readAnchored(key, entry.document, {
      anchors,
      deriveKey: () => vault.deriveKey('approval', false),
      open: (derived, file: ApprovalFile) => openDecisions(derived, key, file),
    });
    entry.isLocked = found.kind === 'unproven' && found.reason === 'locked';
    if (found.kind === 'none') return noDecisions;
    if (found.kind === 'unproven') return lostDecisions;
    const { decisions, revision } = found.value;
    entry.revision = Math.max(entry.revision, revision);
    // An earlier version, or a save that did not end: from now on this file alone is the last.
    if (isUnsettled(found.seals)) saveSoon(key, entry);
    return decisions;
  };

  const entryOf = (key: string): Entry => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const entry = blank(openDocument(key));
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
    const { document } = entry;
    const saved = await saveAnchored(key, { document, anchors }, () => {
      entry.revision += 1;
      return sealDecisions(sealing, key, { decisions, revision: entry.revision });
    });
    if (!saved.ok) logger.warn('an approval was not saved', { key, ...saved.error });
  };

  const saveSoon = (key: string, entry: Entry): void => {
    void queue.run(async () => {
      const { known } = entry;
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
    async putAside(key) {
      const { document, known } = entryOf(key);
      const left = known.then((was) => (was === noDecisions ? noDecisions : lostDecisions));
      entries.set(key, { ...blank(document), known: left });
      await queue.run(() => removeAnchored(key, { document, anchors }, 'lost'));
    },
    async startAnew(key) {
      // Not read first: whatever it holds goes.
      const document = entries.get(key)?.document ?? openDocument(key);
      entries.set(key, { ...blank(document), known: Promise.resolve(noDecisions) });
      await queue.run(() => removeAnchored(key, { document, anchors }, 'forgotten'));
    },
    async isRefused(name, tool) {
      const known = [...entries.keys(), ...(await anchors.keys())];
      const keys = [...new Set(known)].filter((key) => isKeyOf(name, key));
      const all = await Promise.all(keys.map((key) => entryOf(key).known));
      return all.some(
        ({ tools, isIncomplete }) => isIncomplete || tools.get(tool)?.choice === 'never',
      );
    },
    onChange: (listener) => changes.on(listener),
    settled: () => queue.run(() => Promise.resolve()),
    [Symbol.dispose]: () => following[Symbol.dispose](),
  };
}
