import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { scriptText } from './lib/bundled-script.mjs';
import { cacheDirectory, root, writeJson } from './lib/paths.mjs';
import { runMain } from './lib/prepare.mjs';
import { say } from './lib/run.mjs';
import { summaryLine } from './lib/summary.mjs';
import { openWine, windowsPath } from './lib/wine.mjs';
import { chunksOf, resultsIn, tallyWine } from './wine/wine-files.mjs';

// `npm run test:wine` runs the unit tests and test/integration/windows with Windows' own Node; with
// folders or files behind it only those.

const report = join(cacheDirectory, 'reports', 'wine.json');
const work = join(cacheDirectory, 'wine', `run-${process.pid}`);
const fullFolders = ['test/unit', 'test/integration/windows'];
/** Why a file of tests is not run, by what is in it: nothing of it differs between systems. */
const leftOut = [
  { sign: /^import .*\bvi\b.* from 'vitest'/m, why: 'asks Vitest to fake time' },
  { sign: /import\.meta\.glob/, why: 'has a glob that Vite fills in' },
  { sign: /from 'eslint'/, why: "asks ESLint, whose types want this system's own paths" },
];
const scripts = ['src/main/node/judge/judge-script.ts'];

await runMain(async () => {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  await mkdir(dirname(report), { recursive: true });
  await rm(report, { force: true });
  const opened = await openWine();
  if ('reason' in opened) {
    say(`not run under wine: ${opened.reason}`);
    await writeJson(report, { passed: 0, failed: 0, skipped: 1, reason: opened.reason });
    return 0;
  }
  const places = named.length > 0 ? named : fullFolders;
  try {
    const tally = await runAll(opened.wine, await testFiles(places));
    await writeJson(report, tally);
    process.stdout.write(`wine: ${summaryLine(tally)}\n`);
    return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
  } finally {
    await opened.wine.close();
    await rm(work, { recursive: true, force: true });
  }
});

async function testFiles(places) {
  const found = await Promise.all(
    places.map(async (place) => {
      const path = resolve(root, place);
      if (path.endsWith('.ts')) return [path];
      const names = await readdir(path, { recursive: true });
      return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(path, name));
    }),
  );
  return [...new Set(found.flat())].sort();
}

async function runAll(wine, files) {
  await mkdir(work, { recursive: true });
  const texts = Object.fromEntries(
    await Promise.all(scripts.map(async (path) => [path, await scriptText(join(root, path))])),
  );
  await writeJson(join(work, 'scripts.json'), texts);
  const texted = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })),
  );
  const left = texted.flatMap(({ file, text }) =>
    leftOut.filter(({ sign }) => sign.test(text)).map(({ why }) => ({ file, why })),
  );
  const chosen = files.filter((file) => !left.some((one) => one.file === file));
  const chunks = chunksOf(chosen, Math.min(2, availableParallelism()));
  const results = await Promise.all(
    chunks.map((chunk, index) => runChunk(wine, chunk, String(index))),
  );
  for (const { file, why } of left) say(`left out, ${why}: ${relative(root, file)}`);
  return tallyWine(results.flat(), left.length);
}

async function runChunk(wine, files, name) {
  const [list, lines] = [join(work, `${name}.json`), join(work, `${name}.jsonl`)];
  await writeJson(list, files.map(windowsPath));
  const runner = join(root, 'scripts/wine/run-files.mjs');
  const args = [runner, list, lines, join(work, 'scripts.json')].map(windowsPath);
  const temp = join(work, `temp-${name}`);
  await mkdir(temp);
  const { code, output } = await wine.node(['--no-warnings', ...args], {
    env: { TEMP: windowsPath(temp), TMP: windowsPath(temp), NODE_OPTIONS: '' },
    timeoutMs: 900_000,
  });
  if (code !== 0) process.stdout.write(output);
  const results = resultsIn(await readFile(lines, 'utf8').catch(() => ''), code, files.length);
  for (const { file, title, status, problem } of results)
    if (status === 'failed') process.stdout.write(`✗ ${file} ${title}\n${problem ?? ''}\n`);
  return results;
}
