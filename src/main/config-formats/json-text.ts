import type { Node, ParseError } from 'jsonc-parser';
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Problem } from '../../shared/domain/server.ts';
import type { RootPath } from './chosen-roots.ts';
import { rootsBelow } from './chosen-roots.ts';
import type { ConfigEntry, ConfigNode } from './config-node.ts';
import { bracketDepth } from './config-node.ts';
import { afterTrivia } from './json-trivia.ts';
import type { LineIndex } from './line-index.ts';
import { createLineIndex } from './line-index.ts';
import type { ParsedText } from './parsed-text.ts';
import { keyProblems, tooDeep, tooMany } from './parsed-text.ts';
import { pasteError, pasteLimits, pasteWarning } from './problem.ts';
import { hasSmartPunctuation, straightenQuotes } from './smart-punctuation.ts';
import { yamlFlowText } from './yaml-text.ts';

/**
 * Reads JSON as people paste it: comments, trailing commas, a `"name": {…}` fragment without its
 * outer braces. Slips whose meaning is certain (a brace or comma missing, a brace too many, curly
 * or single quotes) are repaired and said; anything else is an error with the line and what was
 * expected there. Of a large file only what lies under `roots` is kept, counted and remarked on.
 */
export function parseJsonText(text: string, roots: readonly RootPath[] = []): ParsedText {
  if (bracketDepth(withoutTexts(text)) > pasteLimits.maxDepth) return { problems: [tooDeep()] };
  const strict = attempt(text, roots);
  if (strict.root !== undefined) return strict;
  if (hasSmartPunctuation(text)) {
    const straight = attempt(straightenQuotes(text), roots);
    if (straight.root !== undefined)
      return { ...straight, problems: [smartQuotes(text), ...straight.problems] };
    return { problems: [smartQuotes(text), ...strict.problems] };
  }
  const mended = mendedText(hasBadEscape(text) ? withPlainBackslashes(text) : text);
  const again = mended === text ? undefined : attempt(mended, roots);
  if (again?.root !== undefined)
    return {
      root: again.root,
      problems: [
        pasteWarning(
          'SYNTAX_REPAIRED',
          '',
          'This is not strict JSON; it was read as it was meant.',
        ),
        ...again.problems,
      ],
    };
  const relaxed = hasForeignQuotes(text) ? yamlFlowText(text) : undefined;
  if (relaxed?.root === undefined) return strict;
  const message = 'This is not strict JSON: names and texts belong in double quotes.';
  return {
    root: relaxed.root,
    problems: [pasteWarning('SYNTAX_REPAIRED', '', message), ...relaxed.problems],
  };
}

/** Lines of `#` comments emptied, and square brackets around names and values made braces. */
function mendedText(text: string): string {
  const plain = text.replace(/^[ \t]*#.*$/gm, '');
  const out = plain.split('');
  const open: number[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    const char = plain.charAt(at);
    if (char === '"') at = endOfText(plain, at);
    else if (char === '[' || char === '{') {
      const isNamed = char === '[' && /^\[\s*"[^"\n]{0,200}"\s*:/.test(plain.slice(at, at + 500));
      open.push(isNamed ? at : -1);
    } else if (char === ']' || char === '}') {
      const from = open.pop() ?? -1;
      if (from === -1 || char !== ']') continue;
      out[from] = '{';
      out[at] = '}';
    }
  }
  return plain.length === out.length ? out.join('') : plain;
}

/** A backslash that JSON does not know, as the path of a Windows folder has. */
const hasBadEscape = (text: string): boolean => /(?<!\\)(?:\\\\)*\\[^"\\/bfnrtu\n]/.test(text);

/** Every single backslash of a text that holds paths stands for itself. */
const withPlainBackslashes = (text: string): string =>
  text.replace(/\\(\\|"|)/g, (whole, next: string) => (next === '' ? '\\\\' : whole));

function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '"' || char === '\n') return at;
  }
  return text.length;
}

/** Names or texts without double quotes, as JavaScript and Python write them, come first to fail. */
function hasForeignQuotes(text: string): boolean {
  const errors: ParseError[] = [];
  parseTree(text, errors, { allowTrailingComma: true });
  const first = errors[0] === undefined ? '' : printParseErrorCode(errors[0].error);
  return first === 'InvalidSymbol' || first === 'PropertyNameExpected';
}

/** Brackets inside texts nest nothing; a text never goes beyond its line. */
const withoutTexts = (text: string): string =>
  text.length <= pasteLimits.maxCharacters ? text : text.replace(/"(?:[^"\\\n]|\\.)*"/g, '""');

