import type { ProfileError } from '../profiles/profile-book.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import type { UndoError } from './undo-journal.ts';

/** What a refused change means to whoever takes one back: only a disk that failed is worth a retry. */
export function undoError(error: RegistryError | ProfileError): UndoError {
  return error.code === 'STORAGE_FAILED' ? error : { code: 'UNDO_OUTDATED' };
}
