import type { CatalogItems, CatalogEntry } from './catalog-entry.ts';
import { z } from 'zod';

import {
  catalogKindSchema,
  catalogNoticeSchema,
  jsonObjectSchema,
} from '../../shared/domain/catalog.ts';
import type {
  Catalog,
  CatalogKind,
  CatalogNotice,
  JsonObject,
} from '../../shared/domain/catalog.ts';
import { restoredItem } from './check-item.ts';

/** All that a server offers, as last fetched and as it was sent. */
export type ServerCatalog = {
  readonly [K in CatalogKind]: readonly CatalogEntry<CatalogItems[K]>[];
} & {
  /** In full. */
  readonly instructions?: string;
  readonly offers: readonly CatalogKind[];
  readonly notices: readonly CatalogNotice[];
  /** When it was fetched from the server, epoch ms. */
  readonly fetchedAt: number;
  /** What else the answers held that brought each list: `_meta`, cache hints, unknown fields. */
  readonly results: { readonly [K in CatalogKind]?: JsonObject };
  /** False when an older version kept it, without what that version did not know; until fetched. */
  readonly isAsSent: boolean;
};

/** The catalog for the window: checked entries alone, and instructions as long as can be shown. */
export function windowCatalog(catalog: ServerCatalog): Catalog {
  const { instructions, offers, notices, fetchedAt } = catalog;
  const isCut = instructions !== undefined && instructions.length > maxShownInstructions;
  return {
    tools: catalog.tools.map(({ item }) => item),
    resources: catalog.resources.map(({ item }) => item),
    resourceTemplates: catalog.resourceTemplates.map(({ item }) => item),
    prompts: catalog.prompts.map(({ item }) => item),
    ...(instructions !== undefined && {
      instructions: isCut ? `${instructions.slice(0, maxShownInstructions - 1)}…` : instructions,
    }),
    offers: [...offers],
    notices: [...notices],
    fetchedAt,
  };
}

const maxShownInstructions = 65_536;

/**
 * File content of a catalog: the entries as they were sent. The checked ones follow from them and
 * are made anew when it is read, so the two never disagree.
 */
export const storedCatalogSchema = z.object({
  tools: z.array(jsonObjectSchema),
  resources: z.array(jsonObjectSchema),
  resourceTemplates: z.array(jsonObjectSchema),
  prompts: z.array(jsonObjectSchema),
  instructions: z.string().optional(),
  offers: z.array(catalogKindSchema),
  notices: z.array(catalogNoticeSchema),
  fetchedAt: z.number(),
  results: z.partialRecord(catalogKindSchema, jsonObjectSchema),
  isAsSent: z.boolean(),
});
export type StoredCatalog = Readonly<z.infer<typeof storedCatalogSchema>>;

/** The version of {@link storedCatalogSchema}. Version 1 kept the checked entries alone. */
export const storedCatalogVersion = 2;

/** How older files are read. */
export const storedCatalogMigrations = {
  1: (content: unknown): unknown =>
    typeof content === 'object' && content !== null
      ? { ...content, results: {}, isAsSent: false }
      : content,
};

/** The catalog as it is saved. */
export function toStored(catalog: ServerCatalog): StoredCatalog {
  return {
    ...catalog,
    tools: catalog.tools.map(({ raw }) => raw),
    resources: catalog.resources.map(({ raw }) => raw),
    resourceTemplates: catalog.resourceTemplates.map(({ raw }) => raw),
    prompts: catalog.prompts.map(({ raw }) => raw),
    offers: [...catalog.offers],
    notices: [...catalog.notices],
  };
}

/** The catalog that was saved; an entry that passes no check any more is left out. */
export function fromStored(stored: StoredCatalog): ServerCatalog {
  return {
    ...stored,
    tools: entriesOf('tools', stored.tools),
    resources: entriesOf('resources', stored.resources),
    resourceTemplates: entriesOf('resourceTemplates', stored.resourceTemplates),
    prompts: entriesOf('prompts', stored.prompts),
  };
}

function entriesOf<K extends CatalogKind>(
  kind: K,
  raws: readonly JsonObject[],
): CatalogEntry<CatalogItems[K]>[] {
  return raws.flatMap((raw) => {
    const restored = restoredItem(kind, raw);
    return restored === undefined ? [] : [restored];
  });
}
