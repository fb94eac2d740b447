import { hkdfSync } from 'node:crypto';

import { keyBytes } from './sealed-record.ts';
import type { MasterKey } from './sealed-record.ts';

/** What a key of its own is made for; keys of different purposes tell nothing about each other. */
export type KeyPurpose = 'agreement' | 'pin' | 'approval' | 'app-rights';

/** A key for one purpose, made from the master key (HKDF with SHA-256, RFC 5869); has its id. */
export function derivedKey({ keyId, bytes }: MasterKey, purpose: KeyPurpose): MasterKey {
  const info = JSON.stringify(['patchbay-key', 1, purpose, keyId]);
  return { keyId, bytes: new Uint8Array(hkdfSync('sha256', bytes, '', info, keyBytes)) };
}
