import type { Problem } from '../../shared/domain/server.ts';
import type { ConfigEntry, ConfigNode, MapNode } from './config-node.ts';
import { entryOf, isUnsafeKey, mapUnder, textUnder } from './config-node.ts';
import {
  isAbout,
  isBundleManifest,
  isPackageDocument,
  isRegistryDocument,
  isServerLike,
} from './entry-shape.ts';
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
  'modelContextProtocolServers',
] as const;
/** Headings that are also something else in the settings of many programs. */
const ambiguousKeys = new Set<string>(['servers', 'mcp', 'extensions']);
const spellings = new Set(['mcpservers', 'mcpserver', 'contextservers', 'mcpserverconfig']);

/** Whether `key` is a heading under which apps list servers. */
const isContainerKey = (key: string): boolean =>
  (containerKeys as readonly string[]).includes(key) || isMisspelt(key);

const isMisspelt = (key: string): boolean =>
  spellings.has(key.toLowerCase().replace(/[-_ .]/g, ''));

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
  if (isBundleManifest(node)) return reportManifest(node, path, to);
  addContainers(node, path, depth, to);
  const projects = mapUnder(node, 'projects');
  for (const entry of projects?.entries ?? [])
    if (entry.node.kind === 'map' && mapUnder(entry.node, 'mcpServers') !== undefined)
      searchIn(entry.node, join(path, entry.key), depth + 1, to);
  if (to.servers.length > 0 || node.entries.some((entry) => isContainer(entry))) return;
  if (isServerLike(node) || isRegistryDocument(node)) return add(undefined, node, path, to);
  addDeeper(node, path, depth, to);
  if (to.servers.length > 0 || isPackageDocument(node)) return;
  if (node.entries.some(isNamedServer)) return addNamed(node, path, 'plain', to);
  const [only] = node.entries;
  if (depth < 3 && node.entries.length === 1 && only !== undefined)
    searchIn(only.node, join(path, only.key), depth + 1, to);
}

/** Headings that mean servers come first; the others only count when servers are below them. */
function addContainers(node: MapNode, path: string, depth: number, to: Search): void {
  const containers = node.entries.filter((entry) => isContainer(entry));
  const certain = containers.filter(({ key }) => !ambiguousKeys.has(key));
  const doubtful = containers.filter(({ key }) => ambiguousKeys.has(key));
  for (const entry of certain) addContainer(entry, join(path, entry.key), depth, to);
  const hasServers = to.servers.length > 0;
  for (const entry of doubtful)
    if (!hasServers || holdsServer(entry.node))
      addContainer(entry, join(path, entry.key), depth, to);
}

function holdsServer(node: ConfigNode): boolean {
  if (node.kind === 'list')
    return node.items.some((item) => item.kind === 'map' && isServerLike(item));
  if (node.kind !== 'map') return false;
  const servers = entryOf(node, 'servers')?.node;
  return node.entries.some(isNamedServer) || (servers !== undefined && holdsServer(servers));
}

const isNamedServer = ({ key, node }: ConfigEntry): boolean =>
  node.kind === 'map' && !isAbout(key) && isServerLike(node);

/** Workspaces, containers and settings of other programs have the headings further down. */
function addDeeper(node: MapNode, path: string, depth: number, to: Search): void {
  if (depth >= 4) return;
  for (const { key, node: inner } of node.entries) {
    if (inner.kind !== 'map' || isAbout(key)) continue;
    const at = join(path, key);
    const certain = inner.entries.filter(
      (entry) => isContainer(entry) && (!ambiguousKeys.has(entry.key) || isMcpBlock(entry)),
    );
    for (const entry of certain) addContainer(entry, join(at, entry.key), depth + 1, to);
    if (certain.length === 0) addDeeper(inner, at, depth + 1, to);
    else collectHints(inner, to);
  }
}

const isMcpBlock = ({ key, node }: ConfigEntry): boolean =>
  key === 'mcp' && node.kind === 'map' && entryOf(node, 'servers') !== undefined;

function reportManifest({ line }: MapNode, path: string, to: Search): void {
  const message =
    'This is the manifest of a bundle. Drop the bundle itself (.mcpb or .dxt) on the window; it holds the program too.';
  to.problems.push(pasteError('BUNDLE_MANIFEST', path, message, line));
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
  if (isMcpBlock(entry)) return searchIn(node, path, depth + 1, to);
  addNamed(node, path, flavour, to, ambiguousKeys.has(key));
}

function flavourOf(key: string, isYaml: boolean): Flavour {
  if (key === 'extensions') return 'goose';
  return isYaml && key === 'mcpServers' ? 'librechat' : 'plain';
}

function addNamed(
  map: MapNode,
  path: string,
  flavour: Flavour,
  to: Search,
  onlyBlocks = path === '' && flavour === 'plain',
): void {
  const seen = new Set<string>();
  for (const entry of map.entries) {
    if (isUnsafeKey(entry.key) || isGooseBuiltIn(entry.node, flavour)) continue;
    if (path === '' && (isAbout(entry.key) || isScript(entry.node))) continue;
    if (isOfExtension(entry.node)) {
      reportExtension(entry, join(path, entry.key), to);
      continue;
    }
    if (seen.has(entry.key)) reportDuplicate(entry.key, join(path, entry.key), entry.line, to);
    seen.add(entry.key);
    const isBlock = entry.node.kind === 'map';
    if (!isBlock && onlyBlocks) continue;
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

/** Zed starts these by an extension that brings the program with it. */
const isOfExtension = (node: ConfigNode): boolean =>
  node.kind === 'map' && textUnder(node, 'source') === 'extension' && !isServerLike(node);

const isScript = (node: ConfigNode): boolean =>
  node.kind === 'map' && textUnder(node, 'type') === 'command';

function reportExtension({ key, line }: ConfigEntry, path: string, to: Search): void {
  const message = `“${key}” is started by an extension of that app, which has no command to take over; look in the server’s own documentation for one.`;
  to.problems.push(pasteWarning('EXTENSION_SERVER', path, message, line));
}

/** Extensions that are part of Goose itself cannot be started by anyone else. */
const isGooseBuiltIn = (node: ConfigNode, flavour: Flavour): boolean =>
  flavour === 'goose' &&
  node.kind === 'map' &&
  /^(?:builtin|platform|frontend)$/.test(textUnder(node, 'type') ?? '');

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
    const given = entryOf(input, 'default')?.node;
    const fallback =
      given?.kind === 'scalar' && given.value !== null && given.value !== ''
        ? { default: String(given.value).slice(0, 10_000) }
        : {};
    hints.set(id, { title: '', description, sensitive, ...fallback });
  }
  return hints;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
