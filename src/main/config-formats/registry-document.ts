import type { Problem, Variable } from '../../shared/domain/server.ts';
import type { MapNode } from './config-node.ts';
import { entryOf, mapUnder, textUnder } from './config-node.ts';
import { transportTypeOf } from './entry-transport.ts';
import { variableName } from './placeholders.ts';
import { pasteError, pasteWarning } from './problem.ts';
import type { RawServer, RawTransport } from './raw-server.ts';
import { isSecretName } from '../../shared/domain/likely-secrets.ts';

/**
 * Reads a `server.json` of the MCP registry (schemas of 2025, camelCase and snake_case): each
 * package and each remote address becomes a server to choose from.
 */
export function readRegistryDocument(document: MapNode): RawServer[] {
  const packages = mapsUnder(document, 'packages').map(readPackage);
  const remotes = mapsUnder(document, 'remotes').map(readRemote);
  const ways = [...packages, ...remotes];
  const description = textUnder(document, 'description')?.slice(0, 10_000);
  const name = (textUnder(document, 'name') ?? '').split('/').at(-1) ?? '';
  const title = textUnder(document, 'title');
  return ways.map(({ transport, variables, problems }) => ({
    ...(title === undefined ? {} : { title }),
    ...(name === '' ? {} : { name: name.replace(/^mcp-server-|-mcp-server$|-mcp$|^mcp-/, '') }),
    line: document.line,
    transport,
    variables,
    fields: description === undefined ? {} : { description },
    problems: ways.length > 1 ? [severalWays(ways.length, document.line), ...problems] : problems,
  }));
}

interface Way {
  readonly transport: RawTransport;
  readonly variables: readonly Variable[];
  readonly problems: readonly Problem[];
}

const severalWays = (count: number, line: number): Problem =>
  pasteWarning(
    'SEVERAL_WAYS',
    '',
    `This is one of ${String(count)} ways to run the same server; one is enough.`,
    line,
  );

function mapsUnder(map: MapNode, ...keys: readonly string[]): MapNode[] {
  const node = keys.map((key) => entryOf(map, key)?.node).find((found) => found !== undefined);
  return node?.kind === 'list' ? node.items.filter((item) => item.kind === 'map') : [];
}

const firstText = (map: MapNode, ...keys: readonly string[]): string | undefined =>
  keys.map((key) => textUnder(map, key)).find((text) => text !== undefined && text !== '');

function readPackage(map: MapNode): Way {
  const variables = new Map<string, Variable>();
  const type = firstText(map, 'registryType', 'registry_type', 'registry_name') ?? 'npm';
  const identifier = firstText(map, 'identifier', 'name') ?? '';
  const version = firstText(map, 'version');
  const runtimeArgs = argsOf(mapsUnder(map, 'runtimeArguments', 'runtime_arguments'), variables);
  const packageArgs = argsOf(mapsUnder(map, 'packageArguments', 'package_arguments'), variables);
  const env = valuesOf(mapsUnder(map, 'environmentVariables', 'environment_variables'), variables);
  const launch =
    identifier === '' ? undefined : launchOf(type, identifier, version, [...env.keys()]);
  const hint = firstText(map, 'runtimeHint', 'runtime_hint');
  const command = launch === undefined ? '' : (hint ?? launch.command);
  const message = 'Expected “identifier” and a “registryType” of npm, pypi, oci or nuget.';
  const problems =
    launch === undefined
      ? [unknownPackage(type, message, map.line)]
      : servedOver(map).map((address) => notStdio(address, map.line));
  const args = launch === undefined ? [] : argsAround(launch, runtimeArgs, packageArgs);
  // A hint of `npx` comes with its own arguments at times; `-y` twice is harmless but untidy.
  const unique = args.filter((arg, index) => arg !== '-y' || args.indexOf('-y') === index);
  const transport: RawTransport = { type: 'stdio', command, args: unique, env };
  return { transport, variables: [...variables.values()], problems };
}

interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Words before this place belong to the program itself; its own options follow them. */
  readonly optionsAt?: number;
}

/** Arguments of the runtime stand before the package; docker's own belong behind `run`. */
function argsAround(
  { args, optionsAt = 0 }: Launch,
  runtimeArgs: readonly string[],
  packageArgs: readonly string[],
): readonly string[] {
  const isWhole = optionsAt > 0 && runtimeArgs[0] === 'run';
  const own = isWhole ? runtimeArgs.slice(1) : runtimeArgs;
  const fresh = own.filter((arg) => optionsAt === 0 || !/^(?:-i|--rm|--interactive)$/.test(arg));
  // An option that hands on a variable says it once.
  const kept = args.slice(optionsAt);
  return [...args.slice(0, optionsAt), ...fresh, ...kept, ...packageArgs];
}

const unknownPackage = (type: string, message: string, line: number): Problem =>
  /^mcpb$/i.test(type)
    ? pasteError(
        'MISSING_TRANSPORT',
        'transport',
        'This package is a bundle (.mcpb); download it and drop it on the window.',
        line,
      )
    : pasteError('MISSING_TRANSPORT', 'transport', message, line);

/** The address a package serves, where it does not speak over its output. */
function servedOver(map: MapNode): readonly string[] {
  const transport = mapUnder(map, 'transport');
  const type = transportTypeOf(
    transport === undefined ? 'stdio' : (textUnder(transport, 'type') ?? 'stdio'),
  );
  if (type === undefined || type === 'stdio') return [];
  return [transport === undefined ? '' : (textUnder(transport, 'url') ?? '')];
}

