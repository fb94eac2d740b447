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
  readonly servers: number;
  readonly apps: number;
  readonly faults: readonly string[];
  readonly tally: Readonly<Record<'calls' | 'answered' | 'refused' | 'hung' | 'replaced', number>>;
  readonly samples: readonly Readonly<Record<Counted | 'minute' | 'zombies', number>>[];
}
type Counted = 'heapMiB' | 'workingSetMiB' | 'handles' | 'files' | 'listeners' | 'processes';

/** The whole app for an hour among faults: what grows, hangs or is left over. */
export async function soak(): Promise<readonly Outcome[]> {
  const file = join(root, 'test-results', 'soak.json');
  await rm(file, { force: true });
  const args = ['scripts/test.mjs', '--only', 'e2e', '--', 'soak.e2e'];
  const env = { ...process.env, PATCHBAY_SOAK_MINUTES: String(minutes) };
  await once(spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }), 'exit');
  return [outcomeOf(JSON.parse(await readFile(file, 'utf8')) as Soaked)];
}

function outcomeOf({ minutes: lasted, servers, apps, faults, tally, samples }: Soaked): Outcome {
  // The first sixth is the warming up of caches and compilers.
  const warm = samples.filter(({ minute }) => minute >= lasted / 6);
  const grown = (what: Counted): number => {
    const third = Math.ceil(warm.length / 3);
    const of = (part: typeof warm) => median(part.map((one) => one[what]));
    return of(warm.slice(-third)) - of(warm.slice(0, third));
  };
  const zombies = Math.max(...samples.slice(-1).map((one) => one.zombies));
  const [heap, set] = [grown('heapMiB'), grown('workingSetMiB')];
  const counts = (['handles', 'files', 'listeners', 'processes'] as const).map(
    (what) => [what, grown(what)] as const,
  );
  return {
    figure: `the whole app for ${String(lasted)} min: ${String(servers)} servers, ${String(apps)} apps that call without a pause, ${String(faults.length)} random faults (programs killed, networks stalled, apps crashed)`,
    ours: [
      `${String(tally.answered)} of ${String(tally.calls)} calls answered, ${String(tally.refused)} told why not, ${String(tally.hung)} hung`,
      `heap of main ${signed(heap)} MiB, working set of all ${signed(set)} MiB, ${counts.map(([what, by]) => `${what} ${signed(by)}`).join(', ')} (last third against first)`,
      `${String(zombies)} zombies; every server ready again`,
    ].join('; '),
    goal: 'nothing hangs, 0 zombies; heap ≤ 5 MiB, handles, files, listeners and processes ≤ 5 more',
    isMet: tally.hung === 0 && zombies === 0 && heap <= 5 && counts.every(([, by]) => by <= 5),
    others: '',
    script,
  };
}

function signed(by: number): string {
  return `${by >= 0 ? '+' : '−'}${String(Math.abs(Math.round(by * 10) / 10))}`;
}
