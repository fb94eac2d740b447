import type { ConfigEntry, ConfigNode, MapNode } from './config-node.ts';
import { entryOf, mapUnder, textUnder } from './config-node.ts';

/** Fields that say how a server is reached. */
const transportKeys = [
  'command',
  'cmd',
  'url',
  'uri',
  'httpUrl',
  'serverUrl',
  'baseUrl',
  'args',
] as const;

/**
 * A server's block with what some apps put into blocks of their own beside the rest: Zed's former
 * `command: {path, args, env}`, Continue's `transport: {type, command, url}`, a link's `config: {…}`. Fields given
 * directly win.
 */
export function flatShape(map: MapNode): MapNode {
  const command = mapUnder(map, 'command');
  const blocks = ['transport', 'config'].flatMap((key) => mapUnder(map, key) ?? []);
  const launch = blocks.find((block) => hasTransport(block));
  if (command === undefined && launch === undefined) return map;
  const own = map.entries.filter(({ node }) => node !== command && node !== launch);
  const ownKeys = new Set(own.map(({ key }) => key));
  const inner = [...commandEntries(command), ...(launch?.entries ?? [])];
  return { ...map, entries: [...inner.filter(({ key }) => !ownKeys.has(key)), ...own] };
}

const commandEntries = (command: MapNode | undefined): readonly ConfigEntry[] =>
  (command?.entries ?? []).map((entry) =>
    entry.key === 'path' ? { ...entry, key: 'command' } : entry,
  );

/** Whether a block names a program or an address. */
export function isServerLike(map: MapNode): boolean {
  const flat = flatShape(map);
  // What other settings run by themselves, such as a status line, is no server.
  if (textUnder(flat, 'type') === 'command') return false;
  return hasTransport(flat);
}

const hasTransport = (map: MapNode): boolean =>
  transportKeys.some((key) => {
    const node = entryOf(map, key)?.node;
    return node !== undefined && node.kind !== 'map' && !isBlank(node);
  });

const isBlank = (node: ConfigNode): boolean => node.kind === 'scalar' && node.value === null;

/** Whether a block is an entry of the MCP registry, `server.json`. */
export const isRegistryDocument = (map: MapNode): boolean =>
  !isServerLike(map) &&
  ['packages', 'remotes'].some((key) => entryOf(map, key)?.node.kind === 'list');

/** Whether a block is the manifest of a bundle (`.mcpb`). */
export const isBundleManifest = (map: MapNode): boolean =>
  ['manifest_version', 'dxt_version'].some((key) => entryOf(map, key) !== undefined) &&
  mapUnder(map, 'server') !== undefined;

/** Blocks whose address leads to people and pages, wherever they stand. */
const aboutKeys = new Set(
  'author authors maintainer maintainers contributor contributors publisher repository repo bugs issues homepage funding license licenses links icons icon documentation docs support contact statusline hooks website logo privacy_policies'.split(
    ' ',
  ),
);

/** Whether a key names what a project says about itself. */
export const isAbout = (key: string): boolean => aboutKeys.has(key.toLowerCase());

/** Whether a block describes a package of code, such as `package.json`. */
export const isPackageDocument = (map: MapNode): boolean =>
  textUnder(map, 'name') !== undefined &&
  textUnder(map, 'version') !== undefined &&
  [
    'bin',
    'main',
    'scripts',
    'dependencies',
    'devDependencies',
    'repository',
    'engines',
    'type',
  ].some((key) => entryOf(map, key) !== undefined);
