import type { Result } from '../shared/util/result.ts';

/** Time and timers; the only way domain code learns about time. */
export interface Clock {
  /** Milliseconds since the epoch, for what is written and shown. A person may set it back or on. */
  now(): number;
  /**
   * Milliseconds since an arbitrary moment, for pauses, proofs and durations; it never goes back.
   * Whether it counts sleep depends on the system: what must not outlive a sleep ends with
   * {@link OutsideFacts.onWake}.
   */
  monotonicNow(): number;
  /** Runs `callback` once after `delayMs` milliseconds unless the returned handle is disposed. */
  schedule(delayMs: number, callback: () => void): Disposable;
}

/** Randomness for jitter and identifiers. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A fresh identifier that is unguessable and safe in file names. */
  id(): string;
}

/** What happens to the computer as a whole. Listeners are told until their handle is disposed. */
export interface OutsideFacts {
  /** Whether the network is believed to be there; this computer itself can always be reached. */
  isOnline(): boolean;
  /** Told after the computer woke up; whether the network is there is looked at before. */
  onWake(listener: () => void): Disposable;
  /** Told when the network went (`false`) or came back (`true`), never the same twice in a row. */
  onNetwork(listener: (isOnline: boolean) => void): Disposable;
}

/** A diagnostic log; implementations redact secrets at the sink. */
export interface Logger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

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

/** Who uses a secret and to whom it goes; what its seal is bound to. See trust/recipient.ts. */
export interface SecretUse {
  /** Name of the server; for the value of a variable followed by a slash and the profile's id. */
  readonly holder: string;
  /** The origin, launch or sign-in service that gets it. */
  readonly recipient: string;
}

/** A secret to be stored, and all it may be used for. */
export interface NewSecret {
  readonly value: string;
  readonly uses: readonly SecretUse[];
}

/** What can be said about the uses of a secret without the key that opens it. */
export type KnownUses =
  /** Not read yet: only opening it will tell. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'missing' }
  /** No uses: stored before Patchbay kept any, so nobody has agreed to one. */
  | { readonly kind: 'stored'; readonly uses: readonly SecretUse[] };

/** Encrypts and keeps secret values; nothing outside the vault's side ever reads one back. */
export interface SecretStore {
  /** Stores a value under a fresh id. It counts as unsaved until {@link noteReferences}. */
  put(value: string, uses: readonly SecretUse[]): Promise<Result<string, SecretError>>;
  /** Stores all values with one write, or none; the ids are in the order of the values. */
  putAll(secrets: readonly NewSecret[]): Promise<Result<readonly string[], SecretError>>;
  /**
   * The value, only for use at the moment a session is opened, and only for a use it is sealed to;
   * `RECIPIENT_CHANGED` for every other.
   */
  reveal(id: string, use: SecretUse): Promise<Result<string, SecretError>>;
  /** The value, whatever it is for: to take it out of texts. Never for sending. */
  read(id: string): Promise<Result<string, SecretError>>;
  has(id: string): boolean;
  usesOf(id: string): KnownUses;
  /** Seals secrets to other uses, all of them with one write or none. The ids stay. */
  rebind(changes: readonly SecretRebinding[]): Promise<Result<void, SecretError>>;
  remove(ids: readonly string[]): Promise<void>;
  /**
   * Keeps in mind which secrets saved servers have begun or ceased to refer to by a change made
   * here. Only what is known so may ever be removed as unused.
   */
  noteReferences(change: ReferenceChange): Promise<void>;
}

/** A secret that gets other uses. */
export interface SecretRebinding {
  readonly id: string;
  readonly uses: readonly SecretUse[];
}

/** Ids of secrets before and after a change was saved. */
export interface ReferenceChange {
  readonly kept: readonly string[];
  readonly released: readonly string[];
}

/** Why a secret could not be stored or read; ciphertext is never deleted because of it. */
export interface SecretError {
  readonly code:
    | 'VAULT_LOCKED'
    | 'VAULT_UNAVAILABLE'
    | 'SECRET_MISSING'
    | 'VAULT_SAVE_FAILED'
    /** It is sealed to somebody else, and nobody has agreed to this recipient. */
    | 'RECIPIENT_CHANGED';
  readonly detail: string;
}
