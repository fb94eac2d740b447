import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { judge } from './conformance-report.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

const upstream = join(root, 'test', 'fixtures', 'servers', 'conformance', 'conformance-server.mjs');

/**
 * Has the suite test the gateway, once for each revision, with the server the suite wants behind it.
 * @param {import('./conformance-suite.mjs').Suite} suite
 * @param {{ program: string, folder: string, revisions: readonly string[], requirements: ReadonlyMap<string, import('./conformance-suite.mjs').Requirements> }} options
 *   `program` serves the gateway and says its address
 * @returns {Promise<import('./conformance-report.mjs').Outcome[]>} what is required first; a scenario
 *   that left nothing behind has failed
 */
export async function testGateway(suite, { program, folder, revisions, requirements }) {
  const gateway = spawn(process.execPath, ['--enable-source-maps', program, upstream], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PATCHBAY_ROOT: root },
  });
  const ended = new Promise((resolve) => gateway.once('exit', resolve));
  try {
    const url = await addressOf(gateway, ended);
    const outcomes = [];
    for (const revision of revisions) {
      const output = join(folder, revision, 'server');
      await rm(output, { recursive: true, force: true });
      await mkdir(output, { recursive: true });
      const args = [suite.program, 'server', '--url', url, '--requirements', revision];
      await run(suite.node, [...args, '-o', output], { quiet: true });
      outcomes.push(...(await outcomesIn(output, revision, requirements.get(revision))));
    }
    return outcomes;
  } finally {
    gateway.stdin.end();
    await ended;
  }
}

async function addressOf(gateway, ended) {
  const line = new Promise((resolve) => createInterface(gateway.stdout).once('line', resolve));
  const url = await Promise.race([line, ended]);
  if (typeof url !== 'string') throw new Error('The gateway under test ended.');
  return url;
}

async function outcomesIn(folder, revision, { scored, unscored }) {
  const found = new Map();
  for (const name of await readdir(folder)) {
    const scenario = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(name)?.[1];
    if (scenario === undefined) continue;
    const text = await readFile(join(folder, name, 'checks.json'), 'utf8').catch(() => '[]');
    found.set(scenario, JSON.parse(text));
  }
  const wanted = [...scored.map((scenario) => ({ scenario })), ...unscored];
  return wanted.map(({ scenario, reason }) => ({
    ...{ scenario, revision, reason },
    ...judge(0, found.get(scenario) ?? []),
  }));
}
