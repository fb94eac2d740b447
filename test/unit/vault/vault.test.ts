import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { VaultStatus } from '../../../src/shared/domain/events.ts';
import type { Result } from '../../../src/shared/util/result.ts';
import type { DocumentLoad } from '../../../src/main/documents/document-ports.ts';
import type { SecretUse } from '../../../src/main/kernel/secret-store.ts';
import { createVault } from '../../../src/main/vault/document-vault.ts';
import type { VaultFile } from '../../../src/main/vault/vault-file.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createFakeKeyStore } from '../../support/fake-key-store.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { own } from '../../../src/shared/util/own.ts';

const use: SecretUse = { holder: 'notes', recipient: 'https://notes.example' };
const uses = [use];

function createKit() {
  const store = createMemoryDocument<VaultFile>();
  const keys = createFakeKeyStore();
  const clock = new FakeClock();
  const logger = createSilentLogger();
  let ids = 0;
  const random = { id: () => `id-${(ids += 1)}` };
  /** A vault as after a start of the program: same file, same keychain, nothing in memory. */
  const start = () =>
    createVault({
      store,
      keys,
      clock,
      random,
      randomBytes: (length) => randomBytes(length),
      logger,
    });
  const file = () => JSON.parse(store.text ?? '{}') as VaultFile;
  return { store, keys, clock, logger, start, file };
}

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`unexpected: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** A kit whose vault already holds one secret. */
async function createUsedKit() {
  const kit = createKit();
  const id = valueOf(await kit.start().put('canary', uses));
  return { ...kit, id, before: kit.store.text };
}

describe('vault', () => {
  test('makes a key for each purpose, the same after a restart, that is not its own', async () => {
    const { start, keys } = await createUsedKit();
    const derived = valueOf(await start().deriveKey('agreement', false));
    const again = valueOf(await start().deriveKey('agreement', true));
    expect(again).toEqual(derived);
    expect(derived?.bytes).toHaveLength(32);
    const [master] = [...keys.keys.values()];
    expect(Buffer.from(derived?.bytes ?? []).equals(master ?? Buffer.alloc(0))).toBe(false);
    const other = await createUsedKit();
    expect(valueOf(await other.start().deriveKey('agreement', false))).not.toEqual(derived);
  });

  test('makes a key before anything was put only where one is needed, and keeps it', async () => {
    const { start, keys } = createKit();
    expect(await start().deriveKey('agreement', false)).toEqual({ ok: true, value: undefined });
    expect(keys.keys.size).toBe(0);
    const made = valueOf(await start().deriveKey('agreement', true));
    expect(valueOf(await start().deriveKey('agreement', false))).toEqual(made);
  });

  test('gives no key while it is locked, and none that would not outlive the run', async () => {
    const { start, keys } = await createUsedKit();
    keys.unprotectError = { code: 'LOCKED', detail: 'dismissed' };
    expect(await start().deriveKey('agreement', true)).toMatchObject({
      error: { code: 'VAULT_LOCKED' },
    });
    const bare = createKit();
    bare.keys.present = undefined;
    expect(await bare.start().deriveKey('agreement', true)).toMatchObject({
      error: { code: 'VAULT_UNAVAILABLE' },
    });
  });

  test('gives secrets back after a restart, and writes only ciphertext', async () => {
    const { start, store, keys, id } = await createUsedKit();
    const vault = start();
    expect(valueOf(await vault.reveal(id, use))).toBe('canary');
    expect(vault.status()).toEqual({ state: 'ready', backend: 'fake' });
    const key = [...keys.keys.values()][0] ?? new Uint8Array();
    expect(store.text).not.toContain('canary');
    expect(store.text).not.toContain(Buffer.from(key).toString('base64'));
    expect(await vault.reveal('unknown', use)).toMatchObject({ error: { code: 'SECRET_MISSING' } });
    expect(await vault.reveal('constructor', use)).toMatchObject({
      error: { code: 'SECRET_MISSING' },
    });
  });

  test('reveals a secret for its uses alone, and for others after a yes', async () => {
    const { start, id } = await createUsedKit();
    const vault = start();
    const other = { holder: 'notes', recipient: 'https://evil.example' };
    const refused = { error: { code: 'RECIPIENT_CHANGED' } };
    expect(await vault.reveal(id, other)).toMatchObject(refused);
    expect(await vault.reveal(id, { ...use, holder: 'two' })).toMatchObject(refused);
    expect(vault.usesOf(id)).toEqual({ kind: 'stored', uses });
    valueOf(await vault.rebind([{ id, uses: [other] }]));
    const again = start();
    expect(valueOf(await again.reveal(id, other))).toBe('canary');
    expect(await again.reveal(id, use)).toMatchObject(refused);
  });

  test('asks about a secret of before, for which nobody has said anything', async () => {
    const { start, store, file, id } = await createUsedKit();
    const old = file();
    const { uses: _, ...record } = own(old.records, id) ?? {};
    store.text = JSON.stringify({ ...old, records: { [id]: record } });
    const vault = start();
    await vault.load();
    expect(vault.usesOf(id)).toEqual({ kind: 'stored', uses: [] });
    expect(await vault.reveal(id, use)).toMatchObject({ error: { code: 'RECIPIENT_CHANGED' } });
  });

  test('opens a secret only for the purpose it was put for', async () => {
    const { start } = createKit();
    const vault = start();
    const id = valueOf(await vault.put('canary', 'oauth'));
    expect(valueOf(await vault.reveal(id, 'oauth'))).toBe('canary');
    expect(await vault.reveal(id, use)).toMatchObject({ error: { code: 'VAULT_LOCKED' } });
  });

  test('knows what it holds without asking for the key', async () => {
    const { start, keys, id } = await createUsedKit();
    keys.asked = 0;
    const vault = start();
    expect(vault.has('anything')).toBe(true);
    await vault.load();
    expect([vault.has(id), vault.has('anything'), vault.has('toString')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(vault.status().state).toBe('not-opened');
    await vault.remove([id]);
    expect([vault.has(id), keys.asked]).toEqual([false, 0]);
  });

  test('makes one key for any number of first secrets', async () => {
    const { start, keys, file } = createKit();
    const vault = start();
    const puts = await Promise.all(
      Array.from({ length: 20 }, (_, n) => vault.put(`value ${n}`, uses)),
    );
    expect(keys.keys.size).toBe(1);
    expect(Object.keys(file().records)).toHaveLength(20);
    const texts = await Promise.all(puts.map((put) => vault.reveal(valueOf(put), use)));
    expect(texts.map(valueOf)).toEqual(Array.from({ length: 20 }, (_, n) => `value ${n}`));
  });

  test.each([
    [
      'locked',
      { code: 'LOCKED', detail: 'prompt dismissed' },
      { state: 'locked', backend: 'fake' },
    ],
    ['away', { code: 'UNAVAILABLE', detail: 'no bus' }, { state: 'locked', backend: 'fake' }],
    [
      'another',
      { code: 'BACKEND_CHANGED', detail: 'kwallet' },
      { state: 'backend-changed', backend: 'fake' },
    ],
    [
      'without the key',
      { code: 'KEY_MISSING', detail: 'gone' },
      { state: 'key-missing', backend: 'fake' },
    ],
  ] as const)(
    'with a keychain that is %s: changes nothing, makes no key, and recovers',
    async (_name, unprotectError, status) => {
      const { start, keys, store, id, before } = await createUsedKit();
      keys.unprotectError = unprotectError;
      const vault = start();
      expect(await vault.reveal(id, use)).toMatchObject({ error: { code: 'VAULT_LOCKED' } });
      expect(await vault.put('more', uses)).toMatchObject({ error: { code: 'VAULT_LOCKED' } });
      expect(await vault.open()).toEqual(status);
      expect(vault.detail()).toBe(unprotectError.detail);
      expect([store.text, keys.keys.size, vault.has(id)]).toEqual([before, 1, true]);
      keys.unprotectError = undefined;
      expect(await vault.open()).toEqual({ state: 'ready', backend: 'fake' });
      expect(valueOf(await vault.reveal(id, use))).toBe('canary');
    },
  );

  test('notices a keychain that gives back another key', async () => {
    const { start, keys, store, id, before } = await createUsedKit();
    for (const keyId of keys.keys.keys()) keys.keys.set(keyId, randomBytes(32));
    const vault = start();
    expect((await vault.open()).state).toBe('backend-changed');
    expect((await vault.reveal(id, use)).ok).toBe(false);
    expect(store.text).toBe(before);
  });

  test('does not trust a keychain that returns something else than it was given', async () => {
    const { start, keys, store } = createKit();
    keys.unprotectError = { code: 'KEY_MISSING', detail: 'never stored' };
    const vault = start();
    const id = valueOf(await vault.put('canary', uses));
    expect(vault.status().state).toBe('memory-only');
    expect(valueOf(await vault.reveal(id, use))).toBe('canary');
    expect(store.text).toBeUndefined();
  });

  test('keeps secrets in memory without a keychain, and moves them to the disk once there is one', async () => {
    const { start, keys, store } = createKit();
    keys.present = undefined;
    const vault = start();
    const id = valueOf(await vault.put('canary', 'oauth'));
    expect(vault.status()).toEqual({ state: 'memory-only', backend: '' });
    expect([valueOf(await vault.reveal(id, 'oauth')), vault.has(id)]).toEqual(['canary', true]);
    expect(await vault.reveal('other', use)).toMatchObject({ error: { code: 'SECRET_MISSING' } });
    expect(store.text).toBeUndefined();
    keys.present = 'fake';
    expect(await vault.open()).toEqual({ state: 'ready', backend: 'fake' });
    expect(valueOf(await start().reveal(id, 'oauth'))).toBe('canary');
    keys.present = undefined;
    const forgotten = start();
    await forgotten.load();
    expect(forgotten.has('id-9')).toBe(false);
  });

  test('replaces a vanished key only when nothing is encrypted with it', async () => {
    const { start, keys, id, file } = await createUsedKit();
    await start().remove([id]);
    keys.keys.clear();
    const vault = start();
    const next = valueOf(await vault.put('second', uses));
    expect(valueOf(await vault.reveal(next, use))).toBe('second');
    expect(file().formerKeys).toHaveLength(1);
  });

  test('starts over when asked to, keeping what cannot be opened', async () => {
    const { start, keys, id, file } = await createUsedKit();
    const saved = new Map(keys.keys);
    keys.keys.clear();
    const vault = start();
    await vault.open();
    expect(await vault.startOver()).toEqual({
      ok: true,
      value: { state: 'ready', backend: 'fake' },
    });
    const next = valueOf(await vault.put('second', uses));
    expect(valueOf(await start().reveal(next, use))).toBe('second');
    expect([vault.has(id), vault.has(next)]).toEqual([false, true]);
    expect(Object.keys(file().records).sort()).toEqual([id, next].sort());
    expect(file().formerKeys.map(({ keyId }) => saved.has(keyId))).toEqual([true]);
  });

  test('does not start over while the key is there', async () => {
    const { start, before, store } = await createUsedKit();
    const vault = start();
    await vault.open();
    await vault.startOver();
    expect(store.text).toBe(before);
  });

  test('keeps nothing that could not be saved, and no second key for the next try', async () => {
    const { start, keys, store } = createKit();
    store.saveError = { code: 'DISK_FULL', detail: 'ENOSPC' };
    const vault = start();
    for (let time = 0; time < 3; time += 1) {
      expect(await vault.put('canary', uses)).toEqual({
        ok: false,
        error: { code: 'VAULT_SAVE_FAILED', detail: 'DISK_FULL: ENOSPC' },
      });
    }
    expect(keys.keys.size).toBe(1);
    store.saveError = undefined;
    const id = valueOf(await vault.put('canary', uses));
    expect(valueOf(await start().reveal(id, use))).toBe('canary');
    expect(keys.keys.size).toBe(1);
  });

  test('keeps a secret whose removal could not be saved, and says so in the log', async () => {
    const { start, store, logger, id } = await createUsedKit();
    const vault = start();
    store.saveError = { code: 'READ_ONLY', detail: 'EROFS' };
    await vault.remove([id]);
    expect(logger.lines.join()).toContain('READ_ONLY');
    expect(vault.has(id)).toBe(true);
  });

  test('asks anew when a person does, whatever became of the question before', async () => {
    const { start, keys, clock } = await createUsedKit();
    const vault = start();
    keys.unprotectError = { code: 'LOCKED', detail: 'closed' };
    expect(await vault.open()).toMatchObject({ state: 'locked' });
    // The keyring ends before anybody has seen its prompt.
    const answers: (() => void)[] = [];
    const prompt = () => new Promise<void>((resolve) => answers.push(resolve));
    keys.prompt = prompt();
    const lost = vault.open();
    await settle();
    keys.prompt = Promise.resolve();
    keys.unprotectError = undefined;
    expect(await vault.open()).toEqual({ state: 'ready', backend: 'fake' });
    // Neither the time nor a late no of the first one changes that.
    await clock.advance(60_000);
    keys.unprotectError = { code: 'LOCKED', detail: 'closed' };
    answers[0]?.();
    expect(await lost).toEqual({ state: 'ready', backend: 'fake' });
    expect(vault.status()).toEqual({ state: 'ready', backend: 'fake' });
  });

  test('never has more than two questions open', async () => {
    const { start, keys } = await createUsedKit();
    const vault = start();
    keys.unprotectError = { code: 'LOCKED', detail: 'closed' };
    await vault.open();
    keys.unprotectError = undefined;
    let answer: () => void = () => undefined;
    keys.prompt = new Promise<void>((resolve) => (answer = resolve));
    keys.asked = 0;
    const asked = [vault.open(), vault.open(), vault.open(), vault.open()];
    await settle();
    expect(keys.asked).toBe(2);
    answer();
    for (const one of asked) expect(await one).toEqual({ state: 'ready', backend: 'fake' });
  });

  test('counts as locked while a prompt is unanswered, and as ready when the answer comes', async () => {
    const { start, keys, clock, id } = await createUsedKit();
    let answer = (): void => undefined;
    keys.prompt = new Promise((resolve) => (answer = resolve));
    const vault = start();
    const told: VaultStatus[] = [];
    const handle = vault.onChange((status) => told.push(status));
    const opening = vault.open();
    await clock.advance(29_999);
    expect(vault.status().state).toBe('not-opened');
    await clock.advance(1);
    expect(await opening).toEqual({ state: 'locked', backend: 'fake' });
    expect(await vault.reveal(id, use)).toMatchObject({ error: { code: 'VAULT_LOCKED' } });
    answer();
    await settle();
    expect(valueOf(await vault.reveal(id, use))).toBe('canary');
    expect(told.map(({ state }) => state)).toEqual(['locked', 'ready']);
    expect(clock.pending).toBe(0);
    handle[Symbol.dispose]();
  });

  test('asks the keychain once for any number of secrets', async () => {
    const { start, keys, id } = await createUsedKit();
    keys.asked = 0;
    const vault = start();
    const reveals = await Promise.all(Array.from({ length: 10 }, () => vault.reveal(id, use)));
    expect(reveals.every((reveal) => reveal.ok)).toBe(true);
    expect(keys.asked).toBe(1);
  });

  test('tells for as long as it runs that an older generation was restored', async () => {
    const { start, store, file, id } = await createUsedKit();
    store.loadResult = { status: 'restored', value: file(), damagedFile: '/d' };
    const vault = start();
    expect(await vault.open()).toEqual({ state: 'restored', backend: 'fake' });
    expect(valueOf(await vault.reveal(id, use))).toBe('canary');
    valueOf(await vault.put('more', uses));
    expect(vault.status().state).toBe('restored');
  });

  test('tells that everything was lost, and works on with a new key', async () => {
    const { start, store, keys, id } = await createUsedKit();
    store.loadResult = { status: 'lost', damagedFile: '/d' };
    const vault = start();
    expect(await vault.open()).toEqual({ state: 'lost', backend: 'fake' });
    expect(await vault.reveal(id, use)).toMatchObject({ error: { code: 'SECRET_MISSING' } });
    const next = valueOf(await vault.put('second', uses));
    expect(valueOf(await vault.reveal(next, use))).toBe('second');
    expect(keys.keys.size).toBe(2);
  });

  test.each<DocumentLoad<VaultFile>>([
    { status: 'too-new', schemaVersion: 9 },
    { status: 'unreadable', code: 'ACCESS_DENIED', detail: 'EACCES' },
  ])('is locked and hands-off when its file is $status', async (loadResult) => {
    const { start, store, keys, id, before } = await createUsedKit();
    store.loadResult = loadResult;
    const vault = start();
    expect(await vault.open()).toEqual({ state: 'locked', backend: '' });
    expect(await vault.reveal(id, use)).toMatchObject({ error: { code: 'VAULT_LOCKED' } });
    expect(await vault.put('x', uses)).toMatchObject({ error: { code: 'VAULT_LOCKED' } });
    expect((await vault.startOver()).ok).toBe(false);
    await vault.remove([id]);
    expect([store.text, keys.keys.size, vault.has(id)]).toEqual([before, 1, true]);
  });

  test('reads its file again when asked to, once that has become possible', async () => {
    const { start, store, id } = await createUsedKit();
    store.loadResult = { status: 'unreadable', code: 'ACCESS_DENIED', detail: 'EACCES' };
    const vault = start();
    expect(await vault.open()).toEqual({ state: 'locked', backend: '' });
    expect(vault.detail()).toContain('EACCES');
    store.loadResult = undefined;
    expect(await vault.open()).toEqual({ state: 'ready', backend: 'fake' });
    expect(valueOf(await vault.reveal(id, use))).toBe('canary');
  });
});

describe('a note', () => {
  test('is read again after a restart, replaces the one of before, and is sealed', async () => {
    const { start, file } = createKit();
    expect(await start().readNote('x')).toEqual({ ok: true, value: undefined });
    const vault = start();
    valueOf(await vault.writeNote('x', 'first'));
    valueOf(await vault.writeNote('x', 'canary'));
    expect(valueOf(await start().readNote('x'))).toBe('canary');
    expect(valueOf(await start().readNote('y'))).toBeUndefined();
    expect(JSON.stringify(file())).not.toContain('canary');
  });

  test('asks for no key where there is none to read', async () => {
    const { start, keys } = createKit();
    const vault = start();
    await vault.readNote('x');
    expect(vault.status().state).not.toBe('ready');
    expect(keys.keys.size).toBe(0);
  });

  test('moved to another name, or asked for as a secret, does not open', async () => {
    const { start, file, store } = createKit();
    valueOf(await start().writeNote('x', 'canary'));
    const [id = '', record] = Object.entries(file().records)[0] ?? [];
    store.text = JSON.stringify({ ...file(), records: { 'note:y': record } });
    expect((await start().readNote('y')).ok).toBe(false);
    store.text = JSON.stringify({ ...file(), records: { [id]: record } });
    expect((await start().reveal(id, use)).ok).toBe(false);
    expect((await start().reveal(id, 'oauth')).ok).toBe(false);
    expect((await start().read(id)).ok).toBe(false);
  });

  test('alone does not keep a key that is lost from being replaced', async () => {
    const { start, keys } = createKit();
    valueOf(await start().writeNote('x', 'old'));
    keys.keys.clear();
    const vault = start();
    expect((await vault.open()).state).toBe('ready');
    expect(valueOf(await vault.readNote('x'))).toBeUndefined();
    valueOf(await vault.writeNote('x', 'new'));
    expect(valueOf(await start().readNote('x'))).toBe('new');
  });
});

describe('secrets nobody refers to', () => {
  test('are removed when they lay there before and everything is sound', async () => {
    const { start, file, id } = await createUsedKit();
    const forOauth = valueOf(await start().put('key', 'oauth'));
    const orphan = valueOf(await start().put('orphan', uses));
    const vault = start();
    await vault.load();
    const later = valueOf(await vault.put('put after the registry was read', uses));
    expect(await vault.prune(new Set([id]))).toBe(1);
    expect(Object.keys(file().records).sort()).toEqual([id, forOauth, later].sort());
    expect(Object.keys(file().records)).not.toContain(orphan);
  });

  test('are not looked for, and no key is asked for, when there are none', async () => {
    const { start, keys, id } = await createUsedKit();
    keys.asked = 0;
    expect(await start().prune(new Set([id]))).toBe(0);
    expect(keys.asked).toBe(0);
  });

  test.each(['LOCKED', 'BACKEND_CHANGED', 'KEY_MISSING'] as const)(
    'stay while the keychain says %s',
    async (code) => {
      const { start, keys, store, before } = await createUsedKit();
      keys.unprotectError = { code, detail: 'no' };
      expect(await start().prune(new Set())).toBe(0);
      expect(store.text).toBe(before);
    },
  );

  test('stay when any record does not open', async () => {
    const { start, store, file, id } = await createUsedKit();
    const orphan = valueOf(await start().put('orphan', uses));
    const damaged = file();
    const record = own(damaged.records, id);
    if (record === undefined) throw new Error('no record');
    const records = {
      ...damaged.records,
      [id]: { ...record, tag: Buffer.alloc(16).toString('base64') },
    };
    store.text = JSON.stringify({ ...damaged, records });
    expect(await start().prune(new Set([id]))).toBe(0);
    expect(Object.keys(file().records)).toContain(orphan);
  });

  test.each(['restored', 'lost'] as const)('stay after the file was %s', async (status) => {
    const { start, store, file, before } = await createUsedKit();
    store.loadResult =
      status === 'lost'
        ? { status, damagedFile: '/d' }
        : { status, value: file(), damagedFile: '/d' };
    expect(await start().prune(new Set())).toBe(0);
    expect(store.text).toBe(before);
  });

  test('stay when they belong to a key that was given up', async () => {
    const { start, keys, file, id } = await createUsedKit();
    keys.keys.clear();
    const vault = start();
    await vault.open();
    valueOf(await vault.startOver());
    const next = valueOf(await vault.put('second', uses));
    expect(await start().prune(new Set([next]))).toBe(0);
    expect(Object.keys(file().records).sort()).toEqual([id, next].sort());
  });
});

describe('removing everything', () => {
  test.each(['there', 'gone'])('leaves nothing, with a key that is %s', async (key) => {
    const { start, keys, store, id } = await createUsedKit();
    if (key === 'gone') keys.keys.clear();
    const vault = start();
    await vault.open();
    expect(await vault.clear()).toEqual({ ok: true, value: undefined });
    expect(keys.keys.size).toBe(0);
    expect([store.text, vault.has(id), vault.status().state]).toEqual([
      undefined,
      false,
      'not-opened',
    ]);
    const next = valueOf(await vault.put('second', uses));
    expect(valueOf(await start().reveal(next, use))).toBe('second');
  });

  test('takes the key along that a vault had before it was begun anew', async () => {
    const { start, keys } = await createUsedKit();
    keys.unprotectError = { code: 'LOCKED', detail: 'dismissed' };
    const vault = start();
    await vault.open();
    valueOf(await vault.startOver());
    keys.unprotectError = undefined;
    valueOf(await vault.put('second', uses));
    expect(keys.keys.size).toBe(2);
    valueOf(await vault.clear());
    expect(keys.keys.size).toBe(0);
  });

  test('removes nothing when that cannot be saved, or the file is from a newer version', async () => {
    const { start, store, id, before } = await createUsedKit();
    const vault = start();
    store.saveError = { code: 'LOCKED', detail: 'another process' };
    expect(await vault.clear()).toMatchObject({ error: { code: 'VAULT_SAVE_FAILED' } });
    expect([store.text, vault.has(id)]).toEqual([before, true]);
    store.saveError = undefined;
    store.loadResult = { status: 'too-new', schemaVersion: 9 };
    expect(await start().clear()).toMatchObject({ error: { code: 'VAULT_LOCKED' } });
    expect(store.text).toBe(before);
  });
});
