import { describe, expect, test } from 'vitest';

import {
  createSafeStorageKeyStore,
  liesInSecretService,
} from '../../../src/main/electron/safe-storage-key-store.ts';
import type { SafeStorageLike } from '../../../src/main/electron/safe-storage-key-store.ts';
import { createKeytarKeyStore } from '../../../src/main/node/keys/keytar-key-store.ts';
import type { KeytarModule } from '../../../src/main/node/keys/keytar-key-store.ts';
import { preferredKeyStore } from '../../../src/main/vault/preferred-key-store.ts';
import { createFakeKeyStore } from '../../support/fake-key-store.ts';

const key = Uint8Array.from({ length: 32 }, (_, index) => index);

/** Electron's interface over a cipher that only marks its input. */
function fakeSafeStorage(change: Partial<SafeStorageLike> = {}): SafeStorageLike {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => Buffer.from(`sealed:${text}`),
    decryptString: (encrypted) => encrypted.toString().replace('sealed:', ''),
    ...change,
  };
}

describe('safeStorage key store', () => {
  test.each([
    ['linux', 'gnome_libsecret'],
    ['darwin', 'keychain'],
    ['win32', 'dpapi'],
  ])('on %s keeps the key with %s', async (platform, backend) => {
    const store = createSafeStorageKeyStore(fakeSafeStorage(), platform);
    expect(await store.backend()).toEqual({ ok: true, value: backend });
    const kept = await store.protect('k1', key);
    if (!kept.ok) throw new Error(kept.error.detail);
    expect(kept.value).toMatchObject({ keyId: 'k1', backend });
    const back = await store.unprotect(kept.value);
    expect(back.ok && Buffer.from(back.value).equals(Buffer.from(key))).toBe(true);
    expect([store.owns(backend), store.owns('keytar')]).toEqual([true, false]);
  });

  test('prefers the asynchronous half where Electron has one', async () => {
    const never = () => {
      throw new Error('synchronous');
    };
    const store = createSafeStorageKeyStore(
      fakeSafeStorage({
        isEncryptionAvailable: never,
        encryptString: never,
        decryptString: never,
        isAsyncEncryptionAvailable: () => Promise.resolve(true),
        encryptStringAsync: (text) => Promise.resolve(Buffer.from(text)),
        decryptStringAsync: (encrypted) => Promise.resolve({ result: encrypted.toString() }),
      }),
      'linux',
    );
    const kept = await store.protect('k1', key);
    if (!kept.ok) throw new Error(kept.error.detail);
    expect((await store.unprotect(kept.value)).ok).toBe(true);
  });

  test.each(['basic_text', 'unknown', ''])('never counts %j as safe', async (name) => {
    const safeStorage = fakeSafeStorage({ getSelectedStorageBackend: () => name });
    const store = createSafeStorageKeyStore(safeStorage, 'linux');
    expect(await store.backend()).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    expect(await store.protect('k1', key)).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    expect(store.owns(name)).toBe(false);
    const kept = { keyId: 'k1', backend: 'gnome_libsecret', token: 'AA==' };
    expect(await store.unprotect(kept)).toMatchObject({ error: { code: 'BACKEND_CHANGED' } });
  });

  test('tells another keyring, a locked one and none apart', async () => {
    const kept = { keyId: 'k1', backend: 'gnome_libsecret', token: 'AA==' };
    const unprotect = (change: Partial<SafeStorageLike>) =>
      createSafeStorageKeyStore(fakeSafeStorage(change), 'linux').unprotect(kept);
    expect(await unprotect({ getSelectedStorageBackend: () => 'kwallet6' })).toMatchObject({
      error: { code: 'BACKEND_CHANGED' },
    });
    expect(await unprotect({ isEncryptionAvailable: () => false })).toMatchObject({
      error: { code: 'UNAVAILABLE' },
    });
    const decryptString = () => {
      throw new Error('cannot decrypt');
    };
    expect(await unprotect({ decryptString })).toMatchObject({ error: { code: 'KEY_MISSING' } });
    const decryptStringAsync = () => Promise.reject(new Error('temporarily unavailable'));
    expect(await unprotect({ decryptStringAsync })).toMatchObject({ error: { code: 'LOCKED' } });
  });

  test.each([
    'Error while decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.',
    'The user name or passphrase you entered is not correct; access denied',
    'User canceled the operation.',
    'User interaction is not allowed.',
  ])('a key that macOS was told not to hand over is locked and not lost: %s', async (said) => {
    const kept = { keyId: 'k1', backend: 'keychain', token: 'AA==' };
    const decryptString = () => {
      throw new Error(said);
    };
    const store = createSafeStorageKeyStore(fakeSafeStorage({ decryptString }), 'darwin');
    expect(await store.unprotect(kept)).toMatchObject({ error: { code: 'LOCKED' } });
  });
});

