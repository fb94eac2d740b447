import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { judge } from './conformance-report.mjs';
import { run } from './run.mjs';

/** Generous, because a busy machine must not turn a right answer into a wrong one. */
const scenarioTimeoutMs = 120_000;

/**
 * One scenario at one revision of the protocol, by default the one it belongs to; `reason` says why
 * it does not count.
 * @typedef {{ scenario: string, revision?: string, reason?: string }} Task
 */

/**
 * Runs scenarios, a few at a time: started all at once, as the suite itself would, they slow each
 * other down until they time out.
 * @param {import('./conformance-suite.mjs').Suite} suite
 * @param {readonly Task[]} tasks
 * @param {{ command: readonly string[], folder: string, atOnce: number, done: (result: import('./conformance-report.mjs').Outcome) => void }} options
 *   `command` starts the client under test; every scenario leaves what happened in `folder`
 * @returns {Promise<import('./conformance-report.mjs').Outcome[]>} in the order of `tasks`
 */
export async function runScenarios(suite, tasks, { command, folder, atOnce, done }) {
  const results = [];
  const waiting = [...tasks.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, task] = next;
      results[index] = await runScenario(suite, task, command, folder);
      done(results[index]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function runScenario(suite, { scenario, revision, reason }, command, folder) {
  const output = join(folder, revision ?? 'own', scenario.replaceAll('/', '-'));
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const args = [suite.program, 'client', '--scenario', scenario, '-o', output];
  args.push('--command', command.map((word) => `"${word}"`).join(' '));
  args.push('--timeout', String(scenarioTimeoutMs));
  // An extension belongs to no revision; it is tried at this one all the same.
  if (revision !== undefined) args.push('--spec-version', revision, '--force');
  const { code } = await run(suite.node, args, { quiet: true });
  return { scenario, revision, reason, ...judge(code, await readChecks(output)) };
}

async function readChecks(folder) {
  const found = await readdir(folder, { recursive: true });
  const name = found.find((entry) => entry.endsWith('checks.json'));
  return name === undefined ? [] : JSON.parse(await readFile(join(folder, name), 'utf8'));
}
