import type { Problem } from '../../shared/domain/server.ts';
import type { ConfigEntry, MapNode } from './config-node.ts';
import { entryOf, textUnder } from './config-node.ts';
import { isLauncher } from './titles.ts';
import { splitCommandLine } from './command-words.ts';
import type { EntryFields } from './entry-fields.ts';
import type { FoundServer } from './find-servers.ts';
import { pasteError, pasteWarning } from './problem.ts';
import type { RawTransport } from './raw-server.ts';

/** What a transport is read from. */
export interface TransportSource {
  readonly fields: EntryFields;
  readonly node: MapNode;
  readonly found: FoundServer;
  readonly problems: Problem[];
  /** Reads the headers; only called for a remote server. */
  readonly headers: () => Map<string, string>;
}

type TransportType = RawTransport['type'];
type RemoteType = Exclude<TransportType, 'stdio'>;

const commandKeys = ['command', 'cmd'] as const;
const urlKeys = ['httpUrl', 'url', 'serverUrl', 'uri', 'baseUrl', 'endpoint'] as const;
const typeNames: ReadonlyMap<string, TransportType | 'remote'> = new Map([
  ['stdio', 'stdio'],
  ['local', 'stdio'],
  ['http', 'streamable-http'],
  ['https', 'streamable-http'],
  ['streaming', 'streamable-http'],
  ['streaminghttp', 'streamable-http'],
  ['streamablehttp', 'streamable-http'],
  ['remote', 'remote'],
  ['sse', 'sse'],
  ['websocket', 'websocket'],
  ['ws', 'websocket'],
]);

/** The transport type an app means by `name`; `remote` leaves the choice to the address. */
export const transportTypeOf = (name: string): TransportType | 'remote' | undefined =>
  typeNames.get(name.toLowerCase().replace(/[-_ ]/g, ''));

/** Reads how a server is reached; nothing when neither a command nor an address is given. */
export function readTransport(source: TransportSource): RawTransport | undefined {
  const { node, problems, found } = source;
  const type = readType(source);
  const hasCommand = commandKeys.some((key) => isPresent(node, key));
  const urlKey = urlKeys.find((key) => isPresent(node, key));
  if (hasCommand && urlKey !== undefined) {
    const message = 'Expected either a command or an address, found both.';
    problems.push(pasteError('COMMAND_AND_URL', 'transport', message, found.line));
  }
  const wantsRemote = type !== undefined && type !== 'stdio';
  if (urlKey !== undefined && (wantsRemote || !hasCommand)) return readRemote(source, urlKey, type);
  if (hasCommand) {
    if (wantsRemote && urlKey === undefined) mismatch(source, 'a command', 'stdio');
    return readProgram(source);
  }
  problems.push(pasteError('MISSING_TRANSPORT', 'transport', expected(type), found.line));
  return undefined;
}

function expected(type: TransportType | 'remote' | undefined): string {
  if (type === 'stdio') return 'Expected “command”, the program to start.';
  if (type !== undefined) return 'Expected “url”, the address of the server.';
  return 'Expected “command” (a program to start) or “url” (an address).';
}

function isPresent(map: MapNode, key: string): boolean {
  const node = entryOf(map, key)?.node;
  if (node === undefined || node.kind === 'map') return false;
  if (node.kind === 'list') return node.items.length > 0;
  return node.value !== null && String(node.value).trim() !== '';
}

function readType({ fields, problems }: TransportSource): TransportType | 'remote' | undefined {
  const entry = fields.take('type', 'transport', 'transportType');
  if (entry === undefined) return undefined;
  const name = entry.node.kind === 'scalar' ? String(entry.node.value) : '';
  const type = transportTypeOf(name);
  if (type !== undefined) return type;
  const message = `Expected “${entry.key}” to be stdio, streamable-http, sse or websocket.`;
  problems.push(pasteError('TYPE_UNKNOWN', 'transport.type', message, entry.line));
  return undefined;
}

function mismatch({ problems, found }: TransportSource, what: string, used: TransportType): void {
  const message = `The type does not go with ${what}; read as ${used}.`;
  problems.push(pasteWarning('TYPE_MISMATCH', 'transport.type', message, found.line));
}

function readRemote(
  source: TransportSource,
  urlKey: string,
  type: TransportType | 'remote' | undefined,
): RawTransport {
  const url = source.fields.text('transport.url', urlKey)?.trim() ?? '';
  const isSocket = /^wss?:/i.test(url);
  const used = isSocket ? 'websocket' : remoteTypeOf(type, url, urlKey, source.found);
  const said = type === undefined || type === 'remote' ? used : type;
  if (said !== used) mismatch(source, `the address “${url.slice(0, 5)}…”`, used);
  if (used === 'websocket' && !isSocket && /^https?:/i.test(url)) {
    const message = 'Expected an address that starts with ws:// or wss:// for a WebSocket server.';
    source.problems.push(pasteError('TYPE_MISMATCH', 'transport.url', message, source.found.line));
  }
  return { type: used, url, headers: source.headers() };
}

