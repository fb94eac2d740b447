import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { KeyStore, KeyStoreError, ProtectedKey } from './key-store.ts';

/**
 * Several key stores as one: a new key goes to the first that is available, an existing one is
 * sought only where it was put. Where `sparesBeside` allows it for the first one's backend, the next
 * available store keeps the key too and is asked while the first one is locked or away: some notice
 * only with the next start of the program that their keyring was unlocked. A spare protects no better
 * than the place it lies in, so it must be the same as the first one's, or none.
 */
export function preferredKeyStore(
  stores: readonly KeyStore[],
  { sparesBeside = () => false }: { readonly sparesBeside?: (backend: string) => boolean } = {},
): KeyStore {
  const firstAvailable = async (
    among: readonly KeyStore[],
  ): Promise<Result<readonly [KeyStore, string], KeyStoreError>> => {
    const details: string[] = [];
    for (const store of among) {
      const backend = await store.backend();
      if (backend.ok) return ok([store, backend.value]);
      details.push(backend.error.detail);
    }
    return err({ code: 'UNAVAILABLE', detail: details.join('; ') || 'no key store' });
  };

  const spareBeside = async (
    first: KeyStore,
    keyId: string,
    key: Uint8Array,
  ): Promise<ProtectedKey | undefined> => {
    const found = await firstAvailable(stores.filter((store) => store !== first));
    const kept = found.ok ? await found.value[0].protect(keyId, key) : found;
    return kept.ok ? kept.value : undefined;
  };

  const bringBack = async (key: ProtectedKey): Promise<Result<Uint8Array, KeyStoreError>> => {
    const owner = stores.find((store) => store.owns(key.backend));
    if (owner !== undefined) return owner.unprotect(key);
    return err({ code: 'BACKEND_CHANGED', detail: `protected by ${key.backend}` });
  };

  return {
    owns: (backend) => stores.some((store) => store.owns(backend)),
    async backend() {
      const found = await firstAvailable(stores);
      return found.ok ? ok(found.value[1]) : found;
    },
    async protect(keyId, key) {
      const found = await firstAvailable(stores);
      if (!found.ok) return found;
      const [store] = found.value;
      const kept = await store.protect(keyId, key);
      if (!kept.ok || !sparesBeside(kept.value.backend)) return kept;
      const spare = await spareBeside(store, keyId, key);
      return ok(spare === undefined ? kept.value : { ...kept.value, spare });
    },
    async unprotect(key) {
      const back = await bringBack(key);
      if (back.ok || key.spare === undefined || !sparesBeside(key.backend)) return back;
      const { code } = back.error;
      if (code !== 'LOCKED' && code !== 'UNAVAILABLE') return back;
      const spare = await bringBack(key.spare);
      return spare.ok ? spare : back;
    },
    async forget(key) {
      const kept = [key, ...(key.spare === undefined ? [] : [key.spare])];
      const done = await Promise.all(
        kept.map(
          async (one) =>
            stores.find((store) => store.owns(one.backend))?.forget(one) ?? ok(undefined),
        ),
      );
      return done.find((one) => !one.ok) ?? ok(undefined);
    },
  };
}
