import { folded } from '../../../../shared/util/search-words.ts';

/** One line of a JSON value laid out as a tree. */
export interface TreeLine {
  /** Where it is, as a JSONPath (RFC 9535) from `$`; unlike any other's. */
  readonly path: string;
  readonly depth: number;
  /** Its name in the object it is in, or its number in the list; null for the whole. */
  readonly key: string | number | null;
  /** What it is, as far as one line has room: a value, or how much is in it. */
  readonly value:
    | { readonly kind: 'text' | 'number' | 'word'; readonly text: string }
    | { readonly kind: 'object' | 'list'; readonly count: number };
  /** Absent where there is nothing to open. */
  readonly isOpen?: boolean;
}

/** Lines of a tree, at most; what does not fit is in the plain view. */
export const maxTreeLines = 20_000;
const longestValue = 300;
/** What is this deep or deeper begins closed. */
const openDepth = 3;
/** A list or object with more in it begins closed, unless it is the whole. */
const openCount = 100;

/** What a person has opened and closed, by path; the rest is as it begins. */
export type TreeChoices = ReadonlyMap<string, boolean>;

/**
 * The lines that are seen: those whose surroundings are open. With something to look for, the lines
 * whose name or value holds it, and all they are in. Never more than {@link maxTreeLines}.
 */
export function treeLines(
  value: unknown,
  choices: TreeChoices,
  search: string,
): readonly TreeLine[] {
  const wanted = folded(search.trim());
  const lines: TreeLine[] = [];
  const visit = (
    key: string | number | null,
    one: unknown,
    path: string,
    depth: number,
  ): boolean => {
    if (lines.length >= maxTreeLines) return false;
    const inner = entriesOf(one);
    const shown = { path, depth, key, value: valueOf(one, inner) };
    if (inner === null) {
      const isFound = wanted === '' || holds(shown, wanted);
      if (isFound) lines.push(shown);
      return isFound;
    }
    const at = lines.length;
    const isWhole = depth === 0;
    const begins = isWhole || (depth < openDepth && inner.length <= openCount);
    const isOpen = wanted !== '' || (choices.get(path) ?? begins);
    lines.push(inner.length === 0 ? shown : { ...shown, isOpen });
    if (!isOpen) return true;
    let isFound = wanted === '' || holds(shown, wanted);
    for (const [name, next] of inner) {
      isFound = visit(name, next, `${path}${step(name)}`, depth + 1) || isFound;
    }
    if (!isFound && !isWhole) lines.length = at;
    return isFound;
  };
  visit(null, value, '$', 0);
  return lines;
}

/** The path of what a line is in; null for the whole. */
export function parentOf(lines: readonly TreeLine[], index: number): number | null {
  const depth = lines[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) {
    if ((lines[at]?.depth ?? 0) < depth) return at;
  }
  return null;
}

type Entries = readonly (readonly [string | number, unknown])[];

function entriesOf(value: unknown): Entries | null {
  if (Array.isArray(value)) return value.map((one, index) => [index, one] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}

function valueOf(value: unknown, inner: Entries | null): TreeLine['value'] {
  if (inner !== null)
    return { kind: Array.isArray(value) ? 'list' : 'object', count: inner.length };
  if (typeof value === 'string') {
    // Cut before it is written out: it may be huge.
    const text = JSON.stringify(value.slice(0, longestValue));
    return { kind: 'text', text: value.length > longestValue ? `${text.slice(0, -1)}…"` : text };
  }
  const kind = typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'word';
  return { kind, text: String(value) };
}

function holds({ key, value }: Pick<TreeLine, 'key' | 'value'>, wanted: string): boolean {
  if (typeof key === 'string' && folded(key).includes(wanted)) return true;
  return 'text' in value && folded(value.text).includes(wanted);
}

function step(name: string | number): string {
  if (typeof name === 'number') return `[${String(name)}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
