import type { Document, Pair } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { ConfigEntry, ConfigNode } from './config-node.ts';
import { bracketDepth, entryOf } from './config-node.ts';
import type { ParsedText } from './parsed-text.ts';
import { keyProblems, tooDeep, tooMany } from './parsed-text.ts';
import { pasteError, pasteLimits } from './problem.ts';
import { own } from '../../shared/util/own.ts';

/**
 * Reads YAML 1.2 with anchors, aliases and merge keys; only the first document. Aliases are
 * expanded within the node budget, so that a few lines cannot become a million values.
 */
export function parseYamlText(text: string): ParsedText {
  if (text.length > pasteLimits.maxYamlCharacters)
    return { problems: [pasteError('TOO_LARGE', '', 'Expected YAML of at most 256 KiB.')] };
  if (bracketDepth(text) > pasteLimits.maxDepth || hasDeepBlocks(text))
    return { problems: [tooDeep()] };
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const [failure] = document.errors;
  if (failure !== undefined) {
    const { line, col } = counter.linePos(Math.min(failure.pos[0], text.trimEnd().length));
    const problem = pasteError('SYNTAX', '', expectation(failure.code), line);
    return { problems: [{ ...problem, column: Math.max(1, col) }] };
  }
  return converted(document, counter);
}

/** Reads a `{…}` of JavaScript or Python flavour, which YAML happens to allow; else nothing. */
export function yamlFlowText(text: string): ParsedText | undefined {
  if (text.length > pasteLimits.maxYamlCharacters || !/^\s*[{[]/.test(text)) return undefined;
  const parsed = parseYamlText(text);
  return parsed.root === undefined || parsed.root.kind === 'scalar' ? undefined : parsed;
}

const hasDeepBlocks = (text: string): boolean => /^[ \t]*(?:[-?:][ \t]+){65}/m.test(text);

const expectations: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Expected this line to be indented like its neighbours.',
  TAB_AS_INDENT: 'Expected spaces at the start of the line, found a tab.',
  MISSING_CHAR: 'Expected a closing quote, bracket, colon or comma.',
  MULTILINE_IMPLICIT_KEY: 'Expected the name and its colon on one line.',
  BLOCK_AS_IMPLICIT_KEY: 'Expected one “name: value” on a line; quote a value that has a colon.',
  BAD_ALIAS: 'Expected a plain value; quote a text that starts with * or &.',
  UNEXPECTED_TOKEN: 'Expected a name and a value here.',
  BAD_SCALAR_START: 'Expected quotes around a text that starts with @ or `.',
  MULTIPLE_DOCS: 'Expected one configuration, found “---” between several.',
};

const expectation = (code: string): string => own(expectations, code) ?? 'Expected valid YAML.';

interface Walk {
  /** What each anchor stands for at this point of the document. */
  readonly anchors: Map<string, unknown>;
  readonly counter: LineCounter;
  nodesLeft: number;
  aliasesLeft: number;
  tooDeep: boolean;
}

function converted(document: Document, counter: LineCounter): ParsedText {
  const walk: Walk = {
    anchors: new Map(),
    counter,
    nodesLeft: pasteLimits.maxNodes,
    aliasesLeft: 100,
    tooDeep: false,
  };
  const root = nodeOf(document.contents, walk, 0, 1);
  if (walk.tooDeep) return { problems: [tooDeep()] };
  if (walk.nodesLeft < 0 || walk.aliasesLeft < 0) return { problems: [tooMany()] };
  return { root, problems: keyProblems(root) };
}

function nodeOf(value: unknown, walk: Walk, depth: number, parentLine: number): ConfigNode {
  walk.nodesLeft -= 1;
  if (depth > pasteLimits.maxDepth) walk.tooDeep = true;
  const line = lineOf(value, walk) ?? parentLine;
  if (walk.tooDeep || walk.nodesLeft < 0 || walk.aliasesLeft < 0)
    return { kind: 'scalar', line, value: null };
  if (isAlias(value)) {
    walk.aliasesLeft -= 1;
    return nodeOf(walk.anchors.get(value.source), walk, depth + 1, line);
  }
  const { anchor } = (value ?? {}) as { anchor?: string };
  if (anchor !== undefined) walk.anchors.set(anchor, value);
  if (isSeq(value))
    return {
      kind: 'list',
      line,
      items: value.items.map((item) => nodeOf(item, walk, depth + 1, line)),
    };
  if (isMap(value))
    return {
      kind: 'map',
      line,
      entries: value.items.flatMap((pair) => entriesOf(pair, walk, depth, line)),
    };
  return { kind: 'scalar', line, value: isScalar(value) ? scalarOf(value.value) : null };
}

function entriesOf(pair: Pair, walk: Walk, depth: number, mapLine: number): ConfigEntry[] {
  if (!isPair(pair) || !isScalar(pair.key)) return [];
  const line = lineOf(pair.key, walk) ?? mapLine;
  const node = nodeOf(pair.value, walk, depth + 1, line);
  const key = String(pair.key.value);
  if (key !== '<<' || node.kind !== 'map') return [{ key, line, node }];
  // Keys of a merge come first, so that the block's own keys win; each key once.
  return node.entries.filter((entry) => entryOf(node, entry.key) === entry);
}

function lineOf(value: unknown, walk: Walk): number | undefined {
  const range = (value as { range?: [number, number, number] | null } | null)?.range;
  return range ? walk.counter.linePos(range[0]).line : undefined;
}

function scalarOf(value: unknown): string | number | boolean | null {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return String(value);
    default:
      return value instanceof Date ? value.toISOString() : null;
  }
}
