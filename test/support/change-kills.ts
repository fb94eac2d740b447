import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startProgram } from './node-program.ts';

/** The changes a kill can hit. */
export const killedChanges = [
  'import',
  'promote',
  'demote',
  'duplicate',
  'removal',
  'delete',
] as const;
export type KilledChange = (typeof killedChanges)[number];

/** What restarts found after kills in the middle of changes. */
export interface ChangeKills {
  /** Kills by the change they hit. */
  readonly hits: Readonly<Record<KilledChange, number>>;
  /** Restarts that found neither the state before nor the one after. */
  readonly halfDone: number;
  /** How many of the changes that were hit had reached the disk. */
  readonly finished: number;
  /** Secrets in the vault that belong to no server and no backup, after the last restart. */
  readonly strayed: number;
}

// More than a change usually takes: the first one after a start is slower.
const delayInDurations = 2;
const doing = /^doing (\w+) (\S+) (\S+)$/;

interface Hit {
  readonly change: KilledChange;
  readonly before: string;
  readonly after: string;
}

/**
 * Runs `test/fixtures/host/change-forever.ts`, built as `program`, on one folder and ends it with
 * SIGKILL at a random moment of a change, `trials` times; each start looks at what the last left.
 */
export async function killWhileChanging(options: {
  readonly program: string;
  readonly folder: string;
  readonly trials: number;
}): Promise<ChangeKills> {
  const durations = new Map<string, number>();
  const hits = Object.fromEntries(killedChanges.map((one) => [one, 0])) as Record<
    KilledChange,
    number
  >;
  let [halfDone, finished] = [0, 0];
  let last: Hit | undefined;
  const judge = (found: string): void => {
    if (last === undefined) return;
    if (found === last.after) finished += 1;
    else if (found !== last.before) halfDone += 1;
  };
  for (let trial = 0; trial < options.trials; trial += 1) {
    const aim = killedChanges[trial % killedChanges.length] ?? 'import';
    const run = await runAndKill(options, durations, aim);
    judge(run.found);
    last = run.hit;
    hits[last.change] += 1;
  }
  const { found } = await runAndKill(options, durations, undefined);
  judge(found);
  return { hits, halfDone, finished, strayed: await strayedIn(options.folder) };
}

/**
 * Kills in a change of the kind aimed at; without an aim only looks at what is there. The first
 * change of a kind is let go, to learn how long one takes, ms.
 */
async function runAndKill(
  { program, folder }: { readonly program: string; readonly folder: string },
  durations: Map<string, number>,
  aim: KilledChange | undefined,
): Promise<{ readonly found: string; readonly hit: Hit }> {
  const child = startProgram(program, aim === undefined ? [folder, 'look'] : [folder]);
  const exited = once(child, 'exit');
  let found: string | undefined;
  let hit: Hit | undefined;
  let isAimed = false;
  for (let line = await child.lines.next(); !line.done; line = await child.lines.next()) {
    found ??= /^found (\S+)$/.exec(line.value)?.[1];
    const [, done, tookMs] = /^did (\w+) (\S+)$/.exec(line.value) ?? [];
    if (done !== undefined) durations.set(done, Number(tookMs));
    const [, change, before, after] = doing.exec(line.value) ?? [];
    if (change !== undefined && before !== undefined && after !== undefined) {
      // What comes after the change aimed at is hit too when that was over already.
      hit = { change: change as KilledChange, before, after };
    }
    const usualMs = change !== undefined && change === aim ? durations.get(aim) : undefined;
    if (isAimed || found === undefined || usualMs === undefined) continue;
    isAimed = true;
    const delayMs = Math.random() * delayInDurations * usualMs;
    setTimeout(() => child.kill('SIGKILL'), delayMs);
  }
  await exited;
  if (found === undefined) throw new Error('the program did not start');
  return { found, hit: hit ?? { change: 'import', before: found, after: found } };
}

/** Secrets that neither a server nor a backup refers to, which an undone removal would need. */
async function strayedIn(folder: string): Promise<number> {
  const data = join(folder, 'data');
  const vault = await readFile(join(data, 'vault.json'), 'utf8');
  const { value } = JSON.parse(vault) as { value: { records: Record<string, unknown> } };
  const backups = await readdir(join(data, 'backups')).catch(() => []);
  const files = ['servers.json', ...backups.map((name) => join('backups', name))];
  const texts = await Promise.all(files.map((name) => readFile(join(data, name), 'utf8')));
  return Object.keys(value.records).filter((id) => !texts.some((text) => text.includes(id))).length;
}
