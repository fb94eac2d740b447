import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { catalogKey, createOwnerCatalogs } from '../catalog/owner-catalogs.ts';
import type { OwnerCatalogs } from '../catalog/owner-catalogs.ts';
import {
  storedCatalogMigrations,
  storedCatalogSchema,
  storedCatalogVersion,
} from '../catalog/server-catalog.ts';
import { createSummaryIndex, summaryIndexSchema } from '../catalog/summary-index.ts';
import type { SummaryIndex } from '../catalog/summary-index.ts';
import type { FolderLock } from '../documents/locks.ts';
import { createCachedDocument } from '../node/documents/cached-document.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { rightsFileSchema, rightsFileVersion } from '../app-rights/rights-file.ts';
import { createRights } from '../app-rights/rights.ts';
import type { Rights } from '../app-rights/rights.ts';
import { approvalFileSchema, approvalFileVersion } from '../approvals/approval-file.ts';
import { createApprovals } from '../approvals/approvals.ts';
import type { Approvals } from '../approvals/approvals.ts';
import { pinFileSchema, pinFileVersion } from '../pins/pin-file.ts';
import { createPins } from '../pins/pins.ts';
import type { Pins } from '../pins/pins.ts';

import type { HomeStores } from './home-stores.ts';
import type { OpenDocuments } from './open-documents.ts';

/** What servers offer, and a person's words on who may have what of it. */
export interface OfferStores {
  readonly catalogs: OwnerCatalogs;
  readonly pins: Pins & Disposable;
  readonly approvals: Approvals & Disposable;
  readonly appRights: Rights & Disposable;
  readonly summaries: SummaryIndex;
}

/**
 * Puts catalogs, pins, approvals and rights over their documents. What is said of a catalog goes
 * with it: pins and approvals of one that is dropped are put aside.
 */
export function composeOfferStores(
  { lock, openDocument: document }: Pick<OpenDocuments, 'openDocument'> & { lock: FolderLock },
  { vault, book }: Pick<HomeStores, 'vault' | 'book'>,
  deps: { readonly folder: string; readonly clock: Clock; readonly logger: Logger },
): OfferStores {
  const { folder, clock, logger } = deps;
  const catalogs = createOwnerCatalogs({
    owners: () => book.profiles().all.map(({ id }) => id),
    openDocument: (owner, name) =>
      createCachedDocument({
        path: join(folder, 'catalogs', ...`${catalogKey(owner, name)}.json`.split('/')),
        schemaVersion: storedCatalogVersion,
        schema: storedCatalogSchema,
        migrations: storedCatalogMigrations,
        mayWrite: () => lock.refusal() === undefined,
      }),
    clock,
    logger,
  });
  const { pins, appRights, approvals } = composeAgreed(document, vault, deps);
  catalogs.onChange((owner, name, summary) => {
    if (summary !== null) return;
    void pins.putAside(catalogKey(owner, name));
    void approvals.putAside(catalogKey(owner, name));
  });
  const summaries = createSummaryIndex({
    store: document(['catalog-index.json'], { schemaVersion: 1, schema: summaryIndexSchema }),
    catalogs: {
      onChange: (listener) =>
        catalogs.onChange((owner, name, summary) => listener(catalogKey(owner, name), summary)),
    },
    clock,
    logger,
  });
  return { catalogs, pins, approvals, appRights, summaries };
}

/** What a person has agreed to of these offers, sealed. */
function composeAgreed(
  document: OpenDocuments['openDocument'],
  vault: HomeStores['vault'],
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Pick<OfferStores, 'pins' | 'appRights' | 'approvals'> {
  const pins = createPins({
    openDocument: (key) =>
      document(['pins', ...`${key}.json`.split('/')], {
        schemaVersion: pinFileVersion,
        schema: pinFileSchema,
      }),
    vault,
    clock,
    logger,
  });
  const appRights = createRights({
    openDocument: (caller) =>
      document(['app-rights', `${createHash('sha256').update(caller).digest('hex')}.json`], {
        schemaVersion: rightsFileVersion,
        schema: rightsFileSchema,
      }),
    vault,
    logger,
  });
  const approvals = createApprovals({
    openDocument: (key) =>
      document(['approvals', ...`${key}.json`.split('/')], {
        schemaVersion: approvalFileVersion,
        schema: approvalFileSchema,
      }),
    vault,
    logger,
  });
  return { pins, appRights, approvals };
}
