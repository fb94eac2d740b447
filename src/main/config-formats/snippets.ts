/** A piece of a text; every other line is empty, so that lines keep their numbers. */
export interface Snippet {
  readonly text: string;
  /** The line it begins on, counted from 1. */
  readonly line: number;
}

const maxSnippets = 50;

/** The fenced pieces of a Markdown text, in order; none where it has no fence. */
export function fencedSnippets(text: string): readonly Snippet[] {
  const lines = text.split('\n');
  const snippets: Snippet[] = [];
  for (let at = 0; at < lines.length && snippets.length < maxSnippets; at += 1) {
    const fence = /^\s{0,8}(?:[-*>]\s+)?(```+|~~~+)/.exec(lines[at] ?? '')?.[1];
    if (fence === undefined) continue;
    const closing = lines.findIndex((line, index) => index > at && line.trim().startsWith(fence));
    const end = closing === -1 ? lines.length : closing;
    snippets.push({ ...snippetOf(lines, at + 1, end), line: at + 1 });
    at = end;
  }
  return snippets;
}

/** A text with its fenced pieces left empty; lines keep their numbers. */
export function withoutFences(text: string, fenced: readonly Snippet[]): string {
  const lines = text.split('\n');
  for (const piece of fenced) {
    const end = piece.text.split('\n').length;
    for (let at = piece.line - 1; at < Math.min(end + 1, lines.length); at += 1) lines[at] = '';
  }
  return lines.join('\n');
}

/** Blocks in braces that begin in the middle of a sentence: “add {"mcpServers": …} to your settings”. */
export function blocksInSentences(text: string): readonly Snippet[] {
  const lines = text.split('\n');
  const snippets: Snippet[] = [];
  for (let at = 0; at < lines.length && snippets.length < maxSnippets; at += 1) {
    const line = lines[at] ?? '';
    const from = line.search(/\{\s*["“](?:mcpServers|servers|context_servers|command|url)["”]\s*:/);
    if (from === -1 || line.slice(0, from).trim() === '') continue;
    const rest = [line.slice(from), ...lines.slice(at + 1)].join('\n').slice(0, 65_536);
    const length = lengthOfBlock(rest);
    if (length === undefined) continue;
    snippets.push({ text: '\n'.repeat(at) + rest.slice(0, length), line: at + 1 });
    at += rest.slice(0, length).split('\n').length - 1;
  }
  return snippets;
}

/** Up to behind the brace that closes the first one; undefined where none does. */
function lengthOfBlock(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[{}]/g)) {
    if (token === '{') depth += 1;
    else if (token === '}' && (depth -= 1) === 0) return index + 1;
  }
  return undefined;
}

/** Whether a text has words outside its fenced pieces. */
export function hasTextAround(text: string, snippets: readonly Snippet[]): boolean {
  const bare = (part: string): number => part.replace(/\s/g, '').length;
  const fences = text.match(/^\s{0,8}(?:[-*>]\s+)?(?:```+|~~~+)[^\n]*$/gm)?.join('') ?? '';
  return bare(text) > bare(fences) + snippets.reduce((sum, one) => sum + bare(one.text), 0);
}

/**
 * Pieces of a text that may be a configuration or a command although the whole is none: what a shell
 * writes into a file, a block in braces, tables and lists below a sentence. The most certain come
 * first.
 */
export function embeddedSnippets(text: string): readonly (readonly Snippet[])[] {
  const lines = text.split('\n');
  const groups = [hereDocuments(lines), braceBlocks(lines), belowSentences(lines)];
  return groups.map((snippets) => snippets.slice(0, maxSnippets));
}

/** Lines `from` up to, without, `to`. */
function snippetOf(lines: readonly string[], from: number, to: number): Snippet {
  const text = lines
    .slice(0, to)
    .map((line, at) => (at < from ? '' : line))
    .join('\n');
  return { text, line: from + 1 };
}

