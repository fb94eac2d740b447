import type { Problem, Variable } from '../../../shared/domain/server.ts';
import type { MapNode } from './config-node.ts';
import { entryOf, mapUnder, textUnder } from './config-node.ts';
import { transportTypeOf } from './entry-transport.ts';
import { variableName } from './placeholders.ts';
import { pasteError, pasteWarning } from './problem.ts';
import type { RawServer, RawTransport } from './raw-server.ts';
import { isSecretName } from './secrets.ts';

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
    launch === undefined ? [pasteError('MISSING_TRANSPORT', 'transport', message, map.line)] : [];
  const args = [...runtimeArgs, ...(launch?.args ?? []), ...packageArgs];
  // A hint of `npx` comes with its own arguments at times; `-y` twice is harmless but untidy.
  const unique = args.filter((arg, index) => arg !== '-y' || args.indexOf('-y') === index);
  const transport: RawTransport = { type: 'stdio', command, args: unique, env };
  return { transport, variables: [...variables.values()], problems };
}

interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

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
      return { command: 'docker', args: ['run', '-i', '--rm', ...passed, image] };
    }
    default:
      return undefined;
  }
}

function argsOf(maps: readonly MapNode[], variables: Map<string, Variable>): string[] {
  return maps.flatMap((map) => {
    const name = firstText(map, 'name') ?? '';
    const hint = firstText(map, 'valueHint', 'value_hint') ?? name.replace(/^-+/, '');
    const value = valueOf(map, hint === '' ? 'value' : hint, variables);
    if (textUnder(map, 'type') !== 'named') return value === '' ? [] : [value];
    return value === '' ? [name] : [name, value];
  });
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
  const given = firstText(map, 'value', 'default');
  if (given !== undefined) {
    const inner = mapUnder(map, 'variables');
    const known = new Set(inner?.entries.map((entry) => entry.key));
    return given.replace(/\{([\w-]{1,64})\}/g, (whole, key: string) =>
      known.has(key) ? declare(key, mapUnder(inner ?? map, key) ?? map, variables) : whole,
    );
  }
  return declare(name, map, variables);
}

function declare(rawName: string, map: MapNode, variables: Map<string, Variable>): string {
  const name = variableName(rawName);
  const secret = entryOf(map, 'isSecret')?.node ?? entryOf(map, 'is_secret')?.node;
  const isSecret = secret?.kind === 'scalar' ? secret.value === true : isSecretName(name);
  const description = (textUnder(map, 'description') ?? '').slice(0, 10_000);
  variables.set(name, { name, title: '', description, sensitive: isSecret });
  return `{{${name}}}`;
}

function readRemote(map: MapNode): Way {
  const variables = new Map<string, Variable>();
  const type = transportTypeOf(firstText(map, 'type', 'transport_type') ?? 'http');
  const url = textUnder(map, 'url') ?? '';
  const headers = valuesOf(mapsUnder(map, 'headers'), variables);
  const used = type === 'sse' || type === 'websocket' ? type : 'streamable-http';
  return {
    transport: { type: used, url, headers },
    variables: [...variables.values()],
    problems: [],
  };
}
