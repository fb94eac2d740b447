import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { median } from '../figure.ts';
import type { Outcome } from './outcome.ts';

const script = 'test/e2e/soak.e2e.ts';
const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const minutes = Number(process.env['PATCHBAY_SOAK_MINUTES'] ?? 60);

interface Soaked {
  readonly minutes: number;
  readonly seed: number;
  readonly servers: number;
  readonly apps: number;
  readonly faults: readonly string[];
  readonly tally: Readonly<Record<'calls' | 'answered' | 'refused' | 'hung' | 'replaced', number>>;
  readonly samples: readonly Sample[];
}
type Counted = keyof typeof limits | 'workingSetMiB';
type Sample = Readonly<Record<Counted | 'minute' | 'zombies', number>>;

/** By how much each may have grown from the first third to the last, beside what is collected anyway. */
const limits = {
  heapMiB: 5,
  pageHeapMiB: 5,
  handles: 5,
  files: 5,
  listeners: 0,
  // Rows that wait show more buttons than those that are ready.
  pageListeners: 60,
  pageNodes: 200,
  processes: 5,
} as const;

const named: Readonly<Record<Counted, string>> = {
  heapMiB: 'heap of main (MiB)',
  pageHeapMiB: 'heap of the page (MiB)',
  handles: 'handles',
  files: 'open files',
  listeners: 'listeners in main',
  pageListeners: 'listeners in the page',
  pageNodes: 'nodes in the page',
  processes: 'processes',
  workingSetMiB: 'working set of all (MiB)',
};

/** The whole app for an hour among faults: what grows, hangs or is left over. */
export async function soak(): Promise<readonly Outcome[]> {
  const file = join(root, 'test-results', 'soak.json');
  await rm(file, { force: true });
  const args = ['scripts/test.mjs', '--only', 'e2e', '--', 'soak.e2e'];
  const env = { ...process.env, PATCHBAY_SOAK_MINUTES: String(minutes) };
  const [code] = (await once(
    spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }),
    'exit',
  )) as [number | null];
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return [text === undefined ? notOver() : soakOutcome(JSON.parse(text) as Soaked, code === 0)];
}

/** A run that did not come to its end says so. */
function notOver(): Outcome {
  return {
    figure: `the whole app for ${String(minutes)} min`,
    ours: 'did not come to its end: see what the test said',
    goal,
    isMet: false,
    others: '',
    script,
  };
}

const goal = `nothing hangs, 0 zombies, every server ready again; at most more: ${Object.entries(
  limits,
)
  .map(([what, most]) => `${named[what as Counted]} ${String(most)}`)
  .join(', ')}`;

/** What a run shows; `isPassed` is whether the test itself found nothing wrong. */
export function soakOutcome(soaked: Soaked, isPassed: boolean): Outcome {
  const { minutes: lasted, seed, servers, apps, faults, tally, samples } = soaked;
  const growth = growthOf(samples, lasted);
  const zombies = samples.at(-1)?.zombies ?? NaN;
  const tooMuch = Object.entries(limits).filter(
    ([what, most]) => !(growth[what as Counted] <= most),
  );
  return {
    figure: `the whole app for ${String(lasted)} min: ${String(servers)} servers, ${String(apps)} apps that call without a pause, ${String(faults.length)} random faults (programs killed, networks stalled, apps crashed)`,
    ours: [
      `${String(tally.answered)} of ${String(tally.calls)} calls answered, ${String(tally.refused)} told why not, ${String(tally.hung)} hung`,
      `${Object.entries(growth)
        .map(([what, by]) => `${named[what as Counted]} ${signed(by)}`)
        .join(', ')} (last third against first, medians)`,
      `${String(zombies)} zombies; ${isPassed ? 'every server ready again' : 'the test found something wrong'}; seed ${String(seed)}`,
    ].join('; '),
    goal,
    isMet: isPassed && tally.hung === 0 && zombies === 0 && tooMuch.length === 0,
    others: '',
    script,
  };
}

/** What is there more in the last third than in the first, after the warming up of caches. */
function growthOf(samples: readonly Sample[], lasted: number): Readonly<Record<Counted, number>> {
  const warm = samples.filter(({ minute }) => minute >= lasted / 6);
  const third = Math.ceil(warm.length / 3);
  const middle = (part: readonly Sample[], what: Counted) => median(part.map((one) => one[what]));
  const counted = Object.keys(named) as readonly Counted[];
  return Object.fromEntries(
    counted.map((what) => [
      what,
      middle(warm.slice(-third), what) - middle(warm.slice(0, third), what),
    ]),
  ) as Record<Counted, number>;
}

function signed(by: number): string {
  return `${by >= 0 ? '+' : '−'}${String(Math.abs(Math.round(by * 10) / 10))}`;
}
