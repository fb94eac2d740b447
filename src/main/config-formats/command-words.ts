import type { Problem } from '../../shared/domain/server.ts';
import { pasteError, pasteLimits } from './problem.ts';

/** One command of a pasted text: its words, unquoted, and the line it starts on. */
export interface CommandWords {
  readonly words: readonly string[];
  readonly line: number;
  /** What in it only a shell could do; its words are those before that. */
  readonly problem?: Problem;
}
/** The commands of a text; with a problem, the text cannot be split at all. */
export interface CommandReading {
  readonly commands: readonly CommandWords[];
  readonly problem?: Problem;
}

/**
 * Splits a command line into words as a POSIX shell would (section 2.2 of its standard), with
 * four liberties: a backslash before a letter stays, so that Windows paths survive; `<name>` is
 * an example value, not a redirection; nothing is expanded; and what another command would print
 * (`$(…)`) becomes a value to be filled in. `&&` and `;` end a command. One that needs a shell for
 * anything else carries a problem, because Patchbay starts programs without one.
 */
export function splitCommandLine(text: string): CommandReading {
  const cursor: Cursor = {
    text,
    at: 0,
    line: 1,
    word: undefined,
    head: '',
    words: [],
    wordsLine: 1,
    problem: undefined,
    done: [],
  };
  while (cursor.at < text.length) {
    const problem = step(cursor);
    if (problem !== undefined) return { commands: [], problem };
    if (cursor.done.length > pasteLimits.maxServers || cursor.words.length > pasteLimits.maxWords)
      return {
        commands: [],
        problem: pasteError('TOO_MANY', '', 'Expected fewer commands and words.'),
      };
  }
  endCommand(cursor);
  return { commands: cursor.done };
}

interface Cursor {
  readonly text: string;
  at: number;
  line: number;
  word: string | undefined;
  /** The first characters of `word`; looking into the growing word itself would copy it each time. */
  head: string;
  words: string[];
  wordsLine: number;
  problem: Problem | undefined;
  readonly done: CommandWords[];
}

function step(cursor: Cursor): Problem | undefined {
  const char = cursor.text.charAt(cursor.at);
  switch (char) {
    case '\n':
      endCommand(cursor);
      cursor.line += 1;
      cursor.at += 1;
      return undefined;
    case ' ':
    case '\t':
    case '\r':
      endWord(cursor);
      cursor.at += 1;
      return undefined;
    case "'":
      return singleQuoted(cursor);
    case '"':
      return doubleQuoted(cursor);
    case '\\':
      backslash(cursor);
      return undefined;
    case '#':
      return comment(cursor);
    case '<':
      return example(cursor);
    default:
      return plainCharacter(cursor, char);
  }
}

function plainCharacter(cursor: Cursor, char: string): Problem | undefined {
  const next = cursor.text.charAt(cursor.at + 1);
  if ((char === '`' || char === '^') && (next === '\n' || next === '\r'))
    return continueLine(cursor);
  if (char === ';' || (char === '&' && next === '&')) return separator(cursor, char);
  if ((char === '$' && next === '(') || char === '`') return substitution(cursor);
  if ('|&>()'.includes(char)) return needsShell(cursor, char);
  append(cursor, char, 1);
  return undefined;
}

function separator(cursor: Cursor, char: string): undefined {
  endCommand(cursor);
  cursor.at += char === ';' ? 1 : 2;
  return undefined;
}

/** The rest of a command that needs a shell is passed over, up to the next command. */
function needsShell(cursor: Cursor, found: string): undefined {
  cursor.problem ??= shellSyntax(cursor, found);
  endWord(cursor);
  const rest = cursor.text.slice(cursor.at + 1);
  const end = rest.search(/\n|&&/);
  cursor.at += end === -1 ? rest.length + 1 : end + 1;
  return undefined;
}

/** What `$(…)` would print is asked for, but for the folder it runs in, which is known. */
function substitution(cursor: Cursor): Problem | undefined {
  const end = endOfSubstitution(cursor.text, cursor.at);
  if (end === undefined)
    return needsShell(cursor, cursor.text.charAt(cursor.at) === '`' ? '`' : '$(');
  const whole = cursor.text.slice(cursor.at, end);
  append(cursor, valueOfSubstitution(whole), whole.length);
  return undefined;
}

