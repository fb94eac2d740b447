import type { Node } from 'jsonc-parser';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { EditRefusal, TextEdit } from './text-edit.ts';
import {
  beforeSpace,
  indentAt,
  indentStepOf,
  isFirstOnLine,
  lineEndOf,
  putIn,
  takeOut,
} from './text-edit.ts';

/** Edits that put `key: value` into the block at `path`, which is made where it is missing. */
export function jsonPutIn(
  text: string,
  root: Node | undefined,
  path: readonly string[],
  key: string,
  value: unknown,
): Result<readonly TextEdit[], EditRefusal> {
  if (root === undefined) {
    const whole = nested([...path, key], value);
    const end = lineEndOf(text);
    const gap = text.trim() === '' || text.endsWith('\n') ? '' : end;
    return ok([putIn(text.length, gap + written(whole, '  ', end, '') + end)]);
  }
  const block = blockAt(root, path);
  if (!block.ok) return block;
  const { node, rest } = block.value;
  const [name = key, ...below] = [...rest, key];
  return ok(propertyPutIn(text, node, name, nested(below, value)));
}

/** Edits that take one key out of the block at `path`, with its comma; none when it is not there. */
export function jsonTakeOut(
  text: string,
  root: Node | undefined,
  path: readonly string[],
  key: string,
): Result<readonly TextEdit[], EditRefusal> {
  if (root === undefined) return ok([]);
  const block = blockAt(root, path);
  if (!block.ok) return block;
  const { node, rest } = block.value;
  if (rest.length > 0) return ok([]);
  const at = (node.children ?? []).findIndex((child) => nameOf(child) === key);
  return at === -1 ? ok([]) : ok(propertyTakenOut(text, node, at));
}

const nameOf = (property: Node): string => String(property.children?.[0]?.value);

const nested = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight((inner: unknown, key) => ({ [key]: inner }), value);

/** The innermost block of `path` that is there, and what of the path is not. */
function blockAt(
  root: Node,
  path: readonly string[],
): Result<{ readonly node: Node; readonly rest: readonly string[] }, EditRefusal> {
  let node = root;
  for (const [at, key] of [...path, ''].entries()) {
    if (node.type !== 'object') return shape(path.slice(0, at));
    if (at === path.length) break;
    const named = (node.children ?? []).filter((child) => nameOf(child) === key);
    if (named.length > 1) return duplicate(path.slice(0, at + 1));
    const value = named[0]?.children?.[1];
    if (value === undefined) return ok({ node, rest: path.slice(at) });
    node = value;
  }
  return ok({ node, rest: [] });
}

const shape = (path: readonly string[]) =>
  err({ code: 'CONFIG_SHAPE', detail: path.join('.') } as const);
const duplicate = (path: readonly string[]) =>
  err({ code: 'CONFIG_DUPLICATE_KEY', detail: path.join('.') } as const);

function propertyPutIn(text: string, block: Node, name: string, value: unknown): TextEdit[] {
  const children = block.children ?? [];
  const close = block.offset + block.length - 1;
  const inner = text.slice(block.offset, close);
  const last = children.at(-1);
  const isOneLine = !(last === undefined ? text : inner).includes('\n');
  const at = beforeSpace(text, close);
  const hasComma = last !== undefined && commaIn(text, last.offset + last.length, close) !== -1;
  const comma = last !== undefined && !hasComma ? [putIn(last.offset + last.length, ',')] : [];
  if (isOneLine) {
    const gap = last !== undefined && /[,:] /.test(text) ? ' ' : '';
    const colon = /": /.test(text) ? ': ' : ':';
    const entry = `${gap}${JSON.stringify(name)}${colon}${JSON.stringify(value)}`;
    return [...comma, putIn(at, entry + (hasComma ? ',' : ''))];
  }
  const end = lineEndOf(text);
  const step = indentStepOf(text);
  const outer = indentAt(text, block.offset);
  const indent =
    last !== undefined && isFirstOnLine(text, last.offset)
      ? indentAt(text, last.offset)
      : outer + step;
  const entry = `${JSON.stringify(name)}: ${written(value, step, end, indent)}`;
  const closing = text.slice(at, close).includes('\n') ? '' : end + outer;
  return [...comma, putIn(at, end + indent + entry + (hasComma ? ',' : '') + closing)];
}

/** JSON over several lines; lists of texts stay on one. */
function written(value: unknown, step: string, end: string, indent: string): string {
  if (Array.isArray(value)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const lines = Object.entries(value).map(
    ([key, one]) =>
      `${indent}${step}${JSON.stringify(key)}: ${written(one, step, end, indent + step)}`,
  );
  if (lines.length === 0) return '{}';
  return `{${end}${lines.join(`,${end}`)}${end}${indent}}`;
}

function propertyTakenOut(text: string, block: Node, at: number): TextEdit[] {
  const children = block.children ?? [];
  const child = children[at];
  if (child === undefined) return [];
  const close = block.offset + block.length - 1;
  const start = beforeSpace(text, child.offset);
  const end = child.offset + child.length;
  const next = children[at + 1]?.offset ?? close;
  const comma = commaIn(text, end, next);
  if (comma !== -1) return [takeOut(start, end), takeOut(comma, comma + 1)];
  const previous = children[at - 1];
  if (previous === undefined) {
    // What was put between empty braces goes with its line ends.
    const isAlone =
      text.slice(block.offset + 1, start).trim() === '' && text.slice(end, close).trim() === '';
    return isAlone ? [takeOut(block.offset + 1, close)] : [takeOut(start, end)];
  }
  const before = commaIn(text, previous.offset + previous.length, child.offset);
  return before === -1
    ? [takeOut(start, end)]
    : [takeOut(before, before + 1), takeOut(Math.max(start, before + 1), end)];
}

/** Where the first comma between two values is, those in comments not counted; -1 without one. */
function commaIn(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? to : end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end === -1 ? to : end + 1;
    } else if (text.charAt(at) === ',') return at;
  }
  return -1;
}
