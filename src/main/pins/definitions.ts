import { z } from 'zod';

import { jsonObjectSchema } from '../../shared/domain/catalog.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { PinnedList } from '../../shared/domain/held-change.ts';
import { own } from '../../shared/util/own.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';

/** The pinned lists; instructions are a text. */
export type ItemList = Exclude<PinnedList, 'instructions'>;
export const itemLists: readonly ItemList[] = ['tools', 'prompts', 'resourceTemplates'];

/**
 * What a model reads of a server, as a person agreed to it. A list that is absent never came whole
 * and has not been agreed to yet.
 */
export const definitionsSchema = z.object({
  instructions: z.string().optional(),
  tools: z.array(jsonObjectSchema).optional(),
  prompts: z.array(jsonObjectSchema).optional(),
  resourceTemplates: z.array(jsonObjectSchema).optional(),
});
export type Definitions = Readonly<z.infer<typeof definitionsSchema>>;

/** The fields of an item (MCP, `tools/list` and its kin) that reach a model. */
export const readFields: Readonly<Record<ItemList, readonly string[]>> = {
  tools: ['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations'],
  prompts: ['name', 'title', 'description', 'arguments'],
  resourceTemplates: ['uriTemplate', 'name', 'title', 'description', 'mimeType'],
};

/** What tells items of a list apart. */
export function keyOf(list: ItemList, item: JsonObject): string {
  return String(item[list === 'resourceTemplates' ? 'uriTemplate' : 'name']);
}

/** Of an item as it was sent only what reaches a model. */
export function readPart(list: ItemList, raw: JsonObject): JsonObject {
  return Object.fromEntries(
    readFields[list].flatMap((field) =>
      own(raw, field) === undefined ? [] : [[field, own(raw, field)]],
    ),
  );
}

/** Whether a list may lack items for no reason of the server's own. */
export function isPartial(catalog: ServerCatalog, list: ItemList): boolean {
  return catalog.notices.some(({ kind }) => kind === list);
}

/** The lists that could be fetched. */
export function comingLists(catalog: ServerCatalog): readonly ItemList[] {
  const hasFailed = (list: ItemList): boolean =>
    catalog.notices.some(({ kind, reason }) => kind === list && reason === 'list-failed');
  return itemLists.filter((list) => !hasFailed(list));
}

/** What a model would read of a server now; lists that could not be fetched are absent. */
export function definitionsOf(catalog: ServerCatalog): Definitions {
  const lists = comingLists(catalog).map(
    (list) => [list, [...itemsOf(catalog, list).values()]] as const,
  );
  return {
    ...(catalog.instructions !== undefined && { instructions: catalog.instructions }),
    ...Object.fromEntries(lists),
  };
}

/** The items of a list by key; of two with one name the first counts. */
export function itemsOf(catalog: ServerCatalog, list: ItemList): ReadonlyMap<string, JsonObject> {
  return byKey(
    list,
    catalog[list].map(({ raw }) => readPart(list, raw)),
  );
}

/** Items by key; of two with one name the first counts. */
export function byKey(
  list: ItemList,
  items: readonly JsonObject[],
): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const item of items) {
    const key = keyOf(list, item);
    if (!found.has(key)) found.set(key, item);
  }
  return found;
}
