import type { Result } from '../../shared/util/result.ts';

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
