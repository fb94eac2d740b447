import { beforeAll, describe, expect, test } from 'vitest';

import { openText, sealedTextSchema, sealText } from '../../../src/main/transfer/sealed-text.ts';
import type { SealedText } from '../../../src/main/transfer/sealed-text.ts';
import { strongBytes } from './home.ts';

const passphrase = 'correct horse battery';
const cheap = 2 ** 14;
let sealed: SealedText;

beforeAll(async () => {
  sealed = await sealText('the secret', passphrase, 'header', strongBytes, cheap);
});

/** The base64 text with one bit of its bytes turned over. */
function flipped(base64: string, bit = 3): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ (1 << bit);
  return bytes.toString('base64');
}

describe('a sealed text', () => {
  test('opens with its passphrase, however that is typed, and with nothing else', async () => {
    expect(await openText(sealed, passphrase, 'header')).toEqual({ ok: true, value: 'the secret' });
    const composed = await sealText('x', 'caf\u00e9 noir 1', 'h', strongBytes, cheap);
    expect(await openText(composed, 'cafe\u0301 noir 1', 'h')).toEqual({ ok: true, value: 'x' });
    for (const other of ['correct horse', `${passphrase} `, '']) {
      expect(await openText(sealed, other, 'header')).toEqual({
        ok: false,
        error: { code: 'WRONG_PASSPHRASE' },
      });
    }
  });

  test('shows nothing of the text, and is never the same twice', async () => {
    expect(JSON.stringify(sealed)).not.toContain('secret');
    const again = await sealText('the secret', passphrase, 'header', strongBytes, cheap);
    expect(again.ciphertext).not.toBe(sealed.ciphertext);
    expect(again.kdf.salt).not.toBe(sealed.kdf.salt);
    expect(again.nonce).not.toBe(sealed.nonce);
  });

  test('takes the full cost of a guess unless told otherwise', async () => {
    const usual = await sealText('x', passphrase, '', strongBytes);
    expect(usual.kdf).toMatchObject({ cost: 131_072, blockSize: 8, parallelization: 1 });
    expect(sealedTextSchema.parse(usual)).toEqual(usual);
  });

  test.each<[string, (sealed: SealedText) => SealedText, string]>([
    ['ciphertext', (one) => ({ ...one, ciphertext: flipped(one.ciphertext) }), 'header'],
    ['tag', (one) => ({ ...one, tag: flipped(one.tag) }), 'header'],
    ['nonce', (one) => ({ ...one, nonce: flipped(one.nonce) }), 'header'],
    ['salt', (one) => ({ ...one, kdf: { ...one.kdf, salt: flipped(one.kdf.salt) } }), 'header'],
    ['cost', (one) => ({ ...one, kdf: { ...one.kdf, cost: 2 ** 15 } }), 'header'],
    ['header', (one) => one, 'another header'],
  ])('does not open once its %s was altered', async (_what, alter, header) => {
    expect((await openText(alter(sealed), passphrase, header)).ok).toBe(false);
  });

  test.each<[string, Record<string, unknown>]>([
    ['too cheap to guess', { cost: 2 ** 13 }],
    ['more memory than a file may ask for', { cost: 2 ** 24 }],
    ['no power of two', { cost: 100_000 }],
    ['huge blocks', { blockSize: 1024 }],
    ['endless rounds', { parallelization: 1_000_000 }],
    ['no salt', { salt: '' }],
    ['another function', { name: 'pbkdf2' }],
  ])('is not even tried with %s', (_why, change) => {
    const kdf = { ...sealed.kdf, ...change };
    expect(sealedTextSchema.safeParse({ ...sealed, kdf }).success).toBe(false);
  });

  test.each(['nonce', 'tag'])('is not even tried with a short %s', (field) => {
    expect(sealedTextSchema.safeParse({ ...sealed, [field]: 'AAAA' }).success).toBe(false);
  });
});
