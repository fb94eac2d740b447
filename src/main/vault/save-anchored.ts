import type { Result } from '../../shared/util/result.ts';
import { backupGenerations } from '../documents/document-ports.ts';
import type { DocumentSaveError, DocumentStore } from '../documents/document-ports.ts';
import { saveInEveryGeneration } from '../documents/save-in-every-generation.ts';
import type { SecretError } from '../kernel/secret-store.ts';
import { alsoRight, noneRight } from './anchors.ts';
import type { Anchors } from './anchors.ts';
import type { DocumentSeal } from './seal.ts';

/** A document in all its generations. */
const filesOfOneSave = backupGenerations + 1;

/**
 * Saves a sealed document in every generation and tells the vault which files are right from now on.
 * The vault is told before and after, so that a crash between leaves a file it knows. Where the disk
 * takes nothing, what lies there is another than what a person decided, and counts for nothing.
 * `next` seals the content, each time with another seal. Calls for one table come one after the other.
 */
export async function saveAnchored<F extends DocumentSeal>(
  key: string,
  {
    document,
    anchors,
  }: {
    readonly document: Pick<DocumentStore<F>, 'save'>;
    readonly anchors: Pick<Anchors, 'change'>;
  },
  next: () => F,
): Promise<Result<void, SecretError | DocumentSaveError>> {
  const files = Array.from({ length: filesOfOneSave }, next);
  const seals = files.map(({ seal }) => seal);
  const told = await anchors.change([[key, alsoRight(seals)]]);
  if (!told.ok) return told;
  const waiting = files.values();
  const saved = await saveInEveryGeneration(document, () => waiting.next().value as F);
  const settled = await anchors.change([[key, () => seals]]);
  return saved.ok && !settled.ok ? settled : saved;
}

/** Whether the vault would believe files of more than one save, as after a crash. */
export const isUnsettled = (seals: readonly string[]): boolean => seals.length !== filesOfOneSave;

/**
 * What the vault knows of a document that is removed: it is believed if it comes back (`kept`), that
 * there was one and nothing is believed (`lost`), or nothing (`forgotten`).
 */
export type RowAfterwards = 'kept' | 'lost' | 'forgotten';

/** Removes a document; its absence is right only where the vault is to know nothing of it any more. */
export async function removeAnchored(
  key: string,
  {
    document,
    anchors,
  }: {
    readonly document: Pick<DocumentStore<unknown>, 'remove'>;
    readonly anchors: Pick<Anchors, 'of' | 'change'>;
  },
  afterwards: RowAfterwards,
): Promise<void> {
  const row = await anchors.of(key);
  // Where nothing was anchored, or nobody can tell, there is nothing to change.
  if (afterwards !== 'kept' && row.ok && row.value !== undefined) {
    await anchors.change([[key, () => (afterwards === 'lost' ? [noneRight] : [])]]);
  }
  await document.remove();
}
