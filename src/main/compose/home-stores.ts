import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import { createProfileStore } from '../profiles/profile-store.ts';
import type { ProfileStore } from '../profiles/profile-store.ts';
import { createHandleBook, handleFileSchema, handleFileVersion } from '../registry/handle-book.ts';
import type { HandleBook } from '../registry/handle-book.ts';
import { createServerRegistry } from '../registry/server-registry.ts';
import type { ServerRegistry } from '../registry/registry-ports.ts';
import type { KeyStore } from '../vault/key-store.ts';
import { agreementFileSchema, agreementFileVersion } from '../trust/agreement-file.ts';
import { createAgreements } from '../trust/agreements.ts';
import type { Agreements } from '../trust/agreements.ts';
import { createVault } from '../vault/document-vault.ts';
import type { Vault } from '../vault/vault.ts';
import { vaultFileMigrations, vaultFileSchema, vaultFileVersion } from '../vault/vault-file.ts';

import type { OpenDocuments } from './open-documents.ts';

/** What a person has set up, with the secrets and the words about it. */
export interface HomeStores {
  readonly vault: Vault;
  readonly agreements: Agreements;
  /** Every server, whoever may use it. */
  readonly allServers: ServerRegistry;
  readonly handles: HandleBook;
  readonly book: ProfileStore;
}

/** Puts vault, agreements, servers and profiles over their documents; nothing is read yet. */
export function composeHomeStores(
  { documents, openDocument: document }: OpenDocuments,
  deps: {
    readonly keys: KeyStore;
    readonly firstProfile: string;
    readonly clock: Clock;
    readonly random: Random;
    readonly logger: Logger;
  },
): HomeStores {
  const { clock, random, logger } = deps;
  const vault = createVault({
    store: document(['vault.json'], {
      schemaVersion: vaultFileVersion,
      schema: vaultFileSchema,
      migrations: vaultFileMigrations,
    }),
    keys: deps.keys,
    clock,
    random,
    randomBytes: (length) => randomBytes(length),
    logger,
  });
  const agreements = createAgreements({
    store: document(['agreements.json'], {
      schemaVersion: agreementFileVersion,
      schema: agreementFileSchema,
    }),
    vault,
    clock,
    logger,
  });
  const handles = createHandleBook({
    store: document(['handles.json'], {
      schemaVersion: handleFileVersion,
      schema: handleFileSchema,
    }),
    clock,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    logger,
  });
  const allServers = createServerRegistry({
    handles,
    store: documents.registry,
    secrets: vault,
    agreements,
    clock,
    logger,
  });
  const book = createProfileStore({
    store: documents.profiles,
    clock,
    logger,
    firstTitle: deps.firstProfile,
  });
  return { vault, agreements, allServers, handles, book };
}
