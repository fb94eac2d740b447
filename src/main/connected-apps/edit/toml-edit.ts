import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { EditRefusal, TextEdit } from './text-edit.ts';
import { lineEndOf, putIn, takeOut } from './text-edit.ts';

/**
 * An edit that puts a table at the end of the text. Whoever calls it checks what came of it: a table
 * cannot be added to one that is written in braces.
 */
export function tomlPutIn(
  text: string,
  path: readonly string[],
  key: string,
  value: Readonly<Record<string, unknown>>,
): readonly TextEdit[] {
  const end = lineEndOf(text);
  const header = `[${[...path, key].map(keyText).join('.')}]`;
  const lines = Object.entries(value).map(([name, one]) => `${keyText(name)} = ${valueText(one)}`);
  const ended = text === '' || text.endsWith('\n') ? '' : end;
  const gap = text.trim() === '' ? '' : end;
  return [putIn(text.length, ended + gap + [header, ...lines, ''].join(end))];
}

/** Edits that take out a table that is written under headers, with the tables below it. */
export function tomlTakeOut(
  text: string,
  path: readonly string[],
  key: string,
): Result<readonly TextEdit[], EditRefusal> {
  const wanted = [...path, key];
  const lines = linesOf(text);
  const edits: TextEdit[] = [];
  let isWithin = false;
  let start = 0;
  let end = 0;
  for (const { from, to, content } of lines) {
    const header = headerOf(content);
    if (header !== undefined) {
      if (isWithin) edits.push(takeOut(start, end));
      isWithin = wanted.every((part, at) => header[at] === part);
      start = beforeBlank(text, from);
    }
    // Comments and blank lines at the end belong to what follows.
    if (isWithin && /^\s*[^\s#]/.test(content)) end = to;
  }
  if (isWithin) edits.push(takeOut(start, end));
  return edits.length > 0 ? ok(edits) : err({ code: 'CONFIG_SHAPE', detail: wanted.join('.') });
}

interface Line {
  readonly from: number;
  /** Its line end included. */
  readonly to: number;
  readonly content: string;
}

function linesOf(text: string): Line[] {
  let from = 0;
  return text.split(/(?<=\n)/).map((content) => {
    const line = { from, to: from + content.length, content };
    from += content.length;
    return line;
  });
}

/** Where the one blank line before `offset` begins; `offset` when there is none. */
function beforeBlank(text: string, offset: number): number {
  const blank = /(?<=\n)\r?\n$/.exec(text.slice(Math.max(0, offset - 3), offset))?.[0] ?? '';
  return offset - blank.length;
}

function headerOf(line: string): readonly string[] | undefined {
  const inner = /^\s*\[\[?([^[\]]+)\]\]?\s*(?:#.*)?$/.exec(line.trimEnd())?.[1];
  if (inner === undefined) return undefined;
  return [...inner.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s."']+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

const keyText = (key: string): string => (/^[\w-]+$/.test(key) ? key : textOf(key));

/** A basic string; JSON leaves one control character as it is that TOML does not allow. */
const textOf = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f');

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'string') return textOf(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = Object.entries(value).map(([key, one]) => `${keyText(key)} = ${valueText(one)}`);
  return inner.length === 0 ? '{}' : `{ ${inner.join(', ')} }`;
}
