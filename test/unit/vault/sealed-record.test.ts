import { randomBytes } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { openRecord, sealRecord } from '../../../src/main/vault/sealed-record.ts';
import type { SealedRecord } from '../../../src/main/vault/vault-file.ts';

const key = { keyId: 'k1', bytes: randomBytes(32) };
const seal = (text: string, id = 'id', purpose = 'test') =>
  sealRecord(key, { id, purpose }, text, (length) => randomBytes(length));

describe('sealed record', () => {
  test('gives back any text, and shows nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 3 }), (text) => {
        const record = seal(text);
        expect(openRecord(key, 'id', 'test', record)).toBe(text);
        expect(Buffer.from(record.nonce, 'base64')).toHaveLength(12);
        expect(Buffer.from(record.tag, 'base64')).toHaveLength(16);
      }),
    );
    expect(JSON.stringify(seal('canary'))).not.toContain('canary');
  });

  test('uses a fresh nonce every time', () => {
    const nonces = Array.from({ length: 500 }, () => seal('same').nonce);
    expect(new Set(nonces).size).toBe(500);
  });

  test('opens only under its own id, purpose and key', () => {
    const record = seal('canary');
    expect(openRecord(key, 'other', 'test', record)).toBeUndefined();
    expect(openRecord(key, 'id', 'other', record)).toBeUndefined();
    expect(openRecord({ ...key, keyId: 'k2' }, 'id', 'test', record)).toBeUndefined();
    expect(openRecord({ ...key, bytes: randomBytes(32) }, 'id', 'test', record)).toBeUndefined();
    const moved = { ...record, keyId: 'k2' };
    expect(openRecord({ ...key, keyId: 'k2' }, 'id', 'test', moved)).toBeUndefined();
  });

  test('does not open after any change of nonce, ciphertext or tag', () => {
    const record = seal('canary');
    for (const field of ['nonce', 'ciphertext', 'tag'] as const) {
      const bytes = Buffer.from(record[field], 'base64');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const damaged: SealedRecord = { ...record, [field]: changed.toString('base64') };
        expect(openRecord(key, 'id', 'test', damaged)).toBeUndefined();
      }
      expect(openRecord(key, 'id', 'test', { ...record, [field]: '' })).toBeUndefined();
    }
    const short = Buffer.from(record.tag, 'base64').subarray(0, 4).toString('base64');
    expect(openRecord(key, 'id', 'test', { ...record, tag: short })).toBeUndefined();
  });

  test('opens only with the uses it was sealed to, whatever lies beside it', () => {
    const uses = [{ holder: 'one', recipient: 'https://a.example' }];
    const sealed = sealRecord(key, { id: 'id', purpose: 'test', uses }, 'canary', (length) =>
      randomBytes(length),
    );
    expect(openRecord(key, 'id', 'test', sealed)).toBe('canary');
    expect(openRecord(key, 'other', 'test', sealed)).toBeUndefined();
    const [use] = uses;
    for (const claimed of [
      [{ ...use, recipient: 'https://evil.example' }],
      [{ ...use, holder: 'two' }],
      [...uses, { holder: 'two', recipient: 'https://evil.example' }],
      [],
      undefined,
    ]) {
      const planted = { ...sealed, uses: claimed } as SealedRecord;
      expect(openRecord(key, 'id', 'test', planted)).toBeUndefined();
    }
  });
});
