import { isProgram } from '../../shared/domain/transport-kind.ts';
import { isBridgePath } from '../apps/bridge-path.ts';
import type { Problem } from '../../shared/domain/server.ts';
import type { RootPath } from '../config-formats/chosen-roots.ts';
import { onlyRoots } from '../config-formats/chosen-roots.ts';
import type { ConfigNode } from '../config-formats/config-node.ts';
import { entryOf } from '../config-formats/config-node.ts';
import { tooDeep } from '../config-formats/parsed-text.ts';
import type { Flavour } from '../config-formats/find-servers.ts';
import type { ConfigFormat, ReadServer } from '../config-formats/read-config.ts';
import { parseConfigText, readServers } from '../config-formats/read-config.ts';
import type { Find, FoundServer } from './find.ts';
import { importProblem } from './import-problem.ts';

/** Servers taken from one file; more than anybody has. */
export const maxServersInFile = 2_000;

/** How a settings file is to be read. */
export interface SettingsContext {
  readonly format: ConfigFormat;
  /** The only parts that list servers; every part when empty. */
  readonly roots: readonly RootPath[];
  /** Whose conventions apply, where the text itself does not tell. */
  readonly flavour?: Flavour | undefined;
  readonly home: string;
  /** The project's folder, when the file belongs to one. */
  readonly folder?: string;
}

/** What one settings file holds. */
export type SettingsReading = Pick<Find, 'servers' | 'problems'>;

/**
 * Reads the servers of an app's settings file. Comments and trailing commas are fine; a file that is
 * not whole or says something unclear gives no server at all, only the problem and its line. A file
 * without servers is no problem.
 */
export function readSettings(text: string, context: SettingsContext): SettingsReading {
  try {
    return readWhole(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), context);
  } catch (error) {
    // The parsers recurse; a nesting that slips past the bracket count ends their stack.
    if (error instanceof RangeError) return { servers: [], problems: [tooDeep()] };
    throw error;
  }
}

function readWhole(text: string, context: SettingsContext): SettingsReading {
  if (text.trim() === '') return { servers: [], problems: [] };
  const { format, roots, home, folder, flavour } = context;
  const parsed = parseConfigText(text, format, roots);
  const damage = parsed.problems.map(withoutRepair).filter(isError);
  if (parsed.root === undefined || damage.length > 0) return { servers: [], problems: damage };
  const root = onlyRoots(parsed.root, roots);
  const misplaced = wrongTypes(root, roots);
  if (misplaced.length > 0) return { servers: [], problems: misplaced };
  const surroundings = { home, ...(folder === undefined ? {} : { folder }), hints: new Map() };
  const reading = readServers(root, format, surroundings, {
    maxServers: maxServersInFile,
    flavour,
  });
  const remarks = parsed.problems.filter(({ path }) => isWithin(path, roots));
  return {
    // Patchbay as a server of Patchbay would lead in a circle.
    servers: reading.servers.filter((one) => !isBridge(one)).map(foundServer),
    problems: [...remarks, ...reading.problems],
  };
}

const isError = ({ severity }: Problem): boolean => severity === 'error';

/** What a paste may repair may in a file be the sign that only half of it was written. */
function withoutRepair(problem: Problem): Problem {
  const isRepair = problem.code === 'SYNTAX_REPAIRED' || problem.code === 'SMART_QUOTES';
  return isRepair ? { ...problem, code: 'SYNTAX', severity: 'error' } : problem;
}

function wrongTypes(root: ConfigNode, roots: readonly RootPath[]): Problem[] {
  if (roots.length === 0) return [];
  if (root.kind !== 'map') return [expectedBlock('', root)];
  return roots.flatMap(([key = '', ...below]) => {
    const node = entryOf(root, key)?.node;
    if (node === undefined || node.kind === 'map' || below.length > 0) return [];
    if (node.kind === 'scalar' && node.value === null) return [];
    const isList = node.kind === 'list' && node.items.every(({ kind }) => kind === 'map');
    return isList ? [] : [expectedBlock(key, node)];
  });
}

function expectedBlock(path: string, { line }: ConfigNode): Problem {
  return { ...importProblem('SERVERS_NOT_BLOCK', '', path), line };
}

function isBridge({ finished }: ReadServer): boolean {
  if (finished.kind !== 'server') return false;
  const { transport } = finished.server.draft;
  return isProgram(transport) && [transport.command, ...transport.args].some(isBridgePath);
}

const isWithin = (path: string, roots: readonly RootPath[]): boolean =>
  roots.length === 0 || roots.some(([first = '']) => `${path}.`.startsWith(`${first}.`));

function foundServer({ name, path, finished }: ReadServer): FoundServer {
  return { path, ...(name === undefined ? {} : { name }), reading: finished };
}
