import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { createDocumentStore } from '../../src/main/node/documents/document-store.ts';
import { createSealedRecords } from '../../src/main/node/oauth/sealed-records.ts';
import { createSystemClock } from '../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../src/main/node/kernel/system-random.ts';
import type { OAuthRecords } from '../../src/main/oauth/oauth-ports.ts';
import type { Clock } from '../../src/main/kernel/clock.ts';
import type { Logger } from '../../src/main/kernel/logger.ts';
import type { KeyStore } from '../../src/main/vault/key-store.ts';
import { createVault } from '../../src/main/vault/document-vault.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { vaultFileSchema, vaultFileVersion } from '../../src/main/vault/vault-file.ts';
import { createSharedKeyStore } from './shared-key-store.ts';
import { createSilentLogger } from './silent-logger.ts';

/** A real vault and the sealed records of sign-ins on real files; loads little, so starts fast. */
export function createSealedKit(
  folder: string,
  options: { readonly keys?: KeyStore; readonly clock?: Clock; readonly logger?: Logger } = {},
): { readonly vault: Vault; readonly records: OAuthRecords } {
  const { keys = createSharedKeyStore('kit'), clock = createSystemClock() } = options;
  const random = createSystemRandom();
  const vault = createVault({
    store: createDocumentStore({
      path: join(folder, 'vault.json'),
      schemaVersion: vaultFileVersion,
      schema: vaultFileSchema,
      migrations: {},
    }),
    keys,
    clock,
    random,
    randomBytes: (length) => randomBytes(length),
    logger: options.logger ?? createSilentLogger(),
  });
  const records = createSealedRecords({
    folder: join(folder, 'oauth'),
    vault,
    newKeyId: () => random.id(),
    randomBytes: (length) => randomBytes(length),
  });
  return { vault, records };
}