const notStdio = (address: string, line: number): Problem =>
  pasteError(
    'NOT_STDIO',
    'transport',
    `This package serves ${address === '' ? 'an address' : address.slice(0, 200)} and does not speak over its output. Start it yourself and add that address.`,
    line,
  );

function launchOf(
  type: string,
  identifier: string,
  version: string | undefined,
  envNames: readonly string[],
): Launch | undefined {
  const pinned = version === undefined ? identifier : `${identifier}@${version}`;
  switch (type) {
    case 'npm':
      return { command: 'npx', args: ['-y', pinned] };
    case 'pypi':
      return { command: 'uvx', args: [pinned] };
    case 'nuget':
      return { command: 'dnx', args: [pinned, '--yes'] };
    case 'oci':
    case 'docker': {
      const image =
        version === undefined || /:[^/]+$/.test(identifier)
          ? identifier
          : `${identifier}:${version}`;
      const passed = envNames.flatMap((name) => ['-e', name]);
      return { command: 'docker', args: ['run', '-i', '--rm', ...passed, image], optionsAt: 3 };
    }
    default:
      return undefined;
  }
}

function argsOf(maps: readonly MapNode[], variables: Map<string, Variable>): string[] {
  return maps.flatMap((map) => {
    const name = firstText(map, 'name') ?? '';
    const hint = firstText(map, 'valueHint', 'value_hint') ?? name.replace(/^-+/, '');
    const isNamed = textUnder(map, 'type') === 'named';
    // An option that is on or off is left off unless the document turns it on.
    if (isNamed && isSwitch(map)) return isTurnedOn(map) ? [name] : [];
    if (isNamed && dockerSwitch.test(name)) return [name];
    const value = valueOf(map, hint === '' ? 'value' : hint, variables);
    if (!isNamed) return value === '' ? [] : [value];
    return value === '' ? [name] : [name, value];
  });
}

/** Options of `docker run` that take no value, whatever a document leaves unsaid. */
const dockerSwitch = /^(?:-[it]{1,2}|--(?:rm|init|interactive|tty|privileged|read-only))$/;

const isSwitch = (map: MapNode): boolean => textUnder(map, 'format') === 'boolean';

function isTurnedOn(map: MapNode): boolean {
  const node = (entryOf(map, 'value') ?? entryOf(map, 'default'))?.node;
  return node?.kind === 'scalar' && String(node.value).toLowerCase() === 'true';
}

function valuesOf(maps: readonly MapNode[], variables: Map<string, Variable>): Map<string, string> {
  return new Map(
    maps.flatMap((map) => {
      const name = textUnder(map, 'name');
      return name === undefined ? [] : [[name, valueOf(map, name, variables)] as const];
    }),
  );
}

/** A fixed or default value, or a variable the person fills in. */
function valueOf(map: MapNode, name: string, variables: Map<string, Variable>): string {
  const fixed = firstText(map, 'value');
  const given = fixed ?? (isHidden(map, name) ? undefined : firstText(map, 'default'));
  return given === undefined ? declare(name, map, variables) : withInner(given, map, variables);
}

/** `{name}` in a text, for the names its `variables` declare. */
function withInner(text: string, map: MapNode, variables: Map<string, Variable>): string {
  const inner = mapUnder(map, 'variables');
  const known = new Set(inner?.entries.map((entry) => entry.key));
  return text.replace(/\{([\w-]{1,64})\}/g, (whole, key: string) =>
    known.has(key) ? declare(key, mapUnder(inner ?? map, key) ?? map, variables) : whole,
  );
}

function flagUnder(map: MapNode, ...keys: readonly string[]): boolean | undefined {
  const node = keys.map((key) => entryOf(map, key)?.node).find((found) => found !== undefined);
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
}

const isHidden = (map: MapNode, name: string): boolean =>
  flagUnder(map, 'isSecret', 'is_secret') === true || isSecretName(name);

/** Values are optional in this format unless it says that they are required. */
function declare(rawName: string, map: MapNode, variables: Map<string, Variable>): string {
  const name = variableName(rawName);
  const sensitive = isHidden(map, name);
  const description = (textUnder(map, 'description') ?? '').slice(0, 10_000);
  const fallback = firstText(map, 'value', 'default');
  const isRequired = flagUnder(map, 'isRequired', 'is_required') ?? false;
  const isOptional = !isRequired && (variables.get(name)?.optional ?? true);
  variables.set(name, {
    name,
    title: '',
    description,
    sensitive,
    ...(isOptional ? { optional: true } : {}),
    ...(fallback === undefined || sensitive ? {} : { default: fallback.slice(0, 10_000) }),
  });
  return `{{${name}}}`;
}

function readRemote(map: MapNode): Way {
  const variables = new Map<string, Variable>();
  const type = transportTypeOf(firstText(map, 'type', 'transport_type') ?? 'http');
  const url = withInner(textUnder(map, 'url') ?? '', map, variables);
  const headers = valuesOf(mapsUnder(map, 'headers'), variables);
  const used = type === 'sse' || type === 'websocket' ? type : 'streamable-http';
  return {
    transport: { type: used, url, headers },
    variables: [...variables.values()],
    problems: [],
  };
}
