import type { DocumentSaveError } from '../../documents/document-ports.ts';
import { own } from '../../../shared/util/own.ts';
import { systemCodeOf } from './system-code.ts';
import type { Generation } from './document-store-read.ts';

/** Another process owns the folder. */
export const locked: DocumentSaveError = {
  code: 'LOCKED',
  detail: 'another process uses this folder',
};
/** Somebody else saved the file in the middle of ours. */
export const changedOutside: DocumentSaveError = {
  code: 'CHANGED_OUTSIDE',
  detail: 'another program changed the file',
};

const codesByErrno: Readonly<Record<string, DocumentSaveError['code']>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EROFS: 'READ_ONLY',
  EACCES: 'ACCESS_DENIED',
  EPERM: 'ACCESS_DENIED',
  ELOOP: 'ACCESS_DENIED',
};

/** What a failed save says; `isUncertain` where the new file may be on the disk all the same. */
export function saveErrorOf(error: unknown, isUncertain: boolean): DocumentSaveError {
  const detail = systemCodeOf(error);
  const saveError = { code: own(codesByErrno, detail) ?? 'IO_ERROR', detail } as const;
  return isUncertain ? { ...saveError, isUncertain: true } : saveError;
}

/** Why nothing may be put in the place of a generation that is not for this program, or not now. */
export function refusalOf(
  generation: Extract<Generation<unknown>, { kind: 'too-new' | 'unreadable' }>,
): DocumentSaveError {
  if (generation.kind === 'unreadable') {
    return { code: generation.code, detail: generation.detail };
  }
  return { code: 'TOO_NEW', detail: `written by version ${String(generation.schemaVersion)}` };
}
