import { checkItem } from '../catalog/check-item.ts';
import type { CatalogEntry, CatalogItems } from '../catalog/catalog-entry.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import { canonicalText } from './canonical-text.ts';
import { keyOf, readFields } from './definitions.ts';
import type { ItemList } from './definitions.ts';
import { isWithheld } from './differences.ts';
import type { Difference } from './differences.ts';

/** What apps may have of a server while these differences are held back. */
export function agreedCatalog(catalog: ServerCatalog, held: readonly Difference[]): ServerCatalog {
  const { instructions: now, ...rest } = catalog;
  const text = held.find(({ list }) => list === 'instructions');
  const instructions = text === undefined ? now : text.before?.['description'];
  return {
    ...rest,
    ...(typeof instructions === 'string' && { instructions }),
    tools: agreedItems('tools', catalog.tools, held),
    prompts: agreedItems('prompts', catalog.prompts, held),
    resourceTemplates: agreedItems('resourceTemplates', catalog.resourceTemplates, held),
  };
}

/** What apps have of a server of which nobody can tell what was agreed to. */
export function nothingOf(catalog: ServerCatalog): ServerCatalog {
  const { instructions: _unproven, ...rest } = catalog;
  return { ...rest, tools: [], prompts: [], resources: [], resourceTemplates: [] };
}

function agreedItems<K extends ItemList>(
  list: K,
  entries: readonly CatalogEntry<CatalogItems[K]>[],
  held: readonly Difference[],
): readonly CatalogEntry<CatalogItems[K]>[] {
  const byKey = new Map(held.filter((one) => one.list === list).map((one) => [one.key, one]));
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const key = keyOf(list, entry.raw);
    // Only the first of a name was compared.
    if (seen.has(key)) return [];
    seen.add(key);
    const difference = byKey.get(key);
    if (difference === undefined) return [entry];
    if (isWithheld(difference) || difference.before === undefined) return [];
    const checked = checkItem(list, asAgreed(list, entry.raw, difference.before, difference.now));
    return checked === undefined ? [] : [{ item: checked.item, raw: checked.raw }];
  });
}

/** The agreed words in the place of those of now; what no model reads stays as it was sent. */
function asAgreed(
  list: ItemList,
  raw: JsonObject,
  before: JsonObject,
  now: JsonObject | undefined,
): JsonObject {
  const isRead = (field: string): boolean => readFields[list].includes(field);
  const others = Object.entries(raw).filter(([field]) => !isRead(field));
  const { outputSchema, ...agreed } = before;
  // A result of now would be refused by an app that checks it against the schema of before.
  const isSame = canonicalText(outputSchema) === canonicalText(now?.['outputSchema']);
  return {
    ...Object.fromEntries(others),
    ...agreed,
    ...(isSame && outputSchema !== undefined && { outputSchema }),
  };
}
