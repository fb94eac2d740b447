import type { DocumentStore } from '../documents/document-ports.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { alsoRight } from '../vault/anchors.ts';
import type { Anchors } from '../vault/anchors.ts';
import { removeAnchored } from '../vault/save-anchored.ts';
import type { Vault } from '../vault/vault.ts';
import { sealPin } from './pin-file.ts';
import type { Pin, PinFile } from './pin-file.ts';

/** A pin on its way to the disk. */
export interface UnsavedPin {
  readonly key: string;
  readonly pin: Pin;
  readonly document: DocumentStore<PinFile>;
  /** Whether it still is the last one, and was not forgotten meanwhile. */
  readonly isCurrent: () => boolean;
}

/** Brings pins, and what the vault knows of them, to the disk. */
export interface PinSaver {
  /** Soon, together with others; of several for one key the last. */
  save(unsaved: UnsavedPin): void;
  /** After everything asked for before. The row stays where `isKnown` is set: there was a pin. */
  remove(key: string, document: DocumentStore<PinFile>, isKnown: boolean): Promise<void>;
  settled(): Promise<void>;
}

/**
 * How long pins are gathered, ms: an app whose first look at a hundred servers pins them all is
 * answered before any is sealed.
 */
const gatherMs = 100;

/** Creates it. */
export function createPinSaver(deps: {
  readonly anchors: Anchors;
  readonly vault: Pick<Vault, 'deriveKey'>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly logger: Pick<Logger, 'warn'>;
}): PinSaver {
  const { anchors, vault, clock, logger } = deps;
  const queue = createSerialQueue();
  const waiting = new Map<string, UnsavedPin>();
  let gathering: Disposable | undefined;

  // The vault is told before and after, so that a crash between leaves a file it knows.
  const saveAll = async (): Promise<void> => {
    const batch = [...waiting.values()].filter(({ isCurrent }) => isCurrent());
    waiting.clear();
    if (batch.length === 0) return;
    const keys = batch.map(({ key }) => key);
    const made = await vault.deriveKey('pin', true);
    // It counts until the program ends; after that what is there then is the first again.
    if (!made.ok || made.value === undefined) {
      return logger.warn('pins last until the end of this run', { keys });
    }
    const key = made.value;
    const sealed = batch.map((one) => ({ ...one, file: sealPin(key, one.key, one.pin) }));
    const told = await anchors.change(sealed.map((one) => [one.key, alsoRight([one.file.seal])]));
    if (!told.ok) return logger.warn('pins were not saved', { keys, ...told.error });
    const saved: typeof sealed = [];
    for (const one of sealed) {
      const done = await one.document.save(one.file);
      if (done.ok) saved.push(one);
      else logger.warn('a pin was not saved', { key: one.key, ...done.error });
    }
    await anchors.change(saved.map((one) => [one.key, () => [one.file.seal]]));
  };

  const saveNow = (): void => {
    gathering?.[Symbol.dispose]();
    gathering = undefined;
    void queue.run(saveAll).catch((error: unknown) => {
      logger.warn('pins were not saved', { error: String(error) });
    });
  };

  return {
    save(unsaved) {
      waiting.set(unsaved.key, unsaved);
      gathering ??= clock.schedule(gatherMs, saveNow);
    },
    remove(key, document, isKnown) {
      saveNow();
      return queue.run(() =>
        removeAnchored(key, { document, anchors }, isKnown ? 'kept' : 'forgotten'),
      );
    },
    settled() {
      saveNow();
      return queue.run(() => Promise.resolve());
    },
  };
}
