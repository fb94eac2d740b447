import type { ImportProblemCode } from '../domain/import.ts';

/** A sentence for whatever can be wrong with an imported file or bundle. */
export type ImportProblemSentences = Readonly<Record<ImportProblemCode, string>>;

/** The same in English, as main says it. */
export const importProblemSentences: ImportProblemSentences = {
  FILE_GONE: 'There is no such file any more.',
  FILE_TOO_LARGE: 'Expected a file of at most 10 MB.',
  FILE_NOT_REGULAR: 'Expected a file, found something else of that name.',
  FILE_ACCESS_DENIED: 'This account may not read the file.',
  FILE_LINK_BROKEN: 'The link leads nowhere.',
  FILE_CHANGING: 'The file kept changing while it was read. Try again in a moment.',
  FILE_NOT_TEXT: 'Expected text in UTF-8.',
  FILE_CREDENTIALS: 'Files with another app’s credentials are never read.',
  FILE_IO_ERROR: 'The file could not be read.',
  SERVERS_NOT_BLOCK: 'Expected a block of servers here.',
  BUNDLE_UNREADABLE: 'The bundle could not be opened: it is damaged, or no bundle at all.',
  BUNDLE_UNSAFE: 'The bundle is refused: it would write where it must not.',
  BUNDLE_TOO_LARGE: 'The bundle is larger than anything a server needs.',
  BUNDLE_CHANGED: 'The bundle changed after it was looked at. Look at it again.',
  BUNDLE_NOT_UNPACKED: 'The bundle could not be unpacked. Check whether the disk is full.',
  BUNDLE_MANIFEST: 'The bundle does not say properly what it starts.',
  BUNDLE_OTHER_SYSTEM: 'This bundle is made for other systems.',
  EXPORT_DAMAGED: 'This file of Patchbay is damaged, not complete, or was changed by hand.',
  EXPORT_TOO_NEW: 'This file was written by a newer Patchbay. Update this one, then try again.',
};
