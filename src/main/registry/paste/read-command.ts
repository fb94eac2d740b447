import type { Problem } from '../../../shared/domain/server.ts';
import { isLauncher, titleOfUrl } from './titles.ts';
import { readAddCommand } from './add-command.ts';
import type { CommandWords } from './command-words.ts';
import { splitCommandLine } from './command-words.ts';
import type { FinishedServer } from './finish-server.ts';
import { finishServer } from './finish-server.ts';
import { parseJsonText } from './json-text.ts';
import { pasteError, pasteLimits, pasteWarning } from './problem.ts';
import type { PasteContext, RawServer } from './raw-server.ts';
import type { PartReading } from './read-config.ts';
import { readConfigNode } from './read-config.ts';
import { isAddressText, readUrl } from './read-url.ts';
import { hasSmartPunctuation, straightenQuotes } from './smart-punctuation.ts';

/** Reads one or more command lines; nothing when the text does not look like commands at all. */
export function readCommands(text: string, context: PasteContext): PartReading | undefined {
  const { text: plain, problems } = plainCommands(text);
  const { commands, problem } = splitCommandLine(plain);
  if (problem !== undefined) return isPlausibleStart(plain) ? refused(problem) : undefined;
  const exported = new Map<string, string>();
  const servers: PartReading['servers'] = [];
  const found: Problem[] = [...problems];
  let understood = false;
  for (const command of commands) {
    if (isSetup(command, exported)) {
      understood = true;
      found.push(...setupRemark(command));
      continue;
    }
    const part = readOne(command, exported, context);
    if (part === undefined) continue;
    understood = true;
    servers.push(...part.servers);
    found.push(...part.problems);
  }
  if (!understood) return undefined;
  if (servers.length === 0 && !found.some((one) => one.severity === 'error'))
    found.push(pasteError('NO_SERVER', '', 'Expected a command that starts a server.'));
  return { servers, problems: found.slice(0, pasteLimits.maxProblems) };
}

const refused = (problem: Problem): PartReading => ({ servers: [], problems: [problem] });

