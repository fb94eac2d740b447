import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, readJson, root } from './paths.mjs';
import { tallyCheck, tallyPlaywright, tallyVitest, tallyWineReport } from './summary.mjs';

const modules = join(root, 'node_modules');

/**
 * One step of `npm test`.
 * @typedef {object} Step
 * @property {string} name what `--only` calls it
 * @property {'check' | 'tests'} kind checks may run side by side; tests run alone
 * @property {(extra: readonly string[]) => string[]} nodeArgs
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(code: number) => Promise<import('./summary.mjs').Tally>} count
 */

/** @type {readonly Step[]} */
export const steps = [
  check('typecheck', 'typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit'),
  check('lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  check('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  check(
    'deps',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    'src',
    '--config',
    '.dependency-cruiser.cjs',
  ),
  check('knip', 'knip/bin/knip.js', '--no-progress'),
  vitest('unit'),
  vitest('integration'),
  wine(),
  playwright('e2e'),
  playwright('installed'),
];

function check(name, tool, ...args) {
  return {
    name,
    kind: 'check',
    nodeArgs: () => [join(modules, tool), ...args],
    count: async (code) => tallyCheck(code),
  };
}

function vitest(name) {
  const report = reportFile(name);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [join(modules, 'vitest/vitest.mjs'), 'run', '--project', name, ...reporters];
  return {
    name,
    kind: 'tests',
    nodeArgs: (extra) => [...args, ...extra],
    count: async (code) => tallyVitest(await readJson(report), code),
  };
}

/** The tests of Windows, where wine is there; its report says what was run, or why nothing was. */
function wine() {
  return {
    name: 'wine',
    kind: 'tests',
    nodeArgs: (extra) => [join(root, 'scripts/wine.mjs'), ...extra],
    count: async (code) => tallyWineReport(await readJson(reportFile('wine')), code),
  };
}

function playwright(name) {
  const report = reportFile(name);
  return {
    name,
    kind: 'tests',
    nodeArgs: (extra) => [
      join(modules, '@playwright/test/cli.js'),
      'test',
      `--project=${name}`,
      ...extra,
    ],
    env: { PATCHBAY_E2E_REPORT: report },
    count: async (code) => tallyPlaywright(await readJson(report), code),
  };
}

function reportFile(name) {
  return join(cacheDirectory, 'reports', `${name}.json`);
}

/** Removes the reports of earlier runs, so that a runner that dies cannot be counted by an old one. */
export async function forgetReports() {
  await rm(join(cacheDirectory, 'reports'), { recursive: true, force: true });
}
