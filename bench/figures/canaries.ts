import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Outcome } from './outcome.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const kills = 30;

/** What `test/e2e/canaries.e2e.ts` leaves behind. */
interface CanaryReport {
  readonly planted: number;
  readonly places: number;
  readonly scans: number;
  readonly kills: number;
  readonly hits: number;
}

/** Planted secrets, in the real app with a real keyring, and where they are found again. */
export async function plantedSecrets(): Promise<readonly Outcome[]> {
  const file = join(root, 'test-results/canaries.json');
  await rm(file, { force: true });
  const args = ['scripts/test.mjs', '--only', 'e2e', '--', 'canaries.e2e'];
  const env = { ...process.env, PATCHBAY_CANARY_KILLS: String(kills) };
  await once(spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }), 'exit');
  const report = JSON.parse(await readFile(file, 'utf8')) as CanaryReport;
  const { planted, places, scans, hits } = report;
  return [
    {
      figure: `planted secrets (keys, headers, client secret, tokens, codes) looked for in data folder, logs, temporary files, output, command lines, environments and what ${String(report.kills)} kills and a crash leave`,
      ours: `${String(hits)} hits for ${String(planted)} secrets in ${String(places)} files and processes (${String(scans)} scans)`,
      goal: '0 hits',
      isMet: hits === 0,
      others: '',
      script: 'test/e2e/canaries.e2e.ts',
    },
  ];
}