describe('keytar key store', () => {
  const fakeKeytar = (keys = new Map<string, string>()): KeytarModule => ({
    getPassword: (service, account) => Promise.resolve(keys.get(`${service}/${account}`) ?? null),
    setPassword: async (service, account, password) => {
      keys.set(`${service}/${account}`, password);
    },
    deletePassword: (service, account) => Promise.resolve(keys.delete(`${service}/${account}`)),
  });

  test('keeps the key itself, under its id', async () => {
    const keys = new Map<string, string>();
    const store = createKeytarKeyStore({ load: () => Promise.resolve(fakeKeytar(keys)) });
    const kept = await store.protect('k1', key);
    expect(kept).toEqual({ ok: true, value: { keyId: 'k1', backend: 'keytar', token: '' } });
    if (!kept.ok) return;
    const back = await store.unprotect(kept.value);
    expect(back.ok && Buffer.from(back.value).equals(Buffer.from(key))).toBe(true);
    expect([...keys.keys()]).toEqual(['app.patchbay/k1']);
    expect(await store.forget(kept.value)).toEqual({ ok: true, value: undefined });
    expect([...keys.keys()]).toEqual([]);
  });

  test('knows whether the keychain owes it an answer', async () => {
    let answer: (value: string | null) => void = () => undefined;
    const getPassword = () => new Promise<string | null>((resolve) => (answer = resolve));
    const load = () => Promise.resolve({ ...fakeKeytar(), getPassword });
    const store = createKeytarKeyStore({ load });
    expect(store.isWaiting()).toBe(false);
    const asked = store.backend();
    await new Promise(setImmediate);
    expect(store.isWaiting()).toBe(true);
    answer(null);
    await asked;
    expect(store.isWaiting()).toBe(false);
  });

  test('tries to load the native module once, and not before it is needed', async () => {
    let loads = 0;
    const load = () => {
      loads += 1;
      return Promise.reject(new Error('libsecret-1.so.0 is missing'));
    };
    const store = createKeytarKeyStore({ load });
    expect([store.owns('keytar'), loads]).toEqual([true, 0]);
    for (let time = 0; time < 3; time += 1) {
      expect(await store.backend()).toEqual({
        ok: false,
        error: { code: 'UNAVAILABLE', detail: 'libsecret-1.so.0 is missing' },
      });
    }
    expect(loads).toBe(1);
  });

  test.each([
    ['linux', 'LOCKED'],
    ['darwin', 'KEY_MISSING'],
    ['win32', 'KEY_MISSING'],
  ])('on %s calls a key that is not found %s', async (platform, code) => {
    const store = createKeytarKeyStore({ platform, load: () => Promise.resolve(fakeKeytar()) });
    const kept = { keyId: 'k1', backend: 'keytar', token: '' };
    expect(await store.unprotect(kept)).toMatchObject({ error: { code } });
  });

  test('tries again after a call failed', async () => {
    let error: Error | undefined = new Error('no bus');
    const load = (): Promise<KeytarModule> =>
      Promise.resolve({
        ...fakeKeytar(),
        getPassword: () => (error === undefined ? Promise.resolve(null) : Promise.reject(error)),
      });
    const store = createKeytarKeyStore({ load });
    expect((await store.backend()).ok).toBe(false);
    error = undefined;
    expect(await store.backend()).toEqual({ ok: true, value: 'keytar' });
  });
});

