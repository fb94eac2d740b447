import type { AppFileRefusal } from '../../shared/domain/connected-app.ts';
import { err } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { DocumentSaveError } from '../documents/document-ports.ts';
import { refusalOf } from './app-change.ts';
import type { AppFileError } from './app-files.ts';
import type { EditRefusal } from './edit/text-edit.ts';
import type { MoveInError } from './move-in.ts';

/** Why a change of an app's file was not made; the file is as it was. */
export type AppChangeError =
  | { readonly code: 'APP_NOT_FOUND'; readonly id: string }
  | ({ readonly code: 'APP_FILE_REFUSED' } & AppFileRefusal)
  | { readonly code: 'PREVIEW_OUTDATED' }
  | MoveInError
  | {
      readonly code: 'STORAGE_FAILED';
      readonly reason: DocumentSaveError['code'];
      readonly detail: string;
    };

/** Why there is nothing to show. */
export type PreviewError = Extract<
  AppChangeError,
  { readonly code: 'APP_NOT_FOUND' | 'APP_FILE_REFUSED' }
>;

/** A file that is not read or not written. */
export const fileRefused = (error: EditRefusal | AppFileError) =>
  err({ code: 'APP_FILE_REFUSED', ...refusalOf(error) } as const);

/** A file that was not replaced; one that is another by now has to be shown anew. */
export function writeRefused(
  error: AppFileError | { readonly code: 'CHANGED'; readonly detail: string },
) {
  return error.code === 'CHANGED' ? err({ code: 'PREVIEW_OUTDATED' } as const) : fileRefused(error);
}

/** A record that could not be kept. */
export function notStored(saved: Result<void, DocumentSaveError>) {
  if (saved.ok) return saved;
  const { code, detail } = saved.error;
  return err({ code: 'STORAGE_FAILED', reason: code, detail } as const);
}
