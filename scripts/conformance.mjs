import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { outcomeLines, reportPage, score } from './lib/conformance-report.mjs';
import { runScenarios } from './lib/conformance-run.mjs';
import { testGateway } from './lib/conformance-server.mjs';
import { listScenarios, prepareSuite, readRequirements } from './lib/conformance-suite.mjs';
import { prepareNodeModules } from './lib/node-modules.mjs';
import { cacheDirectory, root } from './lib/paths.mjs';
import { runMain } from './lib/prepare.mjs';
import { say } from './lib/run.mjs';
import { bundleTypeScript } from './lib/run-ts.mjs';

const revisions = ['2026-07-28', '2025-11-25'];

/** Why a desktop app does not do what a scenario is about. */
const reasons = {
  'auth/client-credentials-jwt': 'extension for machines without a person',
  'auth/client-credentials-basic': 'extension for machines without a person',
  'auth/wif-jwt-bearer': 'extension for workloads in a cloud',
  'auth/enterprise-managed-authorization': 'extension; needs the sign-in of a company',
  'auth/dpop': 'extension; not built',
  'auth/dpop-nonce': 'extension; not built',
  'json-schema-2020-12': 'pending; the server behind has no such tool',
  'http-custom-header-server-validation': 'pending; the server behind has no such tool',
};

await runMain(async () => {
  const [filter] = process.argv.slice(2);
  await prepareNodeModules();
  const suite = await prepareSuite();
  const folder = join(cacheDirectory, 'conformance');
  await mkdir(folder, { recursive: true });
  const client = await bundleTypeScript('test/conformance/client.ts', join(folder, 'client'));
  const runs = join(folder, 'runs');
  const tasks = await listTasks(suite);
  const isChosen = ({ scenario, revision }) => `${revision} ${scenario}`.includes(filter ?? '');
  const chosen = tasks.filter(isChosen);
  if (chosen.length === 0 && filter !== 'gateway') {
    throw new Error(`No scenario has "${filter}" in its name.`);
  }
  say(`running ${chosen.length} scenarios`);
  const outcomes = await runScenarios(suite, chosen, {
    command: [process.execPath, client],
    folder: runs,
    atOnce: Math.min(4, availableParallelism()),
    done: (outcome) => process.stdout.write(`${outcomeLines(outcome).join('\n')}\n`),
  });
  const isWhole = filter === undefined;
  const server = isWhole || filter === 'gateway' ? await gatewayOutcomes(suite, runs) : [];
  return conclude(suite, { client: outcomes, server }, isWhole);
});

/** The gateway under test; a filter for scenarios has nothing to do with it, but for its own name. */
async function gatewayOutcomes(suite, folder) {
  say('testing the gateway');
  const program = await bundleTypeScript(
    'test/conformance/serve-gateway.ts',
    join(folder, 'gateway'),
  );
  const requirements = new Map();
  for (const revision of revisions) {
    requirements.set(revision, await readRequirements(suite, revision, 'server'));
  }
  const outcomes = await testGateway(suite, { program, folder, revisions, requirements });
  for (const outcome of outcomes) process.stdout.write(`${outcomeLines(outcome).join('\n')}\n`);
  return outcomes;
}

/** Everything the suite can ask of a client: what is required first, the rest with its reason. */
async function listTasks(suite) {
  const tasks = [];
  for (const revision of revisions) {
    const { scored, unscored } = await readRequirements(suite, revision, 'client');
    tasks.push(...scored.map((scenario) => ({ scenario, revision })));
    tasks.push(...unscored.map(({ scenario, reason }) => ({ scenario, revision, reason })));
  }
  const known = new Set(tasks.map(({ scenario }) => scenario));
  const rest = (await listScenarios(suite)).filter((scenario) => !known.has(scenario));
  return [...tasks, ...rest.map((scenario) => ({ scenario, reason: 'in no list' }))];
}

/** Says what came of it; only a complete run is written down. */
async function conclude(suite, outcomes, isComplete) {
  process.stdout.write('\n');
  let isPerfect = true;
  for (const [role, those] of Object.entries(outcomes)) {
    for (const revision of revisions) {
      const { passed, of } = score(those, revision);
      isPerfect &&= passed === of;
      if (of === 0) continue;
      process.stdout.write(`${role} ${revision}: ${passed} of ${of} required scenarios passed\n`);
    }
  }
  if (isComplete) {
    const facts = { suite: `version ${suite.version}`, revisions, reasons };
    await writeFile(join(root, 'docs', 'CONFORMANCE.md'), reportPage(outcomes, facts));
  }
  return isPerfect ? 0 : 1;
}
