import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { mutantVariable } from './mutant.ts';
import type { Mutant } from './mutant.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** What a run of one test file said. */
export interface MutantRun {
  /** Full names of the tests that failed. */
  readonly failed: readonly string[];
  /** Whether tests were run at all. */
  readonly hasRun: boolean;
}

interface JsonReport {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Whether a mutant's line stands in its file just once, so that it breaks what it means to. */
export async function isApplicable({ file, find }: Mutant): Promise<boolean> {
  const text = await readFile(join(root, 'src/main', file), 'utf8');
  return text.split(find).length === 2;
}

/** Runs a test file with a line broken, or as it is without a mutant. */
export async function runWith(mutant: Mutant | undefined, test: string): Promise<MutantRun> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-mutant-'));
  try {
    const output = join(folder, 'report.json');
    const config = 'bench/figures/mutants/vitest.config.ts';
    const args = ['--config', config, '--reporter', 'json', '--outputFile', output, `test/${test}`];
    const env = { ...process.env };
    if (mutant !== undefined) env[mutantVariable] = JSON.stringify(mutant);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run', ...args], {
      cwd: root,
      env,
      stdio: 'ignore',
    });
    await once(child, 'exit');
    const { numTotalTests, testResults } = JSON.parse(await readFile(output, 'utf8')) as JsonReport;
    const failed = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : []));
    return { failed, hasRun: numTotalTests > 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
