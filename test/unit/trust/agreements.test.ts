import { describe, expect, test } from 'vitest';

import type { AgreementFile } from '../../../src/main/trust/agreement-file.ts';
import type { SecretError } from '../../../src/main/kernel/secret-store.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import type { Result } from '../../../src/shared/util/result.ts';
import type { MasterKey } from '../../../src/main/vault/sealed-record.ts';
import { createMemoryAgreements } from '../../support/memory-agreements.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';

const keyOf = (fill: number): MasterKey => ({
  keyId: `key-${String(fill)}`,
  bytes: new Uint8Array(32).fill(fill),
});
const locked: SecretError = { code: 'VAULT_LOCKED', detail: 'prompt dismissed' };

function createKit(file?: AgreementFile) {
  const store = createMemoryDocument<AgreementFile>(file);
  const keyring: {
    key: Result<MasterKey | undefined, SecretError>;
    asked: number;
    isNeeded: boolean;
  } = {
    key: ok(keyOf(1)),
    asked: 0,
    isNeeded: false,
  };
  const deriveKey = async (_: string, isNeeded: boolean) => {
    keyring.asked += 1;
    keyring.isNeeded = isNeeded;
    return keyring.key;
  };
  /** As after a start of the program. */
  const start = async () => {
    const agreements = createMemoryAgreements({ store, vault: { deriveKey } });
    await agreements.load();
    return agreements;
  };
  const saved = () => JSON.parse(store.text ?? '{"agreements":[]}') as AgreementFile;
  return { store, keyring, start, saved };
}

/** A kit in whose document a person's agreement to `server` and `launch` lies. */
async function createAgreedKit() {
  const kit = createKit();
  const agreements = await kit.start();
  agreements.agree('notes', 'launch');
  await agreements.settled(1_000);
  kit.keyring.asked = 0;
  return kit;
}

