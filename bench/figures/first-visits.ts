import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Outcome } from './outcome.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const goalMs = 100;

/** From the key or click to the end of the frame that shows it, ms. */
interface Visit {
  readonly what: string;
  readonly firstMs: number;
  readonly secondMs: number;
}

/** The first visit of each page, tab and dialog beside the second, in the real window. */
export async function firstVisits(): Promise<readonly Outcome[]> {
  const file = join(root, 'test-results/first-visits.json');
  await rm(file, { force: true });
  const args = ['scripts/test.mjs', '--only', 'e2e', '--', 'first-visits.e2e'];
  await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit');
  const visits = JSON.parse(await readFile(file, 'utf8')) as readonly Visit[];
  const first = median(visits.map(({ firstMs }) => firstMs));
  const second = median(visits.map(({ secondMs }) => secondMs));
  const slowest = visits.reduce((one, other) => (other.firstMs > one.firstMs ? other : one));
  return [
    {
      figure: `first visit of ${String(visits.length)} pages, tabs and dialogs: from the key or click to the end of the frame that shows it`,
      ours: `${String(Math.round(first))} ms (second visit ${String(Math.round(second))} ms; slowest first: ${slowest.what}, ${String(Math.round(slowest.firstMs))} ms)`,
      goal: `median ≤ ${String(goalMs)} ms`,
      isMet: first <= goalMs,
      others: '',
      script: 'test/e2e/first-visits.e2e.ts',
    },
  ];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
