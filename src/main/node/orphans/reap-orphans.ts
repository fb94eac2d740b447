import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Logger } from '../../kernel/logger.ts';
import type { ListProcesses, ProcessRow } from '../processes/process-tree-rows.ts';
import { createProcessTree, systemProcessTreeDeps } from '../processes/process-tree.ts';
import { stopTree } from '../stdio/stop-tree.ts';
import { parseRoster } from './roster-file.ts';
import type { Roster } from './roster-file.ts';
import { hasStartMark } from './start-mark.ts';

/** They lost their input long ago, so they are asked once and not waited for long. */
const GRACE_MS = { stdinEnd: 0, term: 1_000 };

/** What looking for orphans needs. */
export interface ReapDeps {
  /** Where rosters lie; need not exist. */
  readonly folder: string;
  /** The start of the computer, as in `StartMarks`. */
  readonly bootMark: string;
  readonly list: ListProcesses;
  readonly logger: Logger;
}

/**
 * Ends what a Patchbay that died has left running: every process that a roster lists and whose
 * start is the one written there, with all it has started. A roster whose Patchbay lives is left
 * alone. Resolves with the number of such processes once they are gone. Never rejects.
 */
export async function reapOrphans(deps: ReapDeps): Promise<number> {
  const names = await readdir(deps.folder).catch(() => [] as string[]);
  const found = await Promise.all(names.map((name) => readOne(join(deps.folder, name))));
  if (found.length === 0) return 0;
  const rows = await deps.list();
  // We are one ourselves: where nothing is listed, nothing is known, and every list stays.
  if (rows.length === 0) {
    deps.logger.warn('running programs could not be listed, none were ended');
    return 0;
  }
  const counts = await Promise.all(found.map((file) => reap(file, rows, deps)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > 0) deps.logger.warn('programs of a Patchbay that died were ended', { total });
  return total;
}

/** The processes of `roster` that are orphans among `rows`; none when its Patchbay lives. */
export function orphansAmong(
  rows: readonly ProcessRow[],
  roster: Roster,
  bootMark: string,
): readonly ProcessRow[] | 'not-orphaned' {
  if (roster.bootMark !== bootMark) return [];
  const byPid = new Map(rows.filter(({ zombie }) => !zombie).map((row) => [row.pid, row]));
  const owner = byPid.get(roster.owner.pid);
  if (owner && hasStartMark(owner, roster.owner.startMark)) return 'not-orphaned';
  return roster.entries.flatMap(({ pid, startMark }) => {
    const row = byPid.get(pid);
    return row && hasStartMark(row, startMark) ? [row] : [];
  });
}

interface RosterOnDisk {
  readonly path: string;
  readonly roster: Roster | undefined;
}

async function readOne(path: string): Promise<RosterOnDisk> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return { path, roster: parseRoster(text) };
}

async function reap(
  { path, roster }: RosterOnDisk,
  rows: readonly ProcessRow[],
  deps: ReapDeps,
): Promise<number> {
  if (!roster) deps.logger.warn('a damaged list of running programs was dropped', { path });
  const orphans = roster ? orphansAmong(rows, roster, deps.bootMark) : [];
  if (orphans === 'not-orphaned') return 0;
  const ended = await Promise.all(orphans.map(({ pid }) => end(pid, deps.list)));
  // What would not end is tried again by the next start.
  if (ended.every(Boolean)) await rm(path, { force: true }).catch(() => undefined);
  else deps.logger.warn('programs of a Patchbay that died would not end', { path });
  return ended.filter(Boolean).length;
}

function end(pid: number, list: ListProcesses): Promise<boolean> {
  const child = {
    tree: createProcessTree(pid, systemProcessTreeDeps(list)),
    exited: Promise.resolve(),
    endInput: () => undefined,
  };
  return stopTree(child, 'term', GRACE_MS);
}
