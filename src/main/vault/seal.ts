import { createHmac, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import type { MasterKey } from './sealed-record.ts';

/** What a sealed document holds besides its content; whoever can write it can copy it, not make it. */
export const sealSchema = z.object({
  /** The vault's key that the seal was made under. */
  keyId: z.string(),
  /** Hexadecimal. */
  seal: z.string(),
});
export type DocumentSeal = Readonly<z.infer<typeof sealSchema>>;

/**
 * Seals a text under a key of the vault (HMAC with SHA-256). The text says what it is, of which
 * version, under which key's id and whose, as JSON, so that no two of them have the same bytes.
 */
export function sealText(key: MasterKey, text: string): DocumentSeal {
  return { keyId: key.keyId, seal: hmacOf(key, text).toString('hex') };
}

/** Whether this very text was sealed so under this key. */
export function isSealOf({ keyId, seal }: DocumentSeal, key: MasterKey, text: string): boolean {
  if (keyId !== key.keyId) return false;
  const claimed = Buffer.from(seal, 'hex');
  const real = hmacOf(key, text);
  return claimed.length === real.length && timingSafeEqual(claimed, real);
}

function hmacOf({ bytes }: MasterKey, text: string): Buffer {
  return createHmac('sha256', bytes).update(text).digest();
}