function attempt(text: string, roots: readonly RootPath[]): ParsedText {
  const source = isFragment(text) ? `{${text}}` : text;
  const lines = createLineIndex(source);
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { allowTrailingComma: true });
  const problems = errors
    .map((error) => syntaxProblem(error, source, lines))
    .map((problem) => (source === text ? problem : beforeBrace(problem)));
  if (tree === undefined || problems.some((problem) => problem.severity === 'error'))
    return { problems: firstError(problems, text) };
  const root = nodeOf(tree, lines, { left: pasteLimits.maxNodes }, roots);
  if (root === undefined) return { problems: [tooMany()] };
  return { root, problems: [...distinct(problems), ...keyProblems(root)] };
}

/** The brace put in front of a fragment moves its first line by one. */
const beforeBrace = (problem: Problem): Problem =>
  problem.line === 1 ? { ...problem, column: Math.max(1, (problem.column ?? 2) - 1) } : problem;

const isFragment = (text: string): boolean =>
  /^["“][^"“”\n]*["”]\s*:/.test(text.slice(afterTrivia(text), afterTrivia(text) + 1_000));

const distinct = (problems: readonly Problem[]): Problem[] =>
  problems.filter(
    ({ line, message }, at) =>
      problems.findIndex((other) => other.line === line && other.message === message) === at,
  );

function firstError(problems: readonly Problem[], text: string): Problem[] {
  const first = problems.find((problem) => problem.severity === 'error');
  return [
    first ?? pasteError('SYNTAX', '', `Expected a value in ${String(text.length)} characters.`),
  ];
}

function smartQuotes(text: string): Problem {
  const line = createLineIndex(text).lineAt(text.search(/[“”„‟‘’‚‛]/));
  const message = 'Expected straight quotes ("), found curly ones; they were read as straight.';
  return pasteWarning('SMART_QUOTES', '', message, line);
}

const expectations: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a text in double quotes, a number, true, false or null',
  InvalidNumberFormat: 'a number',
  PropertyNameExpected: 'a name in double quotes',
  ValueExpected: 'a value',
  ColonExpected: 'a colon (:) after the name',
  CommaExpected: 'a comma (,) between two entries',
  CloseBraceExpected: 'a closing brace (})',
  CloseBracketExpected: 'a closing bracket (])',
  EndOfFileExpected: 'the end of the text',
  UnexpectedEndOfComment: 'the end of the comment (*/)',
  UnexpectedEndOfString: 'a closing double quote (") on the same line',
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'a valid escape after the backslash; write \\\\ for one backslash',
  InvalidCharacter: 'no control character inside a text',
};

function syntaxProblem(error: ParseError, source: string, lines: LineIndex): Problem {
  const code = printParseErrorCode(error.error);
  const offset = Math.min(error.offset, source.trimEnd().length);
  const line = lines.lineAt(offset);
  const expected = `Expected ${expectations[code] ?? 'valid JSON'}.`;
  const problem = isHarmless(code, error, source)
    ? pasteWarning('SYNTAX_REPAIRED', '', expected, line)
    : pasteError('SYNTAX', '', expected, line);
  return { ...problem, column: lines.columnAt(offset) };
}

function isHarmless(code: string, error: ParseError, source: string): boolean {
  const rest = source.slice(error.offset);
  if (code === 'EndOfFileExpected') return /^[\s},;\]]*$/.test(rest);
  if (code === 'CloseBraceExpected' || code === 'CloseBracketExpected') return rest.trim() === '';
  return code === 'CommaExpected' && /^\s*["{[]/.test(rest);
}

function nodeOf(
  tree: Node,
  lines: LineIndex,
  budget: { left: number },
  roots: readonly RootPath[] = [],
): ConfigNode | undefined {
  budget.left -= 1;
  if (budget.left < 0) return undefined;
  const line = lines.lineAt(tree.offset);
  const children = tree.children ?? [];
  if (tree.type === 'array') {
    const items = children.map((child) => nodeOf(child, lines, budget));
    return items.every((item) => item !== undefined) ? { kind: 'list', line, items } : undefined;
  }
  if (tree.type === 'object') {
    const entries = children.flatMap((child) => entryNode(child, lines, budget, roots));
    return budget.left < 0 ? undefined : { kind: 'map', line, entries };
  }
  return { kind: 'scalar', line, value: tree.value as string | number | boolean | null };
}

function entryNode(
  property: Node,
  lines: LineIndex,
  budget: { left: number },
  roots: readonly RootPath[],
): ConfigEntry[] {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return [];
  const name = String(key.value).trim() || String(key.value);
  const below = roots.length === 0 ? [] : rootsBelow(roots, name);
  if (below === undefined) return [];
  const node = nodeOf(value, lines, budget, below);
  if (node === undefined) return [];
  return [{ key: name, line: lines.lineAt(key.offset), node }];
}