const valueOfSubstitution = (whole: string): string =>
  /^(?:\$\(|`)\s*pwd(?:\s+-\w)?\s*(?:\)|`)$/.test(whole) ? '${PWD}' : '${cmd:}';

/** Where a substitution ends, on the same line; undefined when it does not. */
function endOfSubstitution(text: string, from: number): number | undefined {
  if (text.charAt(from) === '`') {
    const end = text.indexOf('`', from + 1);
    return end === -1 || text.slice(from, end).includes('\n') ? undefined : end + 1;
  }
  let depth = 0;
  for (let at = from + 1; at < text.length && text.charAt(at) !== '\n'; at += 1) {
    const char = text.charAt(at);
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

function append(cursor: Cursor, text: string, consumed: number): void {
  if (cursor.words.length === 0 && cursor.word === undefined) cursor.wordsLine = cursor.line;
  cursor.word = (cursor.word ?? '') + text;
  if (cursor.head.length < 2) cursor.head = (cursor.head + text.slice(0, 2)).slice(0, 2);
  cursor.at += consumed;
}

function endWord(cursor: Cursor): void {
  if (cursor.word !== undefined) cursor.words.push(cursor.word);
  cursor.word = undefined;
  cursor.head = '';
}

function endCommand(cursor: Cursor): void {
  endWord(cursor);
  const { words, wordsLine: line, problem } = cursor;
  if (words.length > 0 || problem !== undefined)
    cursor.done.push({ words, line, ...(problem === undefined ? {} : { problem }) });
  cursor.words = [];
  cursor.problem = undefined;
}

function singleQuoted(cursor: Cursor): Problem | undefined {
  const end = cursor.text.indexOf("'", cursor.at + 1);
  if (end === -1) return quoteOpen(cursor, "'");
  const inside = cursor.text.slice(cursor.at + 1, end);
  append(cursor, inside, inside.length + 2);
  cursor.line += countLines(inside);
  return undefined;
}

function doubleQuoted(cursor: Cursor): Problem | undefined {
  const pieces: string[] = [];
  let at = cursor.at + 1;
  for (;;) {
    const char = cursor.text.charAt(at);
    const next = cursor.text.charAt(at + 1);
    if (char === '') return quoteOpen(cursor, '"');
    if (char === '"') break;
    if (char === '`' || (char === '$' && next === '(')) {
      const end = endOfSubstitution(cursor.text, at);
      if (end !== undefined) {
        pieces.push(valueOfSubstitution(cursor.text.slice(at, end)));
        at = end;
        continue;
      }
    }
    const escaped = char === '\\' && '"\\$`\n'.includes(next) && next !== '';
    pieces.push(escaped ? next.replace('\n', '') : char);
    at += escaped ? 2 : 1;
  }
  const raw = cursor.text.slice(cursor.at, at + 1);
  append(cursor, pieces.join(''), raw.length);
  cursor.line += countLines(raw);
  return undefined;
}

function backslash(cursor: Cursor): void {
  const rest = cursor.text.slice(cursor.at, cursor.at + 3);
  const unc = cursor.word === undefined && /^\\\\[\w.-]/.test(rest);
  if (/^\\\r?\n/.test(rest)) {
    continueLine(cursor);
    return;
  }
  if (unc) append(cursor, '\\\\', 2);
  else if (/^\\[\s"'\\$`|&;<>()#*?!{}[\]~=]/.test(rest) && !isDrivePath(cursor, rest))
    append(cursor, rest.charAt(1), 2);
  else append(cursor, '\\', rest.startsWith('\\\\') ? 2 : 1);
}

/** In `C:\dir`, a backslash only ever separates. */
const isDrivePath = (cursor: Cursor, rest: string): boolean =>
  /^[A-Za-z]:/.test(cursor.head) && !rest.startsWith('\\ ');

function continueLine(cursor: Cursor): undefined {
  cursor.at = cursor.text.indexOf('\n', cursor.at) + 1;
  cursor.line += 1;
  return undefined;
}

function comment(cursor: Cursor): undefined {
  if (cursor.word !== undefined) {
    append(cursor, '#', 1);
    return undefined;
  }
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end === -1 ? cursor.text.length : end;
  return undefined;
}

function example(cursor: Cursor): Problem | undefined {
  const [whole] =
    /^<[A-Za-z](?:[\w ./:-]{0,60}[\w.])?>/.exec(cursor.text.slice(cursor.at, cursor.at + 70)) ?? [];
  if (whole === undefined) return needsShell(cursor, '<');
  append(cursor, whole, whole.length);
  return undefined;
}

const countLines = (text: string): number => text.split('\n').length - 1;

const shellSyntax = (cursor: Cursor, found: string): Problem =>
  pasteError(
    'SHELL_SYNTAX',
    'transport.command',
    `Expected one program with its arguments, found “${found.trim()}”. Patchbay starts programs without a shell; put the value in quotes if it belongs to an argument.`,
    cursor.line,
  );

const quoteOpen = (cursor: Cursor, quote: string): Problem =>
  pasteError('QUOTE_OPEN', '', `Expected a closing quotation mark (${quote}).`, cursor.line);
