import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInterrupted, runInForeground } from './lib/app.mjs';
import { readTestArguments } from './lib/arguments.mjs';
import { buildApp } from './lib/build.mjs';
import { root } from './lib/paths.mjs';
import { prepare, runMain } from './lib/prepare.mjs';
import { findCommand, run, say } from './lib/run.mjs';
import { openSession, reportLeftovers } from './lib/session.mjs';
import { sum, summaryLine, tallyCheck } from './lib/summary.mjs';
import { prepareTestPrograms } from './lib/system-libraries.mjs';
import { forgetReports, steps } from './lib/test-steps.mjs';
import { makePackages, whyNoPackages } from './package/make-packages.mjs';

await runMain(async () => {
  const asked = readTestArguments(
    process.argv.slice(2),
    steps.map(({ name }) => name),
  );
  if (asked.status === 'wrong') throw new Error(asked.reason);
  const chosen = steps.filter(({ name }) => asked.steps.includes(name));

  await prepare();
  if (chosen.some(({ name }) => name === 'e2e' || name === 'installed'))
    await prepareTestPrograms();
  await forgetReports();
  const results = await runChecks(chosen.filter(({ kind }) => kind === 'check'));
  const tests = chosen.filter(({ kind }) => kind === 'tests');
  if (tests.length > 0) results.push(...(await runTests(tests, asked.extra)));

  const total = sum(results.map(({ tally }) => tally));
  process.stdout.write('\n');
  for (const { name, tally } of results)
    process.stdout.write(`${name.padEnd(12)}${summaryLine(tally)}\n`);
  process.stdout.write(`${summaryLine(total)}\n`);
  return total.failed === 0 && !isInterrupted() ? 0 : 1;
});

/** Checks do not touch each other, so they share the processors; each one's output stays together. */
async function runChecks(checks) {
  const results = [];
  const waiting = [...checks.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, step] = next;
      const startedAt = Date.now();
      const { code, output } = await run(process.execPath, step.nodeArgs([]), {
        cwd: root,
        quiet: true,
      });
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)\n`);
      if (code !== 0) process.stdout.write(output);
      results[index] = { name: step.name, tally: await step.count(code) };
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  return results;
}

/** Tests get an empty home and, on Linux, a desktop session of their own. */
async function runTests(tests, extra) {
  const results = [];
  if (tests.some(({ name }) => name === 'e2e'))
    results.push(await succeeds('build', () => buildApp()));
  const packed = tests.some(({ name }) => name === 'installed') ? await runPackage() : {};
  if (packed.result !== undefined) results.push(packed.result);
  const home = await mkdtemp(join(tmpdir(), 'patchbay-test-home-'));
  const virtual = process.platform === 'linux' && (await findCommand('Xvfb')) !== undefined;
  const env = { ...process.env, ...emptyHome(home) };
  await mkdir(join(home, 'runtime'), { mode: 0o700 });
  const session = await openSession({ env, display: virtual, bus: true });
  try {
    for (const step of tests) {
      if (isInterrupted()) break;
      say(`${step.name} tests`);
      const stepEnv = { ...session.env, ...step.env, ...packed.env };
      const code = await runInForeground(process.execPath, step.nodeArgs(extra), stepEnv);
      results.push({ name: step.name, tally: await step.count(code) });
    }
  } finally {
    reportLeftovers(await session.close());
    await rm(home, { recursive: true, force: true });
  }
  return results;
}

/** What is installed by the tests; where none can be made they are skipped with the same reason. */
async function runPackage() {
  const reason = await whyNoPackages();
  if (reason !== undefined) return { env: { PATCHBAY_NO_PACKAGE: reason } };
  // It is unpacked at once, so nothing is won by packing it well.
  const result = await succeeds('package', () => makePackages({ compression: 'none' }));
  return { env: {}, result };
}

async function succeeds(name, work) {
  try {
    await work();
    return { name, tally: tallyCheck(0) };
  } catch (error) {
    process.stdout.write(`✗ ${error.message}\n`);
    return { name, tally: tallyCheck(1) };
  }
}

/** Nothing of the person who runs the tests may be read or written by them. */
function emptyHome(home) {
  return {
    HOME: home,
    USERPROFILE: home,
    XDG_RUNTIME_DIR: join(home, 'runtime'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_CACHE_HOME: join(home, '.cache'),
  };
}
