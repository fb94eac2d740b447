import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { sealRecord } from '../../../src/main/vault/sealed-record.ts';
import { emptyVaultFile } from '../../../src/main/vault/vault-file.ts';
import { orphansIn } from '../../../src/main/vault/vault-orphans.ts';

const key = { keyId: 'k1', bytes: randomBytes(32) };
const record = (id: string, purpose: string) =>
  sealRecord(key, { id, purpose }, 'text', (length) => randomBytes(length));

test('what is no secret of a server is no orphan, whoever names it', () => {
  const records = { one: record('one', 'server-secret'), token: record('token', 'oauth') };
  const file = { ...emptyVaultFile, records };
  expect(orphansIn(file, key, ['one', 'token', 'gone'])).toEqual(['one']);
});

test('there is none where a record does not open', () => {
  const records = { one: record('one', 'server-secret'), two: record('other', 'server-secret') };
  expect(orphansIn({ ...emptyVaultFile, records }, key, ['one'])).toEqual([]);
});
