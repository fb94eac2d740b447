import type { ImportFind, ImportItem, ImportPlan } from '../../../../shared/domain/import.ts';
import { holdsWords, wordsOf } from '../../../../shared/util/search-words.ts';

/** One line of the plan. */
export type PlanLine =
  | {
      readonly kind: 'find';
      readonly id: string;
      readonly find: ImportFind;
      /** All servers in it, also those that a search hides. */
      readonly items: readonly ImportItem[];
    }
  | { readonly kind: 'item'; readonly id: string; readonly item: ImportItem };

/**
 * Every app or file with something in it, its servers below it. A search leaves the servers whose
 * name, app or command holds each of its words.
 */
export function planLines({ finds, items }: ImportPlan, search: string): readonly PlanLine[] {
  const words = wordsOf(search);
  const byFind = new Map(finds.map(({ id }) => [id, [] as ImportItem[]]));
  for (const item of items) byFind.get(item.findId)?.push(item);
  return finds.flatMap((find): readonly PlanLine[] => {
    const all = byFind.get(find.id) ?? [];
    const shown = all.filter((item) => holdsWords(textOf(find, item), words));
    const isMoved = find.sourceId === 'patchbay';
    const isSaid = (find.problems.length > 0 || isMoved) && words.length === 0;
    if (shown.length === 0 && !isSaid) return [];
    return [
      { kind: 'find', id: find.id, find, items: all },
      ...shown.map((item) => ({ kind: 'item', id: item.id, item }) as const),
    ];
  });
}

function textOf({ title, place }: ImportFind, { title: name, preview }: ImportItem): string {
  const launch =
    preview?.kind === 'program' ? preview.argv : preview?.kind === 'address' ? [preview.url] : [];
  return [title, place, name, ...launch].join('\n');
}
