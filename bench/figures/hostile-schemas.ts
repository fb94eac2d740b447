import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

import type { Outcome } from './outcome.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

const maxStallMs = 250;

/** The longest stalls of one trial, ms. */
interface Stall {
  readonly name: string;
  readonly window: number;
  readonly main: number;
  /** Of a form like any other, to compare with. */
  readonly isHarmless?: true;
}

/** Every hostile schema opened as a form and run, and answers far too large, in the real app. */
export async function hostileSchemas(): Promise<readonly Outcome[]> {
  return [
    await stallsOf('hostile-schemas', 'hostile schemas, each opened as a form and run'),
    await stallsOf('huge-answers', 'answers, instructions and questions far too large'),
  ];
}

async function stallsOf(name: string, what: string): Promise<Outcome> {
  const file = join(root, `test-results/${name}.json`);
  await rm(file, { force: true });
  const args = ['scripts/test.mjs', '--only', 'e2e', '--', `${name}.e2e`];
  const env = { ...process.env, PATCHBAY_HOSTILE_SCHEMAS: 'all' };
  await once(spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }), 'exit');
  const all = JSON.parse(await readFile(file, 'utf8')) as readonly Stall[];
  const stalls = all.filter(({ isHarmless }) => isHarmless !== true);
  const harmless = all.filter(({ isHarmless }) => isHarmless === true);
  const beside = [
    ...(harmless.length === 0
      ? []
      : [
          `harmless ones on the same page, same run: main ${longest(harmless, 'main')}, window ${longest(harmless, 'window')}`,
        ]),
    ...muchElse(),
  ];
  return {
    figure: `${what} (${String(stalls.length)}): longest stall of main and of the window, real app`,
    ours: `main ${longest(stalls, 'main')}, window ${longest(stalls, 'window')}`,
    goal: `≤ ${String(maxStallMs)} ms`,
    isMet:
      stalls.length > 0 && stalls.every(({ main, window }) => Math.max(main, window) <= maxStallMs),
    others: beside.join('; '),
    script: `test/e2e/${name}.e2e.ts`,
  };
}

/** Says so where more is to be done than there are cores for: every thread then waits for its turn. */
function muchElse(): readonly string[] {
  const [load = 0] = loadavg();
  const cores = cpus().length;
  return load <= 2 * cores
    ? []
    : [`the machine had ${String(Math.round(load))} threads to run on ${String(cores)} cores`];
}

function longest(stalls: readonly Stall[], where: 'main' | 'window'): string {
  const worst = stalls.reduce((a, b) => (b[where] > a[where] ? b : a));
  const ms = `${String(Math.round(worst[where]))} ms`;
  return worst.isHarmless === true ? ms : `${ms} (${worst.name})`;
}
