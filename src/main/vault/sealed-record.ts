import { createCipheriv, createDecipheriv } from 'node:crypto';

import type { SecretUse } from '../kernel/secret-store.ts';
import type { SealedRecord } from './vault-file.ts';

/** The cipher of the vault; the key has 256 bits, the nonce 96, the tag 128. */
const cipherName = 'aes-256-gcm';

/** Bytes of a master key. */
export const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A master key and its id. */
export interface MasterKey {
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/** What a record is sealed to besides its key. */
export interface Seal {
  readonly id: string;
  readonly purpose: string;
  /** Who may use it and to whom it may go; absent for what no server uses. */
  readonly uses?: readonly SecretUse[] | undefined;
}

// JSON keeps two different seals from having the same bytes.
function associatedData({ id, purpose, uses }: Seal, keyId: string): Uint8Array {
  const bound =
    uses === undefined
      ? ['patchbay-vault', 1, id, purpose, keyId]
      : ['patchbay-vault', 2, id, purpose, keyId, uses.map((one) => [one.holder, one.recipient])];
  return Buffer.from(JSON.stringify(bound), 'utf8');
}

/**
 * Encrypts `text` under a fresh nonce. Record id, purpose, uses and key id are bound to it: a record
 * moved to another id, used for another purpose or said to be for somebody else does not open.
 */
export function sealRecord(
  key: MasterKey,
  seal: Seal,
  text: string,
  randomBytes: (length: number) => Uint8Array,
): SealedRecord {
  const { purpose, uses } = seal;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, key.bytes, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associatedData(seal, key.keyId));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    keyId: key.keyId,
    purpose,
    ...(uses === undefined ? {} : { uses }),
    nonce: Buffer.from(nonce).toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/**
 * The text of a record, or undefined when anything about it does not fit, the uses it claims
 * included. Whether it is for the one who asks is not decided here.
 */
export function openRecord(
  key: MasterKey,
  id: string,
  purpose: string,
  record: SealedRecord,
): string | undefined {
  if (record.keyId !== key.keyId) return undefined;
  try {
    const nonce = Buffer.from(record.nonce, 'base64');
    const tag = Buffer.from(record.tag, 'base64');
    const decipher = createDecipheriv(cipherName, key.bytes, nonce, { authTagLength: tagBytes });
    decipher.setAAD(associatedData({ id, purpose, uses: record.uses }, key.keyId));
    decipher.setAuthTag(tag);
    const text = decipher.update(Buffer.from(record.ciphertext, 'base64'));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
