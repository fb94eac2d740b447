import type { Problem } from '../../../shared/domain/server.ts';
import type { ConfigEntry, ConfigNode, MapNode } from './config-node.ts';
import { entryOf, isUnsafeKey, mapUnder, textUnder } from './config-node.ts';
import type { InputHint } from './placeholders.ts';
import { pasteError, pasteLimits, pasteWarning } from './problem.ts';

/** Which app's conventions apply where they differ. */
export type Flavour = 'plain' | 'goose' | 'librechat' | 'gemini';

/** One server's block inside a configuration. */
export interface FoundServer {
  readonly name?: string;
  readonly node: ConfigNode;
  readonly line: number;
  /** Dotted path in the configuration, e.g. `mcpServers.github`. */
  readonly path: string;
  readonly flavour: Flavour;
  /** Registry documents (`server.json`) describe a server in another vocabulary. */
  readonly isRegistryDocument: boolean;
}
/** All servers of a configuration and the values it asks for. */
export interface FoundServers {
  readonly servers: readonly FoundServer[];
  readonly hints: ReadonlyMap<string, InputHint>;
  readonly problems: readonly Problem[];
}

const containerKeys = [
  'mcpServers',
  'servers',
  'context_servers',
  'mcp_servers',
  'mcp',
  'extensions',
  'mcp.servers',
  'amp.mcpServers',
] as const;
const spellings = new Set(['mcpservers', 'mcpserver', 'contextservers', 'mcpserverconfig']);

/** Whether `key` is a heading under which apps list servers. */
const isContainerKey = (key: string): boolean =>
  (containerKeys as readonly string[]).includes(key) || isMisspelt(key);

const isMisspelt = (key: string): boolean =>
  spellings.has(key.toLowerCase().replace(/[-_ .]/g, ''));

const transportKeys = ['command', 'cmd', 'url', 'uri', 'httpUrl', 'serverUrl', 'args'] as const;
const registryKeys = ['packages', 'remotes'] as const;

interface Search {
  readonly isYaml: boolean;
  readonly servers: FoundServer[];
  readonly hints: Map<string, InputHint>;
  readonly problems: Problem[];
}

/**
 * Finds every server in a configuration of any known shape, at most `maxServers`. `isYaml` tells
 * LibreChat from others.
 */
export function findServers(
  root: ConfigNode,
  isYaml: boolean,
  maxServers: number = pasteLimits.maxServers,
): FoundServers {
  const search: Search = { isYaml, servers: [], hints: new Map(), problems: [] };
  searchIn(root, '', 0, search);
  const { servers, problems } = search;
  if (servers.length > maxServers) {
    const limit = String(maxServers);
    problems.push(pasteError('TOO_MANY', '', `Expected at most ${limit} servers at once.`));
  }
  return { ...search, servers: servers.slice(0, maxServers) };
}

function searchIn(node: ConfigNode, path: string, depth: number, to: Search): void {
  if (node.kind === 'list') addList(node.items, path, 'plain', to);
  if (node.kind !== 'map') return;
  collectHints(node, to);
  const inside = mapUnder(node, 'server');
  if (inside !== undefined && isRegistryDocument(inside)) return add(undefined, inside, path, to);
  const containers = node.entries.filter((entry) => isContainer(entry));
  const projects = mapUnder(node, 'projects');
  for (const entry of containers) addContainer(entry, join(path, entry.key), depth, to);
  for (const entry of projects?.entries ?? [])
    if (entry.node.kind === 'map' && mapUnder(entry.node, 'mcpServers') !== undefined)
      searchIn(entry.node, join(path, entry.key), depth + 1, to);
  if (containers.length > 0 || to.servers.length > 0) return;
  if (isServerLike(node) || isRegistryDocument(node)) return add(undefined, node, path, to);
  if (node.entries.some((entry) => entry.node.kind === 'map' && isServerLike(entry.node)))
    return addNamed(node, path, 'plain', to);
  const [only] = node.entries;
  if (depth < 3 && node.entries.length === 1 && only !== undefined)
    searchIn(only.node, join(path, only.key), depth + 1, to);
}

function isContainer({ key, node }: ConfigEntry): boolean {
  if (!isContainerKey(key)) return false;
  if (node.kind === 'list') return node.items.every((item) => item.kind === 'map');
  // `servers` and `mcp` may also be the names of servers.
  return node.kind === 'map' && !isServerLike(node);
}

