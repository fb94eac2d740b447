import { nothingAllowed, unlimited } from '../../shared/domain/usual-rights.ts';
import type { AppRights, KnownRights } from '../../shared/domain/app-rights.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { saveInEveryGeneration } from '../documents/save-in-every-generation.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Vault } from '../vault/vault.ts';
import { isSealed, sealRights } from './rights-file.ts';
import type { RightsFile } from './rights-file.ts';

/** What rights need from outside. */
export interface RightsDeps {
  /** The document of an app, by what stands for it. */
  readonly openDocument: (caller: string) => DocumentStore<RightsFile>;
  readonly vault: Pick<Vault, 'deriveKey' | 'onChange'>;
  readonly logger: Logger;
}

/**
 * What each app may see; without a document it is everything. Kept sealed under a key of the vault:
 * of a document that cannot be proven, nobody can tell what was taken out, so that app gets nothing.
 */
export interface Rights {
  /** Read and judged the first time; the same object for as long as they are the same. */
  of(caller: string): Promise<KnownRights>;
  /** A person decides. Counts at once; is on the disk as soon as the vault gives its key. */
  set(caller: string, rights: AppRights): Promise<KnownRights>;
  onChange(listener: () => void): Disposable;
  /** Resolves when everything decided so far is on disk or cannot be. */
  settled(): Promise<void>;
}

interface Entry {
  readonly document: DocumentStore<RightsFile>;
  known: Promise<KnownRights>;
  revision: number;
}

const everything: KnownRights = { rights: unlimited };
const locked: KnownRights = { rights: nothingAllowed, unproven: 'locked' };
const notSealed: KnownRights = { rights: nothingAllowed, unproven: 'not-sealed' };

/** Creates it; nothing is read before it is asked for. */
export function createRights(deps: RightsDeps): Rights & Disposable {
  const { openDocument, vault, logger } = deps;
  const entries = new Map<string, Entry>();
  const changes = createEmitter<[]>(logger, 'rights of apps');
  const queue = createSerialQueue();

  const read = async (caller: string, entry: Entry): Promise<KnownRights> => {
    const found = await entry.document.load();
    if (found.status === 'absent') return everything;
    if (found.status !== 'loaded' && found.status !== 'restored') return notSealed;
    const key = await vault.deriveKey('app-rights', false);
    if (!key.ok) return locked;
    if (key.value === undefined || !isSealed(key.value, caller, found.value)) return notSealed;
    entry.revision = found.value.revision;
    return { rights: found.value.rights };
  };

  const entryOf = (caller: string): Entry => {
    const known = entries.get(caller);
    if (known !== undefined) return known;
    const document = openDocument(caller);
    const entry: Entry = { document, known: Promise.resolve(everything), revision: 0 };
    entry.known = read(caller, entry);
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
    const saved = await saveInEveryGeneration(entry.document, () => {
      entry.revision += 1;
      return sealRights(sealing, caller, rights, entry.revision);
    });
    if (!saved.ok) logger.warn('rights of an app were not saved', { ...saved.error });
  };

  // Where the vault did not open, a later look may tell.
  const following = vault.onChange(() => {
    for (const [caller, entry] of entries) {
      void entry.known.then(({ unproven }) => {
        if (unproven !== 'locked') return;
        entry.known = read(caller, entry);
        void entry.known.then((now) => now.unproven !== 'locked' && changes.emit());
      });
    }
  });

  return {
    of: (caller) => entryOf(caller).known,
    async set(caller, rights) {
      const entry = entryOf(caller);
      await entry.known;
      const known: KnownRights = { rights };
      const now = Promise.resolve(known);
      entry.known = now;
      void queue.run(async () => {
        // Only the last of several is saved.
        if (entry.known === now) await save(caller, entry, rights);
      });
      changes.emit();
      return known;
    },
    onChange: (listener) => changes.on(listener),
    settled: () => queue.run(() => Promise.resolve()),
    [Symbol.dispose]: () => following[Symbol.dispose](),
  };
}