/** Prompts go; punctuation that a word processor changed is changed back. */
function plainCommands(text: string): { text: string; problems: Problem[] } {
  const bare = text.replace(
    // Not after a continued line: there, “>” redirects.
    /(?<![\\`^]\n)^[ \t]*(?:\$|>|%|❯|PS [^>\n]{0,200}>)[ \t]+(?=\S)/gm,
    '',
  );
  const isChanged = hasSmartPunctuation(bare) || /(?:^|\s)[–—][A-Za-z]/.test(bare);
  if (!isChanged) return { text: bare, problems: [] };
  const straight = straightenQuotes(bare).replace(/(^|\s)(?:—|––)(?=[A-Za-z])/g, '$1--');
  const message = 'Curly quotes or long dashes were read as plain ones.';
  return {
    text: straight.replace(/(^|\s)–(?=[A-Za-z])/g, '$1-'),
    problems: [pasteWarning('SMART_QUOTES', '', message)],
  };
}

/** Commands that prepare a machine, and `export NAME=value`, which is remembered. */
function isSetup({ words }: CommandWords, exported: Map<string, string>): boolean {
  const [first = '', second = ''] = words;
  if (first === 'export' || first === 'set' || first === 'setx') {
    for (const word of words.slice(1)) addAssignment(word, exported);
    return true;
  }
  if (/^(?:cd|pushd|mkdir|brew|apt|apt-get|choco|winget|scoop|make|curl|wget)$/.test(first))
    return true;
  if (/^(?:npm|pnpm|yarn|bun|pip|pip3|pipx|uv|cargo|go|gem|dotnet)$/.test(first))
    return (
      /^(?:i|install|add|ci|sync|venv|pip|init|get|build|update)$/.test(second) || isBuild(words)
    );
  return (
    (first === 'git' && second === 'clone') ||
    (first === 'docker' && /^(?:pull|build)$/.test(second))
  );
}

const isBuild = (words: readonly string[]): boolean => words[1] === 'run' && words[2] === 'build';

function setupRemark({ words, line }: CommandWords): Problem[] {
  if (words[0] === 'export' || words[0] === 'set') return [];
  const name = words.slice(0, 2).join(' ').slice(0, 80);
  const message = `“${name}” prepares but starts no server; run it yourself if it is needed.`;
  return [pasteWarning('LINE_IGNORED', '', message, line)];
}

function addAssignment(word: string, to: Map<string, string>): boolean {
  const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(word) ?? [];
  if (name === undefined || value === undefined) return false;
  to.set(name, value);
  return true;
}

function readOne(
  command: CommandWords,
  exported: ReadonlyMap<string, string>,
  context: PasteContext,
): PartReading | undefined {
  const env = new Map(exported);
  let start = command.words[0] === 'env' ? 1 : 0;
  while (addAssignment(command.words[start] ?? '', env)) start += 1;
  const words = command.words.slice(start);
  const [program, ...args] = words;
  if (program === undefined) return undefined;
  const added = readAddCommand({ words, line: command.line });
  if (added?.kind === 'refused') return refused(added.problem);
  if (added?.kind === 'json') return readJson(added.json, added.name, context);
  if (added !== undefined) return partOf(finishServer(added.raw, context));
  if (start === 0 && args.length === 0 && isAddressText(program)) return readUrl(program, context);
  if (start === 0 && !isPlausible(words)) return undefined;
  const raw: RawServer = {
    line: command.line,
    transport: { type: 'stdio', command: program, args, env },
    problems: [],
  };
  return partOf(finishServer({ ...raw, ...bridgeRemark(raw, args) }, context));
}

function readJson(json: string, name: string | undefined, context: PasteContext): PartReading {
  const { root, problems } = parseJsonText(json);
  if (root === undefined) return { servers: [], problems: [...problems] };
  const part = readConfigNode(root, 'json', context, name);
  return { servers: part.servers, problems: [...problems, ...part.problems] };
}

function partOf(finished: FinishedServer): PartReading {
  return finished.kind === 'server'
    ? { servers: [finished.server], problems: [] }
    : { servers: [], problems: [...finished.problems] };
}

/** `mcp-remote` and `supergateway` only bridge to an address that needs no bridge here. */
function bridgeRemark(raw: RawServer, args: readonly string[]): Partial<RawServer> {
  const bridges = args.some((arg) => /^(?:mcp-remote|supergateway)(?:@[\w.-]+)?$/.test(arg));
  const url = args.find((arg) => /^https?:\/\//i.test(arg));
  if (!bridges || url === undefined) return {};
  const message =
    'This only bridges to an address that Patchbay can contact itself; paste the address instead.';
  const problem = pasteWarning('BRIDGE_NOT_NEEDED', 'transport.command', message, raw.line);
  return { title: titleOfUrl(url), problems: [problem] };
}

/** Prose is not a command: that takes a known launcher, a path, an option, or few plain words. */
function isPlausible(words: readonly string[]): boolean {
  const [program = '', ...args] = words;
  if (!/^[\w@~./\\{$%][^\0\n]*$/.test(program) || /:$|:\/\//.test(program)) return false;
  if (isLauncher(program) || /[\\/]/.test(program) || /\.\w{2,4}$/.test(program)) return true;
  if (args.some((arg) => /^--?[A-Za-z]/.test(arg))) return true;
  return args.length <= 2 && /^[a-z0-9][\w.+-]*$/.test(program) && /[-_]|mcp/.test(program);
}

/** Whether a text that cannot be split was meant as a command all the same. */
function isPlausibleStart(text: string): boolean {
  const words = text.trim().slice(0, 2_000).split(/\s+/);
  const isAssignment = /^(?:export\s+)?[A-Za-z_]\w*=/.test(text.trim());
  return isAssignment || isPlausible(words) || words[1] === 'mcp' || words[0] === 'cd';
}
