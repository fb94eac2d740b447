import type { SearchKind } from './search-kind.ts';
import type { FoundItem } from './use-catalog-search.ts';

/** By what the tab of its server knows something that was found: its URI or its name, cut to a line. */
export function idOfFound(kind: SearchKind, { item }: FoundItem): string {
  return lineOf(kind === 'resources' ? item.uri : item.name);
}

/** The first line of a text of a server's, cut; empty for anything else. */
export function lineOf(value: unknown): string {
  return typeof value === 'string' ? (value.slice(0, 300).split('\n', 1)[0] ?? '') : '';
}