function addContainer(entry: ConfigEntry, path: string, depth: number, to: Search): void {
  const { key, node } = entry;
  if (isMisspelt(key) && !(containerKeys as readonly string[]).includes(key)) {
    const message = `Expected “mcpServers”, found “${key}”; it was read as that.`;
    to.problems.push(pasteWarning('KEY_SPELLING', path, message, entry.line));
  }
  const flavour = flavourOf(key, to.isYaml);
  if (node.kind === 'list') return addList(node.items, path, flavour, to);
  if (node.kind !== 'map') return;
  if (key === 'mcp' && mapUnder(node, 'servers') !== undefined)
    return searchIn(node, path, depth + 1, to);
  addNamed(node, path, flavour, to);
}

function flavourOf(key: string, isYaml: boolean): Flavour {
  if (key === 'extensions') return 'goose';
  return isYaml && key === 'mcpServers' ? 'librechat' : 'plain';
}

function addNamed(map: MapNode, path: string, flavour: Flavour, to: Search): void {
  const seen = new Set<string>();
  for (const entry of map.entries) {
    if (isUnsafeKey(entry.key) || isGooseBuiltIn(entry.node, flavour)) continue;
    if (seen.has(entry.key)) reportDuplicate(entry.key, join(path, entry.key), entry.line, to);
    seen.add(entry.key);
    const isBlock = entry.node.kind === 'map';
    if (!isBlock && flavour === 'plain' && path === '') continue;
    add(entry.key, entry.node, join(path, entry.key), to, entry.line, flavour);
  }
}

function addList(items: readonly ConfigNode[], path: string, flavour: Flavour, to: Search): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    if (item.kind !== 'map') return;
    const wrapped = mapUnder(item, 'server');
    const node = wrapped !== undefined && isRegistryDocument(wrapped) ? wrapped : item;
    const name = textUnder(node, 'name') ?? textUnder(node, 'id');
    if (!isServerLike(node) && !isRegistryDocument(node) && name === undefined) return;
    const at = join(path, String(index));
    if (name !== undefined && seen.has(name)) reportDuplicate(name, at, item.line, to);
    if (name !== undefined) seen.add(name);
    // Only the map form of LibreChat has its defaults; a list is Continue's.
    add(name, node, at, to, item.line, flavour === 'librechat' ? 'plain' : flavour);
  });
}

function add(
  name: string | undefined,
  node: ConfigNode,
  path: string,
  to: Search,
  line = node.line,
  flavour: Flavour = 'plain',
): void {
  const isRegistry = node.kind === 'map' && isRegistryDocument(node);
  to.servers.push({ name, node, line, path, flavour, isRegistryDocument: isRegistry });
}

function reportDuplicate(name: string, path: string, line: number, to: Search): void {
  const message = `Two servers are called “${name}”; both are listed.`;
  to.problems.push(pasteWarning('DUPLICATE_SERVER', path, message, line));
}

/** Extensions that are part of Goose itself cannot be started by anyone else. */
const isGooseBuiltIn = (node: ConfigNode, flavour: Flavour): boolean =>
  flavour === 'goose' &&
  node.kind === 'map' &&
  /^(?:builtin|platform|frontend)$/.test(textUnder(node, 'type') ?? '');

const isServerLike = (map: MapNode): boolean =>
  transportKeys.some((key) => {
    const node = entryOf(map, key)?.node;
    return node !== undefined && node.kind !== 'map';
  });

const isRegistryDocument = (map: MapNode): boolean =>
  !isServerLike(map) && registryKeys.some((key) => entryOf(map, key)?.node.kind === 'list');

function collectHints(map: MapNode, to: Search): void {
  for (const [id, hint] of hintsIn(map)) to.hints.set(id, hint);
}

/** What VS Code's `inputs` list says about the values it asks for, by id. */
export function hintsIn(map: MapNode): Map<string, InputHint> {
  const inputs = entryOf(map, 'inputs')?.node;
  const hints = new Map<string, InputHint>();
  for (const input of inputs?.kind === 'list' ? inputs.items : []) {
    const id = input.kind === 'map' ? textUnder(input, 'id') : undefined;
    if (input.kind !== 'map' || id === undefined) continue;
    const password = entryOf(input, 'password')?.node;
    const sensitive = password?.kind === 'scalar' && password.value === true;
    const description = (textUnder(input, 'description') ?? '').slice(0, 10_000);
    hints.set(id, { title: '', description, sensitive });
  }
  return hints;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
