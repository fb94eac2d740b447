import { createHash } from 'node:crypto';

import type { KeyStore, ProtectedKey } from '../../src/main/vault/key-store.ts';
import { ok } from '../../src/shared/util/result.ts';

/**
 * A keychain that several processes can use without sharing anything but a password: the key is
 * masked with its digest. For tests only.
 */
export function createSharedKeyStore(password: string): KeyStore {
  const mask = createHash('sha256').update(password).digest();
  const masked = (bytes: Uint8Array) =>
    Uint8Array.from(bytes, (byte, at) => byte ^ (mask[at % mask.length] ?? 0));
  return {
    backend: () => Promise.resolve(ok('shared')),
    owns: () => true,
    protect: (keyId, key) => {
      const token = Buffer.from(masked(key)).toString('base64');
      return Promise.resolve(ok<ProtectedKey>({ keyId, backend: 'shared', token }));
    },
    unprotect: ({ token }) => Promise.resolve(ok(masked(Buffer.from(token, 'base64')))),
    forget: () => Promise.resolve(ok(undefined)),
  };
}
