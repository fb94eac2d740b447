import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { backupGenerations } from './document-ports.ts';
import type { DocumentSaveError, DocumentStore } from './document-ports.ts';

/**
 * Saves a document and all its earlier generations anew: a damaged file is restored from one of them,
 * and none may bring back what was taken away. `next` makes the content, each time another one (a
 * number that rises will do), as the same again would not be written. Ends with the first refusal.
 */
export async function saveInEveryGeneration<T>(
  document: Pick<DocumentStore<T>, 'save'>,
  next: () => T,
): Promise<Result<void, DocumentSaveError>> {
  for (let written = 0; written <= backupGenerations; written += 1) {
    const saved = await document.save(next());
    if (!saved.ok) return saved;
  }
  return ok(undefined);
}
