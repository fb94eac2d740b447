import type { ContentPart } from './content-parts.ts';
import { looksLikeMarkdown } from './looks-like-markdown.ts';
import { isObject } from '../../../../shared/util/is-object.ts';

/** Ways to look at an answer. */
export type ContentViewKind = 'text' | 'markdown' | 'image' | 'table' | 'tree' | 'json';

/** A flat table; a cell that is missing in a row is undefined. */
export interface FlatTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** What a cell can hold. */
export type Cell = string | number | boolean | null | undefined;

/** The ways to look at one answer; `first` is the one to begin with. */
export interface ContentViews {
  readonly parts: readonly ContentPart[];
  readonly kinds: readonly ContentViewKind[];
  readonly first: ContentViewKind;
  readonly table: FlatTable | null;
  /** What the JSON view shows. */
  readonly json: unknown;
}

/** Longest text that is tried as JSON, characters. */
const maxJsonChars = 2_000_000;
const maxColumns = 60;

/**
 * Finds the ways to look at an answer: text when there is any, pictures when there are any, a table
 * when its data is a list of flat objects, a tree when it has any, Markdown when a text reads like it, and JSON. `raw` is shown as JSON when there is no data.
 */
export function viewsOf(
  parts: readonly ContentPart[],
  structured: unknown,
  raw: unknown,
): ContentViews {
  const written = jsonOfText(parts);
  const data = structured ?? written;
  const table = data === undefined ? null : tableOf(data);
  const hasImage = parts.some(({ kind }) => kind === 'image');
  const hasText = parts.some((part) => part.kind !== 'image' && part.kind !== 'unknown');
  const kinds: ContentViewKind[] = [
    ...(hasText ? (['text'] as const) : []),
    ...(parts.some(isMarkdown) ? (['markdown'] as const) : []),
    ...(hasImage ? (['image'] as const) : []),
    ...(table !== null ? (['table'] as const) : []),
    ...(isNested(data) ? (['tree'] as const) : []),
    'json',
  ];
  // Text that is JSON is easier to read laid out.
  const plainest = written === undefined ? (kinds[0] ?? 'json') : 'json';
  const first = hasImage ? 'image' : table !== null ? 'table' : plainest;
  return { parts, kinds, first, table, json: data ?? raw };
}

/** It is shown as text until it is asked for laid out. */
function isMarkdown(part: ContentPart): boolean {
  return part.kind === 'text' && looksLikeMarkdown(part.text);
}

/** The list of flat objects in `data`: itself, or its one field that is not plain. */
export function tableOf(data: unknown): FlatTable | null {
  if (Array.isArray(data)) return tableOfRows(data);
  if (!isObject(data)) return null;
  const [only, ...more] = Object.values(data).filter(isNested);
  return Array.isArray(only) && more.length === 0 ? tableOfRows(only) : null;
}

function tableOfRows(rows: readonly unknown[]): FlatTable | null {
  if (rows.length === 0 || !rows.every(isFlat)) return null;
  const columns = new Set<string>();
  for (const row of rows) {
    for (const key of Object.keys(row)) columns.add(key);
    if (columns.size > maxColumns) return null;
  }
  return columns.size === 0 ? null : { columns: [...columns], rows };
}

function isFlat(row: unknown): row is Readonly<Record<string, Cell>> {
  return isObject(row) && !Object.values(row).some(isNested);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function jsonOfText(parts: readonly ContentPart[]): unknown {
  const [only] = parts;
  if (parts.length !== 1 || only?.kind !== 'text') return undefined;
  const { text } = only;
  if (text.length > maxJsonChars || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
