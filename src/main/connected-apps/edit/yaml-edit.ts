import type { Document, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { EditRefusal, TextEdit } from './text-edit.ts';
import { beforeSpace, lineEndAt, lineEndOf, putIn, takeOut } from './text-edit.ts';

/** What is put into a map under its key, or into a list as one more item. */
export type YamlPlace =
  | { readonly in: 'map'; readonly key: string; readonly value: object }
  | { readonly in: 'list'; readonly value: object };

/**
 * An edit that puts a block into the map or list under one key of the document. Whoever calls it
 * checks what came of it; styles in which that is not certain are refused here.
 */
export function yamlPutIn(
  text: string,
  document: Document,
  block: string,
  place: YamlPlace,
): Result<readonly TextEdit[], EditRefusal> {
  const end = lineEndOf(text);
  const root: unknown = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    return ok([appended(text, end, [`${block}:`, ...linesOf(place, '  ')], '')]);
  }
  if (!isMap(root) || root.flow === true) return shape(block);
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === block);
  const outer = ' '.repeat(columnOf(text, startOf(root.items[0]?.key)));
  if (pair === undefined) {
    return ok([appended(text, end, [`${block}:`, ...linesOf(place, '  ')], outer)]);
  }
  const { value } = pair;
  if (value === null || (isScalar(value) && value.value === null)) {
    // Nothing is written after the colon, or this would be a second value.
    if (isScalar(value) && value.source !== undefined && value.source !== '') return shape(block);
    const at = lineEndAt(text, endOf(pair.key));
    return ok([putIn(at, under(linesOf(place, `${outer}  `), end))]);
  }
  const isRight = place.in === 'map' ? isMap(value) : isSeq(value);
  if (!isRight || (!isMap(value) && !isSeq(value)) || anchored(value)) return shape(block);
  return value.flow === true
    ? ok(flowPutIn(text, value, place))
    : blockPutIn(text, value, place, end);
}

/** An edit that takes one key of a map, or one item of a list, out again. */
export function yamlTakeOut(
  text: string,
  document: Document,
  block: string,
  which: (key: string | undefined, item: unknown) => boolean,
): Result<readonly TextEdit[], EditRefusal> {
  const root: unknown = document.contents;
  if (!isMap(root) || root.flow === true) return shape(block);
  const value = root.items.find(({ key }) => isScalar(key) && key.value === block)?.value;
  if (isMap(value)) {
    const at = value.items.findIndex(
      ({ key }) => isScalar(key) && which(String(key.value), undefined),
    );
    const pair = value.items[at];
    if (pair === undefined) return ok([]);
    return takenOut(text, value, at, startOf(pair.key), lastEnd(pair));
  }
  if (isSeq(value)) {
    const at = value.items.findIndex((item) => isMap(item) && which(undefined, item.toJSON()));
    const item = value.items[at];
    if (item === undefined) return ok([]);
    const start = value.flow === true ? startOf(item) : text.lastIndexOf('-', startOf(item) - 1);
    return takenOut(text, value, at, start, endOf(item));
  }
  return ok([]);
}

const shape = (block: string) => err({ code: 'CONFIG_SHAPE', detail: block } as const);

type Ranged = { readonly range?: readonly [number, number, number] | null } | null | undefined;
const startOf = (node: unknown): number => (node as Ranged)?.range?.[0] ?? 0;
const endOf = (node: unknown): number => (node as Ranged)?.range?.[1] ?? 0;
const lastEnd = ({ key, value }: Pair): number => Math.max(endOf(key), endOf(value));
const columnOf = (text: string, offset: number): number =>
  offset - (text.lastIndexOf('\n', offset - 1) + 1);
/** What an alias may mean elsewhere must not grow. */
const anchored = (node: YAMLMap | YAMLSeq): boolean => node.anchor !== undefined;

function appended(text: string, end: string, lines: readonly string[], outer: string): TextEdit {
  const ended = text === '' || text.endsWith('\n') ? '' : end;
  return putIn(text.length, ended + lines.map((line) => outer + line + end).join(''));
}

const under = (lines: readonly string[], end: string): string =>
  lines.map((line) => end + line).join('');

function flowPutIn(text: string, value: YAMLMap | YAMLSeq, place: YamlPlace): TextEdit[] {
  const close = endOf(value) - 1;
  const at = beforeSpace(text, close);
  const gap = value.items.length === 0 || text.charAt(at - 1) === ',' ? '' : ', ';
  const json = JSON.stringify(place.value);
  return [putIn(at, gap + (place.in === 'map' ? `${JSON.stringify(place.key)}: ${json}` : json))];
}

function blockPutIn(
  text: string,
  value: YAMLMap | YAMLSeq,
  place: YamlPlace,
  end: string,
): Result<readonly TextEdit[], EditRefusal> {
  const [first] = value.items;
  const start = isMap(value)
    ? startOf(value.items[0]?.key)
    : text.lastIndexOf('-', startOf(first) - 1);
  const indent = ' '.repeat(columnOf(text, start));
  const last = value.items.at(-1);
  const valueEnd = isMap(value) ? lastEnd(value.items.at(-1) as Pair) : endOf(last);
  const lines = linesOf(place, indent);
  // Texts over several lines end behind their last line.
  if (text.charAt(valueEnd - 1) === '\n') {
    return ok([putIn(valueEnd, lines.map((line) => line + end).join(''))]);
  }
  return ok([putIn(lineEndAt(text, valueEnd), under(lines, end))]);
}

function takenOut(
  text: string,
  value: YAMLMap | YAMLSeq,
  at: number,
  start: number,
  valueEnd: number,
): Result<readonly TextEdit[], EditRefusal> {
  if (value.flow === true) {
    const comma = /^\s*,\s*/.exec(text.slice(valueEnd))?.[0];
    if (at === 0) return ok([takeOut(start, valueEnd + (comma?.length ?? 0))]);
    const before = text.lastIndexOf(',', start);
    return before === -1 ? shape('') : ok([takeOut(before, valueEnd)]);
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  // A first key on the line of its dash or its parent cannot go without that line.
  if (text.slice(lineStart, start).trim() !== '') return shape('');
  if (text.charAt(valueEnd - 1) === '\n') return ok([takeOut(lineStart, valueEnd)]);
  const end = lineEndAt(text, valueEnd);
  const from = lineStart === 0 ? 0 : lineStart - (text.charAt(lineStart - 2) === '\r' ? 2 : 1);
  return ok([takeOut(from, end)]);
}

function linesOf(place: YamlPlace, indent: string): string[] {
  const fields = Object.entries(place.value).map(([key, value]) => `${key}: ${flowOf(value)}`);
  if (place.in === 'map') {
    return [`${indent}${place.key}:`, ...fields.map((field) => `${indent}  ${field}`)];
  }
  return fields.map((field, at) => `${indent}${at === 0 ? '- ' : '  '}${field}`);
}

const flowOf = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    : JSON.stringify(value);
