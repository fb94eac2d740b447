import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { KeyStore, KeyStoreError } from '../vault/key-store.ts';
import { own } from '../../shared/util/own.ts';

/**
 * The part of Electron's safeStorage that is used; pass `electron.safeStorage`. The asynchronous
 * half is missing in older releases and preferred where it exists: it never blocks main.
 */
export interface SafeStorageLike {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(encrypted: Buffer): Promise<{ readonly result: string }>;
}

/**
 * Whether safeStorage keeps its own key in the Secret Service of the session, which is the one that
 * keytar asks too. KWallet is another place, and the Secret Service beside it may be anybody's.
 */
export function liesInSecretService(backend: string): boolean {
  return backend === 'gnome_libsecret';
}

/** Where safeStorage keeps its own key, by platform; Linux names it itself. */
const backendOfPlatform: Readonly<Record<string, string>> = { darwin: 'keychain', win32: 'dpapi' };

// `basic_text` encrypts with a password that is the same on every computer.
const unsafeBackends = new Set(['basic_text', 'unknown', '']);
// What macOS says where the person has not let us: the key is there, and may be let another time.
const awayWords = /not available|unavailable|temporar|locked|denied|cancell?ed|not allowed/i;
const linuxBackend = /^(gnome_libsecret|kwallet\d*)$/;

/**
 * Wraps the vault's key with Electron's safeStorage. Must not be used before the app is ready.
 * `basic_text` counts as unavailable. On Linux a key wrapped by another keyring than the present
 * one is reported as `BACKEND_CHANGED` instead of being tried.
 */
export function createSafeStorageKeyStore(
  safeStorage: SafeStorageLike,
  platform: string = process.platform,
): KeyStore {
  const owns = (backend: string): boolean =>
    platform === 'linux'
      ? linuxBackend.test(backend)
      : backend === own(backendOfPlatform, platform);

  const isAvailable = async (): Promise<boolean> =>
    safeStorage.isAsyncEncryptionAvailable === undefined
      ? safeStorage.isEncryptionAvailable()
      : safeStorage.isAsyncEncryptionAvailable();

  const selected = (): string =>
    own(backendOfPlatform, platform) ?? safeStorage.getSelectedStorageBackend?.() ?? '';

  const backend = async (): Promise<Result<string, KeyStoreError>> => {
    try {
      const name = selected();
      if (unsafeBackends.has(name)) {
        return err({ code: 'UNAVAILABLE', detail: `safeStorage offers only ${name || 'nothing'}` });
      }
      if (await isAvailable()) return ok(name);
      return err({ code: 'UNAVAILABLE', detail: `${name} is not available` });
    } catch (error) {
      return err({ code: 'UNAVAILABLE', detail: String(error) });
    }
  };

  const encrypt = async (text: string): Promise<Buffer> =>
    safeStorage.encryptStringAsync === undefined
      ? safeStorage.encryptString(text)
      : safeStorage.encryptStringAsync(text);

  const decrypt = async (encrypted: Buffer): Promise<string> =>
    safeStorage.decryptStringAsync === undefined
      ? safeStorage.decryptString(encrypted)
      : (await safeStorage.decryptStringAsync(encrypted)).result;

  return {
    owns,
    backend,
    async protect(keyId, key) {
      const now = await backend();
      if (!now.ok) return now;
      try {
        const wrapped = await encrypt(Buffer.from(key).toString('base64'));
        return ok({ keyId, backend: now.value, token: wrapped.toString('base64') });
      } catch (error) {
        return err({ code: 'UNAVAILABLE', detail: String(error) });
      }
    },
    async unprotect(key) {
      if (selected() !== key.backend) {
        return err({ code: 'BACKEND_CHANGED', detail: `now ${selected() || 'none'}` });
      }
      const now = await backend();
      if (!now.ok) return now;
      try {
        return ok(Buffer.from(await decrypt(Buffer.from(key.token, 'base64')), 'base64'));
      } catch (error) {
        const detail = String(error);
        // The place has just said that it is there: what it holds now is another key.
        return err({ code: awayWords.test(detail) ? 'LOCKED' : 'KEY_MISSING', detail });
      }
    },
    // It has no call for it, and what it wraps with is the key of the whole app.
    forget: () => Promise.resolve(ok(undefined)),
  };
}