describe('agreements', () => {
  test('are what a person agreed to, after a restart too, and nothing else', async () => {
    const { start } = await createAgreedKit();
    const next = await start();
    expect(await next.isAgreed('notes', 'launch')).toBe(true);
    expect(await next.isAgreed('notes', 'another')).toBe(false);
    expect(await next.isAgreed('other', 'launch')).toBe(false);
  });

  test('ask the vault for its key only where the document claims just this', async () => {
    const { start, keyring } = await createAgreedKit();
    const next = await start();
    expect(await next.isAgreed('notes', 'another')).toBe(false);
    expect(await next.isAgreed('other', 'launch')).toBe(false);
    expect([next.hasClaim('notes'), next.hasClaim('other')]).toEqual([true, false]);
    expect(keyring.asked).toBe(0);
    expect(await next.isAgreed('notes', 'launch')).toBe(true);
    expect(await next.isAgreed('notes', 'launch')).toBe(true);
    expect([keyring.asked, next.hasClaim('notes')]).toEqual([1, false]);
  });

  test.each<[string, (record: AgreementFile['agreements'][number]) => object]>([
    ['another server', (record) => ({ ...record, server: 'evil' })],
    ['another launch', (record) => ({ ...record, launch: 'evil' })],
    ['another key', (record) => ({ ...record, keyId: 'key-2' })],
    ['no seal', (record) => ({ ...record, seal: '' })],
    ['a seal of zeros', (record) => ({ ...record, seal: '00'.repeat(32) })],
    ['half a seal', (record) => ({ ...record, seal: record.seal.slice(0, 32) })],
  ])('count as nothing when the document is made to say %s', async (_, forge) => {
    const { start, store, saved } = await createAgreedKit();
    store.text = JSON.stringify({ agreements: saved().agreements.map(forge) });
    const next = await start();
    for (const server of ['notes', 'evil'])
      for (const launch of ['launch', 'evil'])
        expect(await next.isAgreed(server, launch), `${server} ${launch}`).toBe(false);
  });

  test('count as nothing when they were sealed under the key of another vault', async () => {
    const { start, keyring } = await createAgreedKit();
    keyring.key = ok({ ...keyOf(2), keyId: 'key-1' });
    expect(await (await start()).isAgreed('notes', 'launch')).toBe(false);
  });

  test('count as nothing while the vault has no key, whatever the document claims', async () => {
    const { start, keyring } = await createAgreedKit();
    expect(keyring.isNeeded).toBe(true);
    keyring.key = ok(undefined);
    expect(await (await start()).isAgreed('notes', 'launch')).toBe(false);
    // A question is no reason to make one.
    expect(keyring.isNeeded).toBe(false);
  });

  test('given while the vault is locked count in this run alone', async () => {
    const { start, keyring, saved } = createKit();
    keyring.key = err(locked);
    const agreements = await start();
    agreements.agree('notes', 'launch');
    expect(await agreements.isAgreed('notes', 'launch')).toBe(true);
    await agreements.settled(1_000);
    expect(saved().agreements).toEqual([]);
    expect(await (await start()).isAgreed('notes', 'launch')).toBe(false);
  });

  test('are kept, and looked at again, as soon as the vault opens', async () => {
    const { start, keyring, saved } = await createAgreedKit();
    keyring.key = err(locked);
    const agreements = await start();
    agreements.agree('other', 'launch');
    expect(await agreements.isAgreed('notes', 'launch')).toBeUndefined();
    expect(await agreements.isAgreed('notes', 'another')).toBe(false);
    await agreements.settled(1_000);
    keyring.key = ok(keyOf(1));
    expect(agreements.onVaultUsable()).toEqual(['notes']);
    expect(agreements.onVaultUsable()).toEqual([]);
    expect(await agreements.isAgreed('notes', 'launch')).toBe(true);
    await agreements.settled(1_000);
    expect(saved().agreements.map(({ server }) => server)).toEqual(['notes', 'other']);
    const next = await start();
    expect(await next.isAgreed('other', 'launch')).toBe(true);
  });

  test('are sealed anew under the key that follows one that is gone', async () => {
    const { start, keyring } = await createAgreedKit();
    const agreements = await start();
    expect(await agreements.isAgreed('notes', 'launch')).toBe(true);
    keyring.key = ok(keyOf(2));
    agreements.agree('other', 'launch');
    await agreements.settled(1_000);
    const next = await start();
    expect(await next.isAgreed('notes', 'launch')).toBe(true);
    expect(await next.isAgreed('other', 'launch')).toBe(true);
  });

  test('end with their server, on the disk too, and come back with it', async () => {
    const { start, saved } = await createAgreedKit();
    const agreements = await start();
    agreements.putAside('notes');
    expect(await agreements.isAgreed('notes', 'launch')).toBe(false);
    await agreements.settled(1_000);
    expect(saved().agreements).toEqual([]);
    agreements.bringBack('notes');
    agreements.bringBack('other');
    expect(await agreements.isAgreed('notes', 'launch')).toBe(true);
    await agreements.settled(1_000);
    expect(await (await start()).isAgreed('notes', 'launch')).toBe(true);
  });

  test('that were put aside are those of the last removal alone', async () => {
    const { start } = await createAgreedKit();
    const agreements = await start();
    agreements.putAside('notes');
    agreements.putAside('notes');
    agreements.bringBack('notes');
    expect(await agreements.isAgreed('notes', 'launch')).toBe(false);
  });

  test('end for launches and servers that are no more', async () => {
    const { start, saved } = await createAgreedKit();
    const agreements = await start();
    expect(await agreements.isAgreed('notes', 'launch')).toBe(true);
    agreements.agree('notes', 'second');
    agreements.agree('other', 'launch');
    agreements.keepOnly('notes', new Set(['second']));
    expect(await agreements.isAgreed('notes', 'launch')).toBe(false);
    expect(await agreements.isAgreed('notes', 'second')).toBe(true);
    agreements.keepServers(new Set(['other']));
    expect(await agreements.isAgreed('notes', 'second')).toBe(false);
    await agreements.settled(1_000);
    expect(saved().agreements.map(({ server }) => server)).toEqual(['other']);
  });

  test('that end while the vault brings its key are not found after it', async () => {
    const { store } = await createAgreedKit();
    let bring = (_: Result<MasterKey, SecretError>): void => undefined;
    const coming = new Promise<Result<MasterKey, SecretError>>((resolve) => (bring = resolve));
    const agreements = createMemoryAgreements({ store, vault: { deriveKey: () => coming } });
    await agreements.load();
    const asked = agreements.isAgreed('notes', 'launch');
    agreements.putAside('notes');
    bring(ok(keyOf(1)));
    expect(await asked).toBe(false);
    expect(await agreements.isAgreed('notes', 'launch')).toBe(false);
  });

  test('count until the program ends when the disk refuses them', async () => {
    const { start, store } = createKit();
    store.saveError = { code: 'DISK_FULL', detail: 'ENOSPC' };
    const agreements = await start();
    agreements.agree('notes', 'launch');
    await agreements.settled(1_000);
    expect(await agreements.isAgreed('notes', 'launch')).toBe(true);
    store.saveError = undefined;
    expect(await (await start()).isAgreed('notes', 'launch')).toBe(false);
  });
});
