import { nothingAllowed, unlimited } from '../../shared/domain/usual-rights.ts';
import type { AppRights, KnownRights } from '../../shared/domain/app-rights.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';
import { createAnchors } from '../vault/anchors.ts';
import { readAnchored } from '../vault/read-anchored.ts';
import type { UnprovenReason } from '../vault/read-anchored.ts';
import { isUnsettled, saveAnchored } from '../vault/save-anchored.ts';
import type { Vault } from '../vault/vault.ts';
import { openRights, sealRights } from './rights-file.ts';
import type { RightsFile } from './rights-file.ts';

/** What rights need from outside. */
export interface RightsDeps {
  /** The document of an app, by what stands for it. */
  readonly openDocument: (caller: string) => DocumentStore<RightsFile>;
  readonly vault: Pick<Vault, 'deriveKey' | 'onChange' | 'readNote' | 'writeNote'>;
  readonly logger: Logger;
}

/**
 * What each app may see; of which nothing was ever saved, everything. Kept sealed under a key of the
 * vault, which also knows which document of each is the last: of what cannot be proven, nobody can
 * tell what was taken out, so that app gets nothing.
 */
export interface Rights {
  /** Read and judged the first time; the same object for as long as they are the same. */
  of(caller: string): Promise<KnownRights>;
  /** The id of the profile an app is served as, of an app whose rights were asked for. */
  profileOf(caller: string): string | undefined;
  /** A person decides. Counts at once; is on the disk as soon as the vault gives its key. */
  set(caller: string, rights: AppRights): Promise<KnownRights>;
  onChange(listener: () => void): Disposable;
  /** Resolves when everything decided so far is on disk or cannot be. */
  settled(): Promise<void>;
}

interface Entry {
  readonly document: DocumentStore<RightsFile>;
  known: Promise<KnownRights>;
  /** What `known` came to. */
  last: KnownRights | undefined;
  revision: number;
}

const everything: KnownRights = { rights: unlimited };
const unproven = (reason: UnprovenReason): KnownRights => ({
  rights: nothingAllowed,
  unproven: reason,
});

/** Creates it; nothing is read before it is asked for. */
export function createRights(deps: RightsDeps): Rights & Disposable {
  const { openDocument, vault, logger } = deps;
  const entries = new Map<string, Entry>();
  const changes = createEmitter<[]>(logger, 'rights of apps');
  const queue = createSerialQueue();
  const anchors = createAnchors(vault, 'app-rights-anchors');

  const read = async (caller: string, entry: Entry): Promise<KnownRights> => {
    const found = await readAnchored(caller, entry.document, {
      anchors,
      deriveKey: () => vault.deriveKey('app-rights', false),
      open(key, file: RightsFile) {
        entry.revision = file.revision;
        return openRights(key, caller, file);
      },
    });
    if (found.kind === 'none') return everything;
    if (found.kind === 'unproven') return unproven(found.reason);
    const known: KnownRights = { rights: found.value };
    // An earlier version, or a save that did not end: from now on this file alone is the last.
    if (isUnsettled(found.seals)) saveSoon(caller, entry, known);
    return known;
  };

  const look = async (caller: string, entry: Entry): Promise<KnownRights> =>
    (entry.last = await read(caller, entry));

  const entryOf = (caller: string): Entry => {
    const known = entries.get(caller);
    if (known !== undefined) return known;
    const document = openDocument(caller);
    const entry: Entry = {
      document,
      known: Promise.resolve(everything),
      last: undefined,
      revision: 0,
    };
    entry.known = look(caller, entry);
    entries.set(caller, entry);
    return entry;
  };

  const save = async (caller: string, entry: Entry, rights: AppRights): Promise<void> => {
    const made = await vault.deriveKey('app-rights', true);
    if (!made.ok || made.value === undefined) {
      return logger.warn('rights of an app last until the end of this run', { caller });
    }
    const sealing = made.value;
    // No earlier generation may allow more than this one.
    const { document } = entry;
    const saved = await saveAnchored(caller, { document, anchors }, () => {
      entry.revision += 1;
      return sealRights(sealing, caller, rights, entry.revision);
    });
    if (!saved.ok) logger.warn('rights of an app were not saved', { ...saved.error });
  };

  const saveSoon = (caller: string, entry: Entry, known: KnownRights): void => {
    void queue.run(async () => {
      // Only the last of several is saved.
      if ((await entry.known) === known) await save(caller, entry, known.rights);
    });
  };

  // Where the vault did not open, a later look may tell.
  const following = vault.onChange(() => {
    for (const [caller, entry] of entries) {
      void entry.known.then(({ unproven }) => {
        if (unproven !== 'locked') return;
        entry.known = look(caller, entry);
        void entry.known.then((now) => now.unproven !== 'locked' && changes.emit());
      });
    }
  });

  return {
    of: (caller) => entryOf(caller).known,
    profileOf: (caller) => entries.get(caller)?.last?.rights.profile ?? undefined,
    async set(caller, rights) {
      const entry = entryOf(caller);
      await entry.known;
      const known: KnownRights = { rights };
      entry.last = known;
      entry.known = Promise.resolve(known);
      saveSoon(caller, entry, known);
      changes.emit();
      return known;
    },
    onChange: (listener) => changes.on(listener),
    settled: () => queue.run(() => Promise.resolve()),
    [Symbol.dispose]: () => following[Symbol.dispose](),
  };
}
