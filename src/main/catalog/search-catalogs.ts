import type { CatalogKind, JsonObject } from '../../shared/domain/catalog.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import type { ServerCatalog } from './server-catalog.ts';

/** What to look for; `search` matches name, title and description, case-insensitively. */
export interface CatalogQuery {
  readonly kind: CatalogKind;
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of items with the servers they belong to. */
export interface CatalogPage {
  readonly items: { readonly server: string; readonly item: JsonObject }[];
  readonly nextCursor?: string;
  readonly total: number;
}

/** Pages through one kind of item of several servers, in the order of the servers. */
export function searchCatalogs(
  catalogs: readonly { readonly name: string; readonly catalog: ServerCatalog | null }[],
  query: CatalogQuery,
): Result<CatalogPage, 'invalid-cursor'> {
  const start = query.cursor === undefined ? 0 : Number(query.cursor);
  if (!Number.isSafeInteger(start) || start < 0) return err('invalid-cursor');
  const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = catalogs.flatMap(({ name, catalog }) =>
    (catalog?.[query.kind] ?? [])
      .filter(({ item }) => matches(item, words))
      .map(({ item }) => ({ server: name, item: { ...item } })),
  );
  const end = start + query.limit;
  return ok({
    items: found.slice(start, end),
    total: found.length,
    ...(end < found.length ? { nextCursor: String(end) } : {}),
  });
}

function matches(
  item: { readonly name: string; readonly title?: string; readonly description?: string },
  words: readonly string[],
): boolean {
  if (words.length === 0) return true;
  const text = `${item.name}\n${item.title ?? ''}\n${item.description ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
