import type { Result } from '../../shared/util/result.ts';

/** What loading a document found; `restored` means a damaged file was set aside and a backup used. */
export type DocumentLoad<T> =
  | { readonly status: 'absent' }
  | {
      readonly status: 'loaded';
      readonly value: T;
      /** Another program or a person has changed the file, and what it holds now is valid. */
      readonly isEdited?: boolean;
    }
  | { readonly status: 'restored'; readonly value: T; readonly damagedFile: string }
  | { readonly status: 'lost'; readonly damagedFile: string }
  | { readonly status: 'too-new'; readonly schemaVersion: number }
  /** The file is there but cannot be read or migrated; it stays untouched and saves are refused. */
  | {
      readonly status: 'unreadable';
      readonly code: 'ACCESS_DENIED' | 'IO_ERROR';
      readonly detail: string;
    };

/** Why a document could not be saved; the previous content is intact unless `isUncertain` is set. */
export interface DocumentSaveError {
  readonly code:
    | 'DISK_FULL'
    | 'READ_ONLY'
    | 'ACCESS_DENIED'
    | 'LOCKED'
    | 'TOO_NEW'
    /** Somebody else has changed the file: reload it, then try again. */
    | 'CHANGED_OUTSIDE'
    /** What was to be saved could not be read again; `detail` is the place where it is wrong. */
    | 'INVALID_CONTENT'
    | 'IO_ERROR';
  readonly detail: string;
  /** The new content is in place but may not survive a power cut. */
  readonly isUncertain?: boolean;
}

/** How many earlier generations of a document are kept beside it. */
export const backupGenerations = 3;

/**
 * One versioned document that can be had again from elsewhere. It is whole or not there, but a power
 * cut may take the last saves away; what cannot be read is replaced by the next save.
 */
export interface CachedDocument<T> {
  load(): Promise<DocumentLoad<T>>;
  /** Saves are serialised. */
  save(value: T): Promise<Result<void, DocumentSaveError>>;
  remove(): Promise<void>;
}

/** One durable, versioned document: `save` returns only after the bytes survive a power cut. */
export interface DocumentStore<T> {
  load(): Promise<DocumentLoad<T>>;
  /** Saves are serialised; saving a value equal to the stored one writes nothing. */
  save(value: T): Promise<Result<void, DocumentSaveError>>;
  remove(): Promise<void>;
}

/** What somebody else has made of a document since it was last loaded or saved. */
export type DocumentReload<T> =
  | { readonly status: 'unchanged' }
  | { readonly status: 'changed'; readonly value: T }
  /**
   * The file is gone, or holds nothing that can be used; `detail` says where. What was loaded before
   * stays true, and the next save sets a damaged file aside. Told once for each change.
   */
  | { readonly status: 'gone' }
  | { readonly status: 'damaged'; readonly detail: string };

/**
 * A document that other programs and people may change while it is open. A save never replaces such
 * a change unseen: it is refused with `CHANGED_OUTSIDE` until the document was reloaded.
 */
export interface EditableDocument<T> extends DocumentStore<T> {
  reload(): Promise<DocumentReload<T>>;
}
