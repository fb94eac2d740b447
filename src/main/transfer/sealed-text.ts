import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';

import { z } from 'zod';

import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';

const cipherName = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const saltBytes = 16;

/** What turning a passphrase into a key costs: 128 MiB and about half a second. */
const usualCost = 2 ** 17;

/** Bytes in base64, as many as the cipher wants. */
const bytesOf = (length: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === length);

/**
 * A text under a passphrase. The costs are bounded: a file must be able to claim neither the whole
 * memory nor a key that is easily guessed.
 */
export const sealedTextSchema = z.object({
  kdf: z.object({
    name: z.literal('scrypt'),
    /** RFC 7914: N, r and p. */
    cost: z.literal([14, 15, 16, 17, 18].map((power) => 2 ** power)),
    blockSize: z.literal(8),
    parallelization: z.number().int().min(1).max(4),
    salt: bytesOf(saltBytes),
  }),
  cipher: z.literal(cipherName),
  nonce: bytesOf(nonceBytes),
  ciphertext: z.base64(),
  tag: bytesOf(tagBytes),
});
export type SealedText = Readonly<z.infer<typeof sealedTextSchema>>;

type Kdf = SealedText['kdf'];

/** What is said about a passphrase that does not open a text, or about a text that was altered. */
export interface NotOpened {
  readonly code: 'WRONG_PASSPHRASE';
}

/**
 * Encrypts `text` under a passphrase. `header` is not encrypted but bound to it: with another header
 * the text does not open.
 */
export async function sealText(
  text: string,
  passphrase: string,
  header: string,
  randomBytes: (length: number) => Uint8Array,
  cost: number = usualCost,
): Promise<SealedText> {
  const salt = Buffer.from(randomBytes(saltBytes)).toString('base64');
  const kdf: Kdf = { name: 'scrypt', cost, blockSize: 8, parallelization: 1, salt };
  const nonce = randomBytes(nonceBytes);
  const key = await keyOf(passphrase, kdf);
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associatedData(kdf, header));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    kdf,
    cipher: cipherName,
    nonce: Buffer.from(nonce).toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** Decrypts what {@link sealText} made. */
export async function openText(
  sealed: SealedText,
  passphrase: string,
  header: string,
): Promise<Result<string, NotOpened>> {
  const { kdf, nonce, ciphertext, tag } = sealed;
  const key = await keyOf(passphrase, kdf);
  try {
    const iv = Buffer.from(nonce, 'base64');
    const decipher = createDecipheriv(cipherName, key, iv, { authTagLength: tagBytes });
    decipher.setAAD(associatedData(kdf, header));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    const text = decipher.update(Buffer.from(ciphertext, 'base64'));
    return ok(Buffer.concat([text, decipher.final()]).toString('utf8'));
  } catch {
    return err({ code: 'WRONG_PASSPHRASE' });
  }
}

function associatedData(kdf: Kdf, header: string): Uint8Array {
  const { name, cost: n, blockSize, parallelization, salt } = kdf;
  return Buffer.from(
    JSON.stringify([name, n, blockSize, parallelization, salt, cipherName, header]),
    'utf8',
  );
}

/** Runs beside the main thread: it takes as long as it is meant to take. */
function keyOf(passphrase: string, kdf: Kdf): Promise<Buffer> {
  const { cost: n, blockSize: r, parallelization: p, salt } = kdf;
  const options = { N: n, r, p, maxmem: 128 * r * (n + p + 2) };
  // The same characters can be typed in several ways.
  const typed = passphrase.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(typed, Buffer.from(salt, 'base64'), keyBytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
