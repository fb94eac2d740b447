import { expect, test } from 'vitest';

import type { DocumentLoad } from '../../../../src/main/documents/document-ports.ts';
import { OAuthDataKey } from '../../../../src/main/node/oauth/oauth-data-key.ts';
import type {
  DataKeyFile,
  OAuthDataKeyDeps,
} from '../../../../src/main/node/oauth/oauth-data-key.ts';
import { ok } from '../../../../src/shared/util/result.ts';

const bytes = new Uint8Array(32).fill(7);

/** A key over a document and a vault in memory. */
function world({
  isMemoryOnly = false,
  broken,
}: {
  readonly isMemoryOnly?: boolean;
  readonly broken?: DocumentLoad<DataKeyFile>;
} = {}) {
  const secrets = new Map<string, string>();
  const did = { loads: 0, opens: 0, puts: 0 };
  let file: DataKeyFile | undefined;
  const deps: OAuthDataKeyDeps = {
    store: {
      async load() {
        did.loads += 1;
        await Promise.resolve();
        return broken ?? (file ? { status: 'loaded', value: file } : { status: 'absent' });
      },
      save: (value) => Promise.resolve(ok(void (file = value))),
    } as OAuthDataKeyDeps['store'],
    vault: {
      load: () => Promise.resolve(),
      open: () => {
        did.opens += 1;
        return Promise.resolve({ state: isMemoryOnly ? 'memory-only' : 'ready' });
      },
      has: (id: string) => secrets.has(id),
      put(value: string) {
        did.puts += 1;
        secrets.set(`secret-${String(did.puts)}`, value);
        return Promise.resolve(ok(`secret-${String(did.puts)}`));
      },
      reveal: (id: string) => Promise.resolve(ok(secrets.get(id) ?? '')),
    } as unknown as OAuthDataKeyDeps['vault'],
    newKeyId: () => `key-${String(did.puts)}`,
    randomBytes: () => bytes,
    exclusively: async (work) => ok(await work()),
  };
  return { deps, did, secrets, file: () => file, key: () => new OAuthDataKey(deps) };
}

test('a thousand who only want to know look once, together, and open no vault', async () => {
  const { key, did } = world();
  const one = key();
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => one.get(false)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify(ok(undefined))]),
  );
  expect(did).toEqual({ loads: 1, opens: 0, puts: 0 });
  await one.get(false);
  expect(did.loads).toBe(2);
});

test('who needs a key gets one, the same for all who ask meanwhile, and it is found again', async () => {
  const { key, did, file, deps } = world();
  const one = key();
  const made = await Promise.all([one.get(true), one.get(false), one.get(true)]);
  const expected = ok({ kind: 'key', key: { keyId: 'key-0', bytes } });
  expect(made).toEqual([expected, expected, expected]);
  expect(did.puts).toBe(1);
  expect(file()).toEqual({ keyId: 'key-0', secretId: 'secret-1' });
  const again = await new OAuthDataKey(deps).get(false);
  expect(again).toEqual(ok({ kind: 'key', key: { keyId: 'key-0', bytes: Buffer.from(bytes) } }));
});

test('without a safe place it stays in memory, for readers too, until it is forgotten', async () => {
  const { key, did } = world({ isMemoryOnly: true });
  const one = key();
  expect(await one.get(false)).toEqual(ok(undefined));
  expect(await one.get(true)).toEqual(ok({ kind: 'memory' }));
  expect(await one.get(false)).toEqual(ok({ kind: 'memory' }));
  one.forget();
  expect(await one.get(false)).toEqual(ok(undefined));
  expect(did.puts).toBe(0);
});

test('a vault that was started over has no key, and the next who needs one makes another', async () => {
  const { key, secrets, deps } = world();
  await key().get(true);
  secrets.clear();
  const later = new OAuthDataKey(deps);
  expect(await later.get(false)).toEqual(ok(undefined));
  expect(await later.get(true)).toMatchObject(ok({ kind: 'key', key: { keyId: 'key-1' } }));
});

test('a key that cannot be read is an error for both, and nothing is put in its place', async () => {
  const { key, did } = world({
    broken: { status: 'unreadable', code: 'IO_ERROR', detail: 'no' } as DocumentLoad<DataKeyFile>,
  });
  const error = { code: 'OAUTH_KEY_UNREADABLE', detail: 'unreadable' };
  expect(await key().get(false)).toMatchObject({ ok: false, error });
  expect(await key().get(true)).toMatchObject({ ok: false, error });
  expect(did.puts).toBe(0);
});
