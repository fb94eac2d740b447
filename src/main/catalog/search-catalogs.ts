import { z } from 'zod';

import type { CatalogKind, JsonObject } from '../../shared/domain/catalog.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { folded, wordsOf } from '../../shared/util/search-words.ts';
import type { ServerCatalog } from './server-catalog.ts';

/** What to look for: words of name, title and description; see {@link wordsOf}. */
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
  const after = readCursor(query.cursor);
  if (after === undefined) return err('invalid-cursor');
  const words = wordsOf(query.search);
  const found = catalogs.flatMap(({ name, catalog }) =>
    (catalog?.[query.kind] ?? [])
      .filter(({ item }) => matches(item, words))
      .map(({ item }) => ({ server: name, item })),
  );
  const start = placeAfter(found, after);
  const end = start + query.limit;
  const last = found[end - 1];
  return ok({
    items: found.slice(start, end).map(({ server, item }) => ({ server, item: { ...item } })),
    total: found.length,
    ...(last && end < found.length ? { nextCursor: writeCursor(last, end) } : {}),
  });
}

interface FoundItem {
  readonly server: string;
  readonly item: Readonly<Record<string, unknown>>;
}

/** Server and id of the last item of the page before, and how many came up to it. */
const cursorSchema = z.tuple([z.string(), z.string(), z.int().nonnegative()]);
type Place = z.infer<typeof cursorSchema>;

/** Behind the last item of the page before, wherever it is now; by count when it is gone. */
function placeAfter(found: readonly FoundItem[], [server, id, count]: Place): number {
  if (count === 0) return 0;
  const isLast = (one: FoundItem): boolean => one.server === server && idOf(one) === id;
  const near = found[count - 1];
  if (near && isLast(near)) return count;
  const place = found.findIndex(isLast);
  return place === -1 ? count : place + 1;
}

function writeCursor(last: FoundItem, count: number): string {
  return JSON.stringify([last.server, idOf(last), count] satisfies Place);
}

function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return ['', '', 0];
  try {
    return cursorSchema.safeParse(JSON.parse(cursor)).data;
  } catch {
    return undefined;
  }
}

function idOf({ item }: FoundItem): string {
  const { uri, uriTemplate, name } = item;
  return [uri, uriTemplate, name].find((one) => typeof one === 'string') ?? '';
}

interface Described {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
}

function matches(item: Described, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const where = foldedOf(item);
  return words.every((word) => where.includes(word));
}

// An item never changes: a list that is read anew holds others. Folding all of them costs a frame.
const foldedItems = new WeakMap<Described, string>();

function foldedOf(item: Described): string {
  const known = foldedItems.get(item);
  if (known !== undefined) return known;
  const text = folded(`${item.name}\n${item.title ?? ''}\n${item.description ?? ''}`);
  foldedItems.set(item, text);
  return text;
}
