import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { KeyStore, KeyStoreError } from '../../vault/key-store.ts';

/** The part of keytar that is used. */
export interface KeytarModule {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

const backendName = 'keytar';
/** An account that never exists; asking for it shows whether the keychain answers. */
const probeAccount = 'availability-probe';

async function importKeytar(): Promise<KeytarModule> {
  // Loaded on demand: the native module needs system libraries that may be missing.
  const loaded = (await import('@github/keytar')) as KeytarModule & { default?: KeytarModule };
  return loaded.default ?? loaded;
}

/** A key store that knows whether the keychain owes it an answer. */
export interface KeytarKeyStore extends KeyStore {
  /** Whether a question is open; the keychain may never answer it, e.g. when its prompt is gone. */
  isWaiting(): boolean;
}

/**
 * Keeps the vault's key itself in the keychain of the operating system (Keychain, Credential
 * Manager, Secret Service). Without a keychain, or without the system library it needs, it is
 * unavailable; a failed import is not tried again.
 */
export function createKeytarKeyStore(
  options: {
    readonly service?: string;
    readonly platform?: string;
    readonly load?: () => Promise<KeytarModule>;
  } = {},
): KeytarKeyStore {
  const { service = 'app.patchbay', platform = process.platform, load = importKeytar } = options;
  let loading: Promise<Result<KeytarModule, KeyStoreError>> | undefined;
  let waiting = 0;

  const keytar = (): Promise<Result<KeytarModule, KeyStoreError>> => {
    loading ??= load().then(ok, (error: unknown) => failure('UNAVAILABLE', error));
    return loading;
  };

  const withKeytar = async <T>(
    code: KeyStoreError['code'],
    use: (module: KeytarModule) => Promise<Result<T, KeyStoreError>>,
  ): Promise<Result<T, KeyStoreError>> => {
    const loaded = await keytar();
    if (!loaded.ok) return loaded;
    waiting += 1;
    try {
      return await use(loaded.value);
    } catch (error) {
      return failure(code, error);
    } finally {
      waiting -= 1;
    }
  };

  return {
    isWaiting: () => waiting > 0,
    owns: (backend) => backend === backendName,
    backend: () =>
      withKeytar('UNAVAILABLE', async (module) => {
        await module.getPassword(service, probeAccount);
        return ok(backendName);
      }),
    protect: (keyId, key) =>
      withKeytar('UNAVAILABLE', async (module) => {
        await module.setPassword(service, keyId, Buffer.from(key).toString('base64'));
        return ok({ keyId, backend: backendName, token: '' });
      }),
    unprotect: ({ keyId }) =>
      withKeytar('LOCKED', async (module) => {
        const kept = await module.getPassword(service, keyId);
        if (kept !== null) return ok(Buffer.from(kept, 'base64'));
        // The Secret Service finds nothing in a locked keyring, and does not say that it is locked.
        return platform === 'linux'
          ? err({ code: 'LOCKED', detail: 'the keyring is locked or has no such key' })
          : err({ code: 'KEY_MISSING', detail: 'the keychain has no such key' });
      }),
    forget: ({ keyId }) =>
      withKeytar('LOCKED', async (module) => {
        await module.deletePassword(service, keyId);
        return ok(undefined);
      }),
  };
}

function failure(code: KeyStoreError['code'], error: unknown): Result<never, KeyStoreError> {
  return err({ code, detail: error instanceof Error ? error.message : String(error) });
}
