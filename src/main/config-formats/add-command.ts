import type { Problem } from '../../shared/domain/server.ts';
import type { CommandWords } from './command-words.ts';
import { splitCommandLine } from './command-words.ts';
import { parseJsonText } from './json-text.ts';
import { transportTypeOf, typeOfUrl } from './entry-transport.ts';
import { pasteError, pasteWarning } from './problem.ts';
import type { RawServer, RawTransport } from './raw-server.ts';
import { programName } from '../registry/launch-warnings.ts';

/** What a command that registers a server with some app says. */
export type AddCommand =
  | { readonly kind: 'server'; readonly raw: RawServer }
  /** The server is given as JSON, with the name to use for it. */
  | { readonly kind: 'json'; readonly json: string; readonly name?: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

const editors = /^(?:code(?:-insiders)?|codium|vscodium|cursor|windsurf)$/;

/**
 * Understands `APP mcp add`, whatever the app, `APP mcp add-json`, and `code --add-mcp '{…}'`;
 * nothing for any other command.
 */
export function readAddCommand({ words, line }: CommandWords): AddCommand | undefined {
  const program = programName(words[0] ?? '');
  const jsonAt = words.indexOf('--add-mcp');
  if (editors.test(program) && jsonAt > 0) return jsonOf(words[jsonAt + 1], undefined, line);
  // The app itself may be started by a package runner.
  const at = words.slice(0, 5).indexOf('mcp');
  if (at < 1 || words.slice(0, at).includes('--')) return undefined;
  const verb = words[at + 1] ?? '';
  const rest = words.slice(at + 2);
  if (verb === 'add-json') {
    const [name, json] = positionals(rest);
    return jsonOf(json, name, line);
  }
  if (verb === 'add' || verb === 'add-remote') return readAdd(rest, line);
  if (!otherVerbs.test(verb)) return undefined;
  const message = `“${words
    .slice(0, at + 2)
    .join(' ')
    .slice(0, 80)}” looks after the servers of another app and names none.`;
  return { kind: 'refused', problem: pasteWarning('NOT_A_SERVER', '', message, line) };
}

const otherVerbs =
  /^(?:list|ls|get|show|remove|rm|delete|login|logout|auth|enable|disable|status|test|debug|reset-project-choices|add-from-claude-desktop|import)$/;

function jsonOf(json: string | undefined, name: string | undefined, line: number): AddCommand {
  if (json !== undefined) return { kind: 'json', json, name };
  return { kind: 'refused', problem: incomplete('Expected the server as JSON in quotes.', line) };
}

const incomplete = (message: string, line: number): Problem =>
  pasteError('COMMAND_INCOMPLETE', '', message, line);

/** Options of these commands that take a value; `-e` and `--header` may repeat. */
const options: ReadonlyMap<string, string> = new Map([
  ['-t', 'transport'],
  ['--transport', 'transport'],
  ['--type', 'transport'],
  ['-e', 'env'],
  ['--env', 'env'],
  ['-H', 'header'],
  ['--header', 'header'],
  ['--url', 'url'],
  ['--name', 'name'],
  ['--command', 'command'],
  ['--cmd', 'command'],
  ['--args', 'args'],
  ['--arg', 'args'],
  ['--bearer-token-env-var', 'tokenVariable'],
  ['--timeout', 'ignored'],
  ['-s', 'ignored'],
  ['--scope', 'ignored'],
  ['--description', 'ignored'],
  ['--client-id', 'clientId'],
  ['--callback-port', 'ignored'],
  ['--include-tools', 'ignored'],
  ['--exclude-tools', 'ignored'],
]);

interface AddWords {
  readonly given: Map<string, string[]>;
  readonly rest: string[];
}

/** Options end at `--`, or where the program to register begins. */
function parse(words: readonly string[]): AddWords {
  const given = new Map<string, string[]>();
  const rest: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (word === '--') return { given, rest: [...rest, ...words.slice(i + 1)] };
    if (!word.startsWith('-')) rest.push(word);
    const [flag = '', inline] = word.startsWith('--') ? splitInline(word) : [word];
    const option = options.get(flag);
    if (option !== undefined) {
      const value = inline ?? words[i + 1] ?? '';
      if (inline === undefined) i += 1;
      given.set(option, [...(given.get(option) ?? []), value]);
    }
    // A whole command in quotes has no words behind it.
    const isProgram =
      rest.length === (given.has('name') ? 1 : 2) && !looksLikeAddress(word) && !/\s/.test(word);
    if (isProgram && !word.startsWith('-'))
      return { given, rest: [...rest, ...words.slice(i + 1)] };
    // `-e A=1 B=2` gives several at once.
    if (option === 'env')
      while (rest.length > 0 && /^[A-Za-z_]\w*=/.test(words[i + 1] ?? '')) {
        given.get('env')?.push(words[i + 1] ?? '');
        i += 1;
      }
  }
  return { given, rest };
}

const splitInline = (word: string): [string, string?] => {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
};

const positionals = (words: readonly string[]): readonly string[] => parse(words).rest;

const looksLikeAddress = (word: string): boolean => /^(?:https?|wss?):\/\//i.test(word);

function readAdd(words: readonly string[], line: number): AddCommand {
  const { given, rest } = parse(words);
  const [said] = given.get('name') ?? [];
  const [name, first, ...others] = said === undefined ? rest : [said, ...rest];
  const target = first ?? given.get('url')?.[0] ?? given.get('command')?.[0];
  const args = [...others, ...(given.get('args') ?? []).flatMap(wordsOf)];
  if (name === undefined || target === undefined) {
    const message = 'Expected a name and then a command or an address.';
    return { kind: 'refused', problem: incomplete(message, line) };
  }
  const transport = transportOf(target, args, given);
  const clientId = given.get('clientId')?.[0];
  const fields = clientId === undefined ? {} : { auth: { type: 'oauth' as const, clientId } };
  return { kind: 'server', raw: { name, line, transport, fields, problems: [] } };
}

function transportOf(
  target: string,
  args: readonly string[],
  given: ReadonlyMap<string, readonly string[]>,
): RawTransport {
  const said = transportTypeOf(given.get('transport')?.[0] ?? '');
  const isRemote = said === undefined ? looksLikeAddress(target) : said !== 'stdio';
  if (!isRemote) {
    // Some put the whole command into one pair of quotes.
    const words = args.length === 0 && /\s/.test(target) ? wordsOf(target) : [target];
    const [command = target, ...inner] = words;
    const env = pairsOf(given.get('env') ?? [], /=/);
    return { type: 'stdio', command, args: [...inner, ...args], env };
  }
  const headers = pairsOf(given.get('header') ?? [], /[:=]/);
  const variable = given.get('tokenVariable')?.[0];
  if (variable !== undefined) headers.set('Authorization', `Bearer {{${variable}}}`);
  const type = said === 'sse' || said === 'websocket' ? said : typeOfUrl(target);
  const isSaidHttp = said === 'streamable-http' && type === 'sse';
  return { type: isSaidHttp ? said : type, url: target, headers };
}

function pairsOf(texts: readonly string[], separator: RegExp): Map<string, string> {
  return new Map(
    texts.flatMap((text) => {
      const at = text.search(separator);
      return at < 1 ? [] : [[text.slice(0, at).trim(), text.slice(at + 1).trim()] as const];
    }),
  );
}

/** Several words in one, split; also a JSON list of them. */
function wordsOf(text: string): readonly string[] {
  const { root } = text.trimStart().startsWith('[') ? parseJsonText(text) : {};
  if (root?.kind === 'list')
    return root.items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []));
  return splitCommandLine(text).commands[0]?.words ?? [text];
}
