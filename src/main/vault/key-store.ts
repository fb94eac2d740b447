import type { Result } from '../../shared/util/result.ts';

/** Why the vault's key could not be protected or brought back. */
export interface KeyStoreError {
  /**
   * `UNAVAILABLE`: this computer offers no safe place, or not now. `LOCKED`: the place is there but
   * did not open; trying again may help. `BACKEND_CHANGED`: another place protected the key.
   * `KEY_MISSING`: the place answers and knows no such key.
   */
  readonly code: 'UNAVAILABLE' | 'LOCKED' | 'BACKEND_CHANGED' | 'KEY_MISSING';
  readonly detail: string;
}

/** A key as it lies beside the ciphertext: useless without the place that protects it. */
export interface ProtectedKey {
  readonly keyId: string;
  /** What protects it, e.g. `keytar`, `gnome_libsecret`, `dpapi`. */
  readonly backend: string;
  /** The wrapped key, or empty where the place keeps the key itself. */
  readonly token: string;
  /** The same key in a second place, asked when the first one is locked or away. */
  readonly spare?: ProtectedKey | undefined;
}

/** A place of the operating system that protects one key; nothing here throws. */
export interface KeyStore {
  /** The backend in use now; never a fallback that only obscures. */
  backend(): Promise<Result<string, KeyStoreError>>;
  /** Whether keys of this backend name are this store's, available or not. */
  owns(backend: string): boolean;
  protect(keyId: string, key: Uint8Array): Promise<Result<ProtectedKey, KeyStoreError>>;
  unprotect(key: ProtectedKey): Promise<Result<Uint8Array, KeyStoreError>>;
  /**
   * Removes the key from where it is kept, for good. Where the place keeps only a key of its own,
   * with which ours was wrapped, that one stays: others are wrapped with it too.
   */
  forget(key: ProtectedKey): Promise<Result<void, KeyStoreError>>;
}