describe('preferred key store', () => {
  test('puts a new key into the first that is available and seeks an old one where it was put', async () => {
    const second = createFakeKeyStore();
    second.present = 'second';
    second.owns = (backend) => backend === 'second';
    const refusing = createFakeKeyStore();
    refusing.present = undefined;
    refusing.owns = (backend) => backend === 'first';
    const store = preferredKeyStore([refusing, second]);
    expect(await store.backend()).toEqual({ ok: true, value: 'second' });
    const kept = await store.protect('k1', key);
    expect(kept).toMatchObject({ value: { backend: 'second' } });
    if (!kept.ok) return;
    expect((await store.unprotect(kept.value)).ok).toBe(true);
    expect(await store.unprotect({ ...kept.value, backend: 'first' })).toMatchObject({
      error: { code: 'UNAVAILABLE' },
    });
    expect(await store.unprotect({ ...kept.value, backend: 'third' })).toMatchObject({
      error: { code: 'BACKEND_CHANGED' },
    });
    expect(await preferredKeyStore([]).backend()).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    expect([store.owns('first'), store.owns('second'), store.owns('x')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('asks the second place while the first one is locked, and only then', async () => {
    const [first, second] = [createFakeKeyStore(), createFakeKeyStore()];
    first.owns = (backend) => backend === 'fake';
    second.present = 'second';
    second.owns = (backend) => backend === 'second';
    const store = preferredKeyStore([first, second], { sparesBeside: () => true });
    const kept = await store.protect('k1', key);
    if (!kept.ok) throw new Error(kept.error.detail);
    expect(kept.value.spare).toMatchObject({ keyId: 'k1', backend: 'second' });
    const asked = second.asked;
    expect((await store.unprotect(kept.value)).ok).toBe(true);
    expect(second.asked).toBe(asked);
    for (const code of ['LOCKED', 'UNAVAILABLE'] as const) {
      first.unprotectError = { code, detail: 'locked' };
      const back = await store.unprotect(kept.value);
      expect(back.ok && Buffer.from(back.value).equals(Buffer.from(key))).toBe(true);
    }
    for (const code of ['BACKEND_CHANGED', 'KEY_MISSING'] as const) {
      first.unprotectError = { code, detail: 'first' };
      expect(await store.unprotect(kept.value)).toMatchObject({ error: { code } });
    }
    first.unprotectError = { code: 'LOCKED', detail: 'first' };
    second.unprotectError = { code: 'LOCKED', detail: 'second' };
    expect(await store.unprotect(kept.value)).toMatchObject({ error: { detail: 'first' } });
  });

  test('does without a second place where there is none', async () => {
    const [first, second] = [createFakeKeyStore(), createFakeKeyStore()];
    second.present = undefined;
    const kept = await preferredKeyStore([first, second], {
      sparesBeside: () => true,
    }).protect('k1', key);
    expect(kept).toEqual({ ok: true, value: { keyId: 'k1', backend: 'fake', token: '' } });
  });

  test('puts the spare key nowhere but where the first one lies, and asks no other for it', async () => {
    const [first, second] = [createFakeKeyStore(), createFakeKeyStore()];
    first.present = 'kwallet6';
    first.owns = (backend) => backend === 'kwallet6';
    second.present = 'keytar';
    second.owns = (backend) => backend === 'keytar';
    const store = preferredKeyStore([first, second], { sparesBeside: liesInSecretService });
    const kept = await store.protect('k1', key);
    expect(kept).toMatchObject({ ok: true, value: { backend: 'kwallet6' } });
    expect([kept.ok && kept.value.spare, [...second.keys.keys()]]).toEqual([undefined, []]);
    // One that an earlier release has put there.
    await second.protect('k1', key);
    first.unprotectError = { code: 'LOCKED', detail: 'locked' };
    const spare = { keyId: 'k1', backend: 'keytar', token: '' };
    const asked = second.asked;
    expect(await store.unprotect({ ...spare, backend: 'kwallet6', spare })).toMatchObject({
      error: { code: 'LOCKED' },
    });
    expect(second.asked).toBe(asked);
    expect(
      ['gnome_libsecret', 'kwallet', 'kwallet5', 'basic_text', ''].map(liesInSecretService),
    ).toEqual([true, false, false, false, false]);
  });

  test('forgets the key and its spare, wherever they lie', async () => {
    const [first, second] = [createFakeKeyStore(), createFakeKeyStore()];
    first.owns = (backend) => backend === 'fake';
    second.present = 'second';
    second.owns = (backend) => backend === 'second';
    const store = preferredKeyStore([first, second], { sparesBeside: () => true });
    const kept = await store.protect('k1', key);
    if (!kept.ok) throw new Error(kept.error.detail);
    expect([first.keys.size, second.keys.size]).toEqual([1, 1]);
    expect(await store.forget(kept.value)).toEqual({ ok: true, value: undefined });
    expect([first.keys.size, second.keys.size]).toEqual([0, 0]);
    const strange = { keyId: 'k1', backend: 'of another system', token: '' };
    expect((await store.forget(strange)).ok).toBe(true);
  });
});
