import type { KeyStore, KeyStoreError, ProtectedKey } from '../../src/main/vault/key-store.ts';
import { err, ok } from '../../src/shared/util/result.ts';
import type { Result } from '../../src/shared/util/result.ts';

/** A keychain in memory that can be locked, emptied, replaced or kept waiting. */
export interface FakeKeyStore extends KeyStore {
  readonly keys: Map<string, Uint8Array>;
  /** The backend in use; undefined when there is none. */
  present: string | undefined;
  /** What bringing a key back answers instead. */
  unprotectError: KeyStoreError | undefined;
  protectError: KeyStoreError | undefined;
  /** Bringing a key back waits for this, like for the answer to a prompt. */
  prompt: Promise<void>;
  asked: number;
}

/** A working keychain called `fake`. */
export function createFakeKeyStore(): FakeKeyStore {
  const keys = new Map<string, Uint8Array>();
  const unprotect = async (key: ProtectedKey): Promise<Result<Uint8Array, KeyStoreError>> => {
    store.asked += 1;
    await store.prompt;
    if (store.unprotectError !== undefined) return err(store.unprotectError);
    if (store.present === undefined) return err({ code: 'UNAVAILABLE', detail: 'no keychain' });
    if (key.backend !== store.present) return err({ code: 'BACKEND_CHANGED', detail: 'other' });
    const bytes = keys.get(key.keyId);
    return bytes === undefined ? err({ code: 'KEY_MISSING', detail: 'no such key' }) : ok(bytes);
  };
  const store: FakeKeyStore = {
    keys,
    present: 'fake',
    unprotectError: undefined,
    protectError: undefined,
    prompt: Promise.resolve(),
    asked: 0,
    owns: () => true,
    async backend() {
      store.asked += 1;
      if (store.present !== undefined) return ok(store.present);
      return err({ code: 'UNAVAILABLE', detail: 'no keychain' });
    },
    async protect(keyId, key) {
      if (store.protectError !== undefined) return err(store.protectError);
      keys.set(keyId, Uint8Array.from(key));
      return ok({ keyId, backend: store.present ?? '', token: '' });
    },
    unprotect,
    async forget({ keyId }) {
      keys.delete(keyId);
      return ok(undefined);
    },
  };
  return store;
}
