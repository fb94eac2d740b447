import type { PasteReading, Problem } from '../../shared/domain/server.ts';
import type { RootPath } from './chosen-roots.ts';
import type { ConfigNode } from './config-node.ts';
import type { Flavour, FoundServer } from './find-servers.ts';
import { findServers } from './find-servers.ts';
import type { FinishedServer } from './finish-server.ts';
import { finishServer } from './finish-server.ts';
import { parseJsonText } from './json-text.ts';
import type { ParsedText } from './parsed-text.ts';
import { pasteError, pasteLimits } from './problem.ts';
import type { PasteContext } from './raw-server.ts';
import { projectOf, startInFolder } from './project-folder.ts';
import { placeProblems, readEntry } from './read-entry.ts';
import { readRegistryDocument } from './registry-document.ts';
import { parseTomlText } from './toml-text.ts';
import { parseYamlText } from './yaml-text.ts';

/** A language configurations are written in. */
export type ConfigFormat = 'json' | 'toml' | 'yaml';

/** Servers and problems found in a part of a paste. */
export type PartReading = Omit<PasteReading, 'format'>;

/** One server's block and what became of it. */
export interface ReadServer {
  /** The name the configuration gives it, if any. */
  readonly name?: string;
  readonly line: number;
  /** Dotted path in the configuration, e.g. `mcpServers.github`. */
  readonly path: string;
  readonly finished: FinishedServer;
}

/** Every server of a configuration by itself, and the problems of the whole. */
export interface ServersReading {
  readonly servers: readonly ReadServer[];
  readonly problems: readonly Problem[];
}

const parsers: Readonly<
  Record<ConfigFormat, (text: string, roots?: readonly RootPath[]) => ParsedText>
> = {
  json: parseJsonText,
  toml: parseTomlText,
  yaml: parseYamlText,
};

/** Parses a configuration; of JSON only what lies under `roots` is kept, if any are given. */
export const parseConfigText = (
  text: string,
  format: ConfigFormat,
  roots?: readonly RootPath[],
): ParsedText => parsers[format](text, roots);

/** Reads every server of a configuration in the given language. */
export function readConfig(text: string, format: ConfigFormat, context: PasteContext): PartReading {
  const { root, problems } = parseConfigText(text, format);
  if (root === undefined) return { servers: [], problems: [...problems] };
  const reading = readConfigNode(root, format, context);
  const all = [...problems, ...reading.problems].slice(0, pasteLimits.maxProblems);
  return { servers: reading.servers, problems: all };
}

/**
 * Reads every server below `root`. `name` is used for a single server that has none of its own,
 * as in an install link.
 */
export function readConfigNode(
  root: ConfigNode,
  format: ConfigFormat,
  context: PasteContext,
  name?: string,
): PartReading {
  const reading = readServers(root, format, context, { name });
  const servers: PartReading['servers'] = [];
  const problems: Problem[] = [...reading.problems];
  for (const { finished } of reading.servers) {
    if (finished.kind === 'server') servers.push(finished.server);
    else problems.push(...finished.problems);
  }
  const isExplained = problems.some((problem) => problem.severity === 'error');
  if (servers.length === 0 && !isExplained) problems.push(noServer(root));
  return { servers: servers.slice(0, pasteLimits.maxServers), problems };
}

/** What is known about a configuration from where it was found. */
export interface ReadOptions {
  /** For a single server that has no name of its own. */
  readonly name?: string | undefined;
  /** Whose conventions apply, where the text itself does not tell. */
  readonly flavour?: Flavour | undefined;
  readonly maxServers?: number;
}

/**
 * Reads every server below `root`, each by itself; none is no problem here. Programs of a project
 * start in its folder.
 */
export function readServers(
  root: ConfigNode,
  format: ConfigFormat,
  context: PasteContext,
  options: ReadOptions = {},
): ServersReading {
  const found = findServers(root, format === 'yaml', options.maxServers);
  const hints = new Map([...context.hints, ...found.hints]);
  const servers = found.servers.flatMap((server) => {
    const isNameless = found.servers.length === 1 && server.name === undefined;
    const flavour = server.flavour === 'plain' ? (options.flavour ?? 'plain') : server.flavour;
    const named = { ...server, flavour, ...(isNameless ? { name: options.name } : {}) };
    const { line, path } = named;
    const folder = context.folder ?? projectOf(path, named.name);
    return finish(named, { ...context, hints }).map((finished) => ({
      ...(named.name === undefined ? {} : { name: named.name }),
      line,
      path,
      finished: folder === undefined ? finished : startInFolder(finished, folder),
    }));
  });
  return { servers, problems: found.problems };
}

function finish(found: FoundServer, context: PasteContext): FinishedServer[] {
  if (found.isRegistryDocument && found.node.kind === 'map')
    return readRegistryDocument(found.node).map((raw) => finishServer(raw, context));
  const reading = readEntry(found);
  if (reading.kind === 'refused') return [reading];
  const finished = finishServer(reading.raw, context);
  if (finished.kind === 'server') return [finished];
  return [{ kind: 'refused', problems: placeProblems(found.path, finished.problems) }];
}

function noServer(root: ConfigNode): Problem {
  const message =
    'Expected at least one server, such as {"mcpServers": {"name": {"command": "…"}}} or {"url": "https://…"}.';
  return pasteError('NO_SERVER', '', message, root.line);
}
