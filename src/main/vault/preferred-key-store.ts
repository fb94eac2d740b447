import { err } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { KeyStore, KeyStoreError } from './key-store.ts';

/**
 * Several key stores as one: a new key goes to the first that is available, an existing one is
 * sought only where it was put.
 */
export function preferredKeyStore(stores: readonly KeyStore[]): KeyStore {
  const firstAvailable = async (): Promise<Result<readonly [KeyStore, string], KeyStoreError>> => {
    const details: string[] = [];
    for (const store of stores) {
      const backend = await store.backend();
      if (backend.ok) return { ok: true, value: [store, backend.value] };
      details.push(backend.error.detail);
    }
    return err({ code: 'UNAVAILABLE', detail: details.join('; ') || 'no key store' });
  };
  return {
    owns: (backend) => stores.some((store) => store.owns(backend)),
    async backend() {
      const found = await firstAvailable();
      return found.ok ? { ok: true, value: found.value[1] } : found;
    },
    async protect(keyId, key) {
      const found = await firstAvailable();
      return found.ok ? found.value[0].protect(keyId, key) : found;
    },
    async unprotect(key) {
      const owner = stores.find((store) => store.owns(key.backend));
      if (owner !== undefined) return owner.unprotect(key);
      return err({ code: 'BACKEND_CHANGED', detail: `protected by ${key.backend}` });
    },
  };
}
