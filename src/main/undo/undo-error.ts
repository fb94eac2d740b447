import type { BundleRefusal } from '../import/import-ports.ts';
import type { ProfileError } from '../profiles/profile-store.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import type { RedoError, UndoError } from './undo-journal.ts';

/** What a refused change means to whoever takes one back: only a disk that failed is worth a retry. */
export function undoError(error: RegistryError | ProfileError): UndoError {
  return error.code === 'STORAGE_FAILED' ? error : { code: 'UNDO_OUTDATED' };
}

/** The same to whoever does one again, where a vault that did not open is worth a retry too. */
export function redoError(error: RegistryError | ProfileError | BundleRefusal): RedoError {
  switch (error.code) {
    case 'STORAGE_FAILED':
    case 'VAULT_FAILED':
      return error;
    default:
      return { code: 'UNDO_OUTDATED' };
  }
}
