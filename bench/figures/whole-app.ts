import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { median } from '../figure.ts';
import type { Outcome } from './outcome.ts';

const script = 'test/e2e/killed-and-resting.e2e.ts';
const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
// Seven losses within five minutes would open the breaker, and nothing came back by itself.
const rounds = 5;
const restingMs = 120_000;

type Told = Readonly<Record<'row' | 'timeline' | 'tray', number>>;
interface Resting {
  readonly percent: number;
  readonly programs: number;
  readonly processes: number;
}

/** What the real app on a real desktop tells after a kill, and what it costs while nothing happens. */
export async function wholeApp(): Promise<readonly Outcome[]> {
  const file = (name: string) => join(root, 'test-results', `${name}.json`);
  for (const name of ['killed', 'resting']) await rm(file(name), { force: true });
  const args = ['scripts/test.mjs', '--only', 'e2e', '--', 'killed-and-resting.e2e'];
  const env = {
    ...process.env,
    PATCHBAY_KILL_ROUNDS: String(rounds),
    PATCHBAY_RESTING_MS: String(restingMs),
  };
  await once(spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }), 'exit');
  const { told } = JSON.parse(await readFile(file('killed'), 'utf8')) as { told: Told[] };
  const resting = JSON.parse(await readFile(file('resting'), 'utf8')) as Resting;
  return [killed(told), rest(resting)];
}

function killed(told: readonly Told[]): Outcome {
  const of = (place: keyof Told) => told.map((one) => one[place]);
  const words = (['row', 'timeline', 'tray'] as const).map(
    (place) =>
      `${place} ${String(Math.round(median(of(place))))} / ${String(Math.round(Math.max(...of(place))))} ms`,
  );
  return {
    figure: `a program is killed: until row, timeline and tray (over D-Bus) of the real app tell, ${String(told.length)} times`,
    ours: `${words.join(', ')} (median / slowest)`,
    goal: 'median: row and timeline ≤ 100 ms, tray ≤ 200 ms',
    isMet: median(of('row')) <= 100 && median(of('timeline')) <= 100 && median(of('tray')) <= 200,
    others: '',
    script,
  };
}

function rest({ percent, programs, processes }: Resting): Outcome {
  return {
    figure: `the whole app at rest beside ${String(programs)} ready programs: all of its ${String(processes)} processes, for ${String(restingMs / 1_000)} s`,
    ours: `${percent.toFixed(2)} % of a core`,
    goal: '≤ 0.5 % of a core',
    isMet: percent <= 0.5,
    others: '',
    script,
  };
}
