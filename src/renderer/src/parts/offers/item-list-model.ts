import { holdsWords, wordsOf } from '../../../../shared/util/search-words.ts';

/** One thing in a list of what a server offers. */
export interface ListedItem {
  readonly id: string;
  readonly name: string;
  /** Whether the name is written for people rather than an identifier. */
  readonly isTitle?: boolean;
  /** One line about it. */
  readonly detail: string;
  /** A word about it that stands beside its name. */
  readonly mark?: string;
  /** The heading it stands under; items of one group stand together. */
  readonly group?: string;
}

/** One line of the list. */
export type ItemLine =
  | { readonly kind: 'group'; readonly id: string; readonly text: string }
  | {
      readonly kind: 'item';
      readonly id: string;
      readonly item: ListedItem;
      /** Counted from 1, headings left out. */
      readonly position: number;
    };

const rowPx = 46;
const groupPx = 28;
const pageRows = 8;

/** Items whose name or line holds every word of the search. */
export function filterItems(items: readonly ListedItem[], search: string): readonly ListedItem[] {
  const words = wordsOf(search);
  if (words.length === 0) return items;
  return items.filter(({ name, detail }) => holdsWords(`${name}\n${detail}`, words));
}

/** Puts a heading above each group. */
export function linesOf(items: readonly ListedItem[]): readonly ItemLine[] {
  const lines: ItemLine[] = [];
  let group: string | undefined;
  for (const [index, item] of items.entries()) {
    if (item.group !== undefined && item.group !== group) {
      lines.push({ kind: 'group', id: `group:${item.group}`, text: item.group });
    }
    group = item.group;
    lines.push({ kind: 'item', id: item.id, item, position: index + 1 });
  }
  return lines;
}

/** Height of a line, CSS pixels; `offers.css` says the same. */
export function heightOfLine(line: ItemLine | undefined): number {
  return line?.kind === 'group' ? groupPx : rowPx;
}

/** The first paragraph of a description in one line. */
export function oneLine(text: string | undefined): string {
  return (
    (text ?? '')
      .trim()
      .slice(0, 300)
      .split(/\n\s*\n/, 1)[0]
      ?.replace(/\s+/g, ' ') ?? ''
  );
}

/** Where a key moves to in `count` rows; null when it moves nothing. */
export function indexAfterKey(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  const clamp = (index: number) => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return clamp(at + 1);
    case 'ArrowUp':
      return at === -1 ? count - 1 : clamp(at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return clamp(at + pageRows);
    case 'PageUp':
      return clamp(at - pageRows);
    default:
      return null;
  }
}