function remoteTypeOf(
  type: TransportType | 'remote' | undefined,
  url: string,
  urlKey: string,
  { flavour }: FoundServer,
): RemoteType {
  if (type !== undefined && type !== 'stdio' && type !== 'remote') return type;
  if (urlKey === 'httpUrl') return 'streamable-http';
  // LibreChat takes an address without a type for SSE.
  const isLegacyDefault = flavour === 'librechat' && !/\/mcp\/?(?:[?#]|$)/.test(url);
  return isLegacyDefault ? 'sse' : typeOfUrl(url);
}

/** The transport an address suggests: its scheme, or `sse` as a part of its path. */
export function typeOfUrl(url: string): RemoteType {
  if (/^wss?:/i.test(url)) return 'websocket';
  const path = (url.split(/[?#]/, 1)[0] ?? '').replace(/^[a-z]+:\/\/[^/]*/i, '');
  const isSse = /\/sse(?:\/|$)/i.test(path) && !/\/mcp\/?$/i.test(path);
  return isSse ? 'sse' : 'streamable-http';
}

function readProgram(source: TransportSource): RawTransport {
  const { fields } = source;
  const command = readCommand(source);
  const args = [...command.slice(1), ...readArgs(source)];
  const env = fields.texts('transport.env', 'env', 'envs', 'environment');
  // Names without values: the app would take them from its own environment or keyring.
  for (const name of passedNames(fields)) if (!env.has(name)) env.set(name, `{{${name}}}`);
  const cwd = fields.text('transport.cwd', 'cwd', 'workingDirectory', 'working_directory');
  return { type: 'stdio', command: command[0] ?? '', args, env, ...(cwd ? { cwd } : {}) };
}

/** Names alone, or in blocks that also say where the app would look for the value. */
export function passedNames(fields: EntryFields): string[] {
  return ['env_keys', 'env_vars', 'envVars'].flatMap((key) => {
    const node = fields.take(key)?.node;
    const items = node?.kind === 'list' ? node.items : [];
    return items.flatMap((item) => {
      const name =
        item.kind === 'map' ? textUnder(item, 'name') : item.kind === 'scalar' ? item.value : '';
      return typeof name === 'string' && /^[A-Za-z_]\w*$/.test(name) ? [name] : [];
    });
  });
}

function readCommand(source: TransportSource): readonly string[] {
  const { fields, node, problems } = source;
  const listed = commandKeys.find((key) => entryOf(node, key)?.node.kind === 'list');
  if (listed !== undefined) return fields.list('transport.command', listed);
  const text = fields.text('transport.command', ...commandKeys)?.trim() ?? '';
  const isPath = /^(?:[A-Za-z]:[\\/]|[\\/~.])|\.(?:exe|cmd|bat)$/i.test(text);
  const startsPackage = isLauncher(text.split(/\s/, 1)[0] ?? '');
  if (!/\s/.test(text) || isPath || (isPresent(node, 'args') && !startsPackage)) return [text];
  const words = splitCommandLine(text).commands[0]?.words ?? [text];
  const message = 'The command held its arguments as well; they were split at the spaces.';
  problems.push(pasteWarning('COMMAND_SPLIT', 'transport.command', message, source.found.line));
  return words;
}

function readArgs(source: TransportSource): readonly string[] {
  const { fields, node, problems } = source;
  const entry = entryOf(node, 'args') ?? entryOf(node, 'arguments');
  if (entry === undefined) return [];
  if (entry.node.kind === 'list')
    return splitOnly(fields.list('transport.args', 'args', 'arguments'), source);
  fields.take('args', 'arguments');
  if (entry.node.kind === 'scalar' && entry.node.value === null) return [];
  const message = `Expected “${entry.key}” to be a list of texts, such as ["-y", "name"].`;
  problems.push(pasteError('ARGS_NOT_LIST', 'transport.args', message, entry.line));
  return guessedArgs(entry);
}

/** Some put all arguments into one text of the list; launchers would not find their package. */
function splitOnly(args: readonly string[], { node, problems, found }: TransportSource) {
  const [only = ''] = args;
  const command = commandKeys.map((key) => textUnder(node, key)).find(Boolean) ?? '';
  if (args.length !== 1 || !isLauncher(command) || !/^-\S* \S/.test(only)) return args;
  const words = splitCommandLine(only).commands[0]?.words ?? args;
  const message = 'All arguments stood in one text; they were split at the spaces.';
  problems.push(pasteWarning('COMMAND_SPLIT', 'transport.args', message, found.line));
  return words;
}

function guessedArgs({ node }: ConfigEntry): readonly string[] {
  if (node.kind !== 'scalar') return [];
  return splitCommandLine(String(node.value)).commands[0]?.words ?? [String(node.value)];
}
