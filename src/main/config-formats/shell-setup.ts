import type { Problem } from '../../shared/domain/server.ts';
import type { CommandWords } from './command-words.ts';
import { pasteWarning } from './problem.ts';
import { hasSmartPunctuation, straightenQuotes } from './smart-punctuation.ts';

/** A line without where its output goes and the sign that puts it into the background. */
const inForeground = (line: string): string =>
  line.replace(/[ \t]\d?>[^\n]*$/, '').replace(/[ \t]*&[ \t]*$/, '');

/** Prompts go; punctuation that a word processor changed is changed back. */
export function plainCommands(text: string): { text: string; problems: Problem[] } {
  const bare = text
    .replace(
      // Not after a continued line: there, “>” redirects.
      /(?<![\\`^]\n)^[ \t]*(?:(?:\$|>|%|❯|➜|PS [^>\n]{0,200}>|[\w.-]{1,40}@[\w.-]{1,60}:[^\n$#]{0,100}[$#])[ \t]+|[A-Za-z]:\\[^>\n]{0,200}>[ \t]*)(?=\S)/gm,
      '',
    )
    .replace(
      /^([ \t]*)(?:nohup|setsid)[ \t]+([^\n]*)$/gm,
      (_, indent: string, rest: string) => `${indent}${inForeground(rest)}`,
    );
  const isChanged = hasSmartPunctuation(bare) || /(?:^|\s)[–—](?:[A-Za-z]|\s)/.test(bare);
  if (!isChanged) return { text: bare, problems: [] };
  const straight = straightenQuotes(bare)
    .replace(/(^|\s)(?:—|––)(?=[A-Za-z])/g, '$1--')
    // Alone it is the mark between an app's options and the server's command.
    .replace(/(\bmcp[ \t]+add\b[^\n]*[ \t])[–—](?=[ \t])/g, '$1--');
  const message = 'Curly quotes or long dashes were read as plain ones.';
  return {
    text: straight.replace(/(^|\s)–(?=[A-Za-z])/g, '$1-'),
    problems: [pasteWarning('SMART_QUOTES', '', message)],
  };
}

/** Commands that prepare a machine, and what sets a variable, which is remembered. */
export function isSetup({ words }: CommandWords, exported: Map<string, string>): boolean {
  if (readAssignments(words, exported)) return true;
  const own = words.slice(words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word)));
  const [first = '', second = ''] = own;
  if (
    /^(?:cd|pushd|popd|mkdir|brew|apt|apt-get|dnf|yum|pacman|choco|winget|scoop|make|cmake|curl|wget|iwr|irm)$/.test(
      first,
    )
  )
    return true;
  if (/^(?:npm|pnpm|yarn|bun|pip|pip3|pipx|uv|cargo|go|gem|dotnet|poetry|conda)$/.test(first))
    return (
      /^(?:i|install|add|ci|sync|venv|pip|init|get|build|update|create|restore)$/.test(second) ||
      (second === 'tool' && own[2] === 'install') ||
      isBuild(own)
    );
  return (
    (first === 'git' && second === 'clone') ||
    (first === 'docker' && /^(?:pull|build)$/.test(second))
  );
}

/** `export A=b`, `set A=b`, `setx A b`, PowerShell's `$env:A = "b"` and fish's `set -gx A b`. */
function readAssignments(words: readonly string[], to: Map<string, string>): boolean {
  const [first = '', ...rest] = words;
  const [, name, inline] = /^\$env[:.]([A-Za-z_]\w*)(?:=([^]*))?$/i.exec(first) ?? [];
  if (name !== undefined) {
    const value =
      inline ?? (rest[0] === '=' ? rest.slice(1).join(' ') : (rest[0] ?? '').replace(/^=/, ''));
    to.set(name, value);
    return true;
  }
  if (!/^(?:export|set|setx|declare)$/i.test(first)) return false;
  const [key = '', ...values] = rest.filter((word) => !/^-[a-z]{1,4}$/i.test(word));
  if (/^[A-Za-z_]\w*$/.test(key) && values.length > 0) to.set(key, values.join(' '));
  else for (const word of rest) addAssignment(word, to);
  return true;
}

/** A remark on a preparing command; none for what only sets a variable. */
export function setupRemark({ words, line }: CommandWords): Problem[] {
  if (/^(?:export|set|setx|declare|\$env[:.].*)$/i.test(words[0] ?? '')) return [];
  const name = words.slice(0, 2).join(' ').slice(0, 80);
  const message = `“${name}” prepares but starts no server; run it yourself if it is needed.`;
  return [pasteWarning('LINE_IGNORED', '', message, line)];
}

const isBuild = (words: readonly string[]): boolean => words[1] === 'run' && words[2] === 'build';

/** Remembers `NAME=value`; false for any other word. */
export function addAssignment(word: string, to: Map<string, string>): boolean {
  const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(word) ?? [];
  if (name === undefined || value === undefined) return false;
  to.set(name, value);
  return true;
}
