import { parse, TomlError } from 'smol-toml';
import type { ConfigNode } from './config-node.ts';
import { bracketDepth } from './config-node.ts';
import type { ParsedText } from './parsed-text.ts';
import { keyProblems, tooDeep } from './parsed-text.ts';
import { pasteError, pasteLimits } from './problem.ts';

/** Reads TOML; lines are those of the key, or of the nearest key or table around it. */
export function parseTomlText(text: string): ParsedText {
  if (bracketDepth(text) > pasteLimits.maxDepth) return { problems: [tooDeep()] };
  try {
    const table = parse(text, { unsafeKeyBehaviour: 'drop', maxDepth: pasteLimits.maxDepth });
    const root = nodeOf(table, [], linesOfKeys(text), 1);
    return root === undefined ? { problems: [tooDeep()] } : { root, problems: keyProblems(root) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column } = error;
    return { problems: [{ ...pasteError('SYNTAX', '', expectation(error), line), column }] };
  }
}

/** The library's first line, without the excerpt of the text that follows it. */
function expectation(error: TomlError): string {
  if (/escape/i.test(error.message))
    return 'Expected a valid escape after the backslash; write \\\\ for one backslash, or put the text in single quotes.';
  const [reason = ''] = error.message.replace(/^Invalid TOML document:\s*/i, '').split('\n');
  return `Expected valid TOML: ${reason.slice(0, 200)}.`;
}

type Lines = ReadonlyMap<string, number>;

const keyOf = (path: readonly string[]): string => JSON.stringify(path);

function nodeOf(
  value: unknown,
  path: readonly string[],
  lines: Lines,
  parentLine: number,
): ConfigNode | undefined {
  if (path.length > pasteLimits.maxDepth) return undefined;
  const line = lines.get(keyOf(path)) ?? parentLine;
  if (Array.isArray(value)) {
    const items = value.map((item, i) => nodeOf(item, [...path, String(i)], lines, line));
    return items.every((item) => item !== undefined) ? { kind: 'list', line, items } : undefined;
  }
  if (typeof value === 'string' || typeof value === 'boolean')
    return { kind: 'scalar', line, value };
  if (typeof value === 'number') return { kind: 'scalar', line, value };
  if (value instanceof Date) return { kind: 'scalar', line, value: value.toISOString() };
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', line, value: null };
  const entries = Object.entries(value).map(([key, child]) => ({
    key,
    line: lines.get(keyOf([...path, key])) ?? line,
    node: nodeOf(child, [...path, key], lines, line),
  }));
  return entries.every((entry) => entry.node !== undefined)
    ? { kind: 'map', line, entries: entries as { key: string; line: number; node: ConfigNode }[] }
    : undefined;
}

function linesOfKeys(text: string): Lines {
  const lines = new Map<string, number>();
  let table: string[] = [];
  text.split('\n').forEach((source, index) => {
    const header = /^\s*\[\[?([^\]]+)\]\]?\s*(?:#.*)?$/.exec(source)?.[1];
    const key = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/.exec(
      source,
    )?.[1];
    if (header !== undefined) {
      table = keyParts(header);
      remember(lines, table, index + 1);
    } else if (key !== undefined) remember(lines, [...table, ...keyParts(key)], index + 1);
  });
  return lines;
}

function remember(lines: Map<string, number>, path: readonly string[], line: number): void {
  for (let length = 1; length <= Math.min(path.length, pasteLimits.maxDepth); length += 1) {
    const key = keyOf(path.slice(0, length));
    if (!lines.has(key)) lines.set(key, line);
  }
}

const keyParts = (key: string): string[] =>
  [...key.matchAll(/"([^"]*)"|'([^']*)'|([^\s."']+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