/** `cat > mcp.json <<EOF … EOF`. */
function hereDocuments(lines: readonly string[]): Snippet[] {
  const snippets: Snippet[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const word = /<<-?\s*(['"]?)(\w{1,40})\1/.exec(lines[at] ?? '')?.[2];
    if (word === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && line.trim() === word);
    if (end === -1) continue;
    snippets.push(snippetOf(lines, at + 1, end));
    at = end;
  }
  return snippets;
}

function braceBlocks(lines: readonly string[]): Snippet[] {
  const snippets: Snippet[] = [];
  for (let at = 0; at < lines.length && snippets.length < maxSnippets; at += 1) {
    if (!/^\s*(?:[{[]|"[^"\n]{1,200}"\s*:\s*[{[])/.test(lines[at] ?? '')) continue;
    const end = endOfBlock(lines, at);
    snippets.push(snippetOf(lines, at, end));
    at = end - 1;
  }
  return snippets;
}

/** The line behind the one on which all brackets opened since `from` are closed. */
function endOfBlock(lines: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < lines.length; at += 1) {
    const plain = (lines[at] ?? '').replace(/"(?:[^"\\]|\\.)*"/g, '');
    depth += (plain.match(/[{[]/g) ?? []).length - (plain.match(/[}\]]/g) ?? []).length;
    // A fragment goes on with its next name behind a comma.
    if (depth <= 0 && !/,\s*$/.test(plain)) return at + 1;
  }
  return lines.length;
}

const heading =
  /^\s*(?:\[{1,2}[\w."'-]{1,100}\]{1,2}\s*$|["']?(?:mcpServers|mcp_servers|context_servers|servers|mcp|extensions)["']?\s*:\s*$)/;

function belowSentences(lines: readonly string[]): Snippet[] {
  const at = lines.findIndex((line) => heading.test(line));
  return at < 1 ? [] : [snippetOf(lines, at, lines.length)];
}

const commandLine =
  /^\s*(?:[$>%❯]\s+)?(?:\d+[.)]\s+|[-*]\s+)?`?((?:(?:npx|bunx|pnpx|uvx|docker|podman|node|deno|dnx|pipx)\s+\S|\S+(?:\s+\S+)?\s+mcp\s+add)[^`\n]*|https?:\/\/[^\s`]+)`?\s*$/;

/** An address behind a few words and a colon, when it is one of a server. */
const namedAddress =
  /^\s*(?:[-*]\s+)?[*_]{0,2}[\w ()]{1,40}[*_]{0,2}:[*_]{0,2}\s+[`<]?(https?:\/\/[^\s`>]+\/(?:mcp|sse)\/?)[`>]?\s*$/i;

/** What stands between backticks in a sentence, a list or a table, when it is a command. */
export function commandsInSentences(text: string): readonly Snippet[] {
  const found = text.split('\n').flatMap((line, at): Snippet[] =>
    [...line.slice(0, 8_192).matchAll(/`([^`\n]{4,4096})`/g)].flatMap(([, code = '']) => {
      const command = commandLine.exec(code)?.[1];
      return command === undefined ? [] : [{ text: '\n'.repeat(at) + command, line: at + 1 }];
    }),
  );
  return found.slice(0, maxSnippets);
}

/** Addresses of servers, told by their ends, anywhere in a sentence. */
export function addressesInSentences(text: string): readonly Snippet[] {
  const address = /https?:\/\/[^\s`"'<>()[\]]{3,2048}?\/(?:mcp|sse)\/?(?=[\s`"'<>()[\].,;:!]|$)/gi;
  const found = text.split('\n').flatMap((line, at): Snippet[] =>
    [...line.slice(0, 8_192).matchAll(address)].map(([url]) => ({
      text: '\n'.repeat(at) + url,
      line: at + 1,
    })),
  );
  return found.slice(0, maxSnippets);
}

/** Lines among prose that hold a command or an address of their own. */
export function commandLines(text: string): readonly Snippet[] {
  const lines = text.split('\n');
  const found = lines.flatMap((line, at): Snippet[] => {
    const said = line.slice(0, 8_192);
    const command = commandLine.exec(said)?.[1] ?? namedAddress.exec(said)?.[1];
    if (command === undefined) return [];
    return [{ text: `${'\n'.repeat(at)}${command}`, line: at + 1 }];
  });
  return found.slice(0, maxSnippets);
}
