import type { PasteReading, Problem } from '../../../shared/domain/server.ts';
import type { ConfigNode } from './config-node.ts';
import type { FoundServer } from './find-servers.ts';
import { findServers } from './find-servers.ts';
import type { FinishedServer } from './finish-server.ts';
import { finishServer } from './finish-server.ts';
import { parseJsonText } from './json-text.ts';
import type { ParsedText } from './parsed-text.ts';
import { pasteError, pasteLimits } from './problem.ts';
import type { PasteContext } from './raw-server.ts';
import { placeProblems, readEntry } from './read-entry.ts';
import { readRegistryDocument } from './registry-document.ts';
import { parseTomlText } from './toml-text.ts';
import { parseYamlText } from './yaml-text.ts';

/** A language configurations are written in. */
export type ConfigFormat = 'json' | 'toml' | 'yaml';

/** Servers and problems found in a part of a paste. */
export type PartReading = Omit<PasteReading, 'format'>;

const parsers: Readonly<Record<ConfigFormat, (text: string) => ParsedText>> = {
  json: parseJsonText,
  toml: parseTomlText,
  yaml: parseYamlText,
};

/** Reads every server of a configuration in the given language. */
export function readConfig(text: string, format: ConfigFormat, context: PasteContext): PartReading {
  const { root, problems } = parsers[format](text);
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
  const found = findServers(root, format === 'yaml');
  const hints = new Map([...context.hints, ...found.hints]);
  const servers: PartReading['servers'] = [];
  const problems: Problem[] = [...found.problems];
  for (const server of found.servers) {
    const named =
      found.servers.length === 1 && server.name === undefined ? { ...server, name } : server;
    for (const finished of finish(named, { ...context, hints })) {
      if (finished.kind === 'server') servers.push(finished.server);
      else problems.push(...finished.problems);
    }
  }
  const isExplained = problems.some((problem) => problem.severity === 'error');
  if (servers.length === 0 && !isExplained) problems.push(noServer(root));
  return { servers: servers.slice(0, pasteLimits.maxServers), problems };
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
