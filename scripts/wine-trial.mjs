import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cacheDirectory, root, writeJson } from './lib/paths.mjs';
import { runMain } from './lib/prepare.mjs';
import { openWine, windowsPath } from './lib/wine.mjs';

// `node scripts/wine-trial.mjs RESULT TRIAL ARGUMENT…` runs a trial of bench/figures/windows with
// Windows' own Node. RESULT becomes what it answers, or `{ "reason": … }` where there is no wine.

await runMain(async () => {
  const [result = '', trial = '', ...args] = process.argv.slice(2);
  const opened = await openWine();
  if ('reason' in opened) {
    await writeJson(result, { reason: opened.reason });
    return 0;
  }
  await mkdir(join(cacheDirectory, 'wine'), { recursive: true });
  const temp = await mkdtemp(join(cacheDirectory, 'wine', 'trial-'));
  try {
    const answer = join(temp, 'answer.json');
    const files = [join(root, 'scripts/wine/run-trial.mjs'), resolve(root, trial), answer];
    const { code, output } = await opened.wine.node(
      ['--no-warnings', ...files.map(windowsPath), ...args],
      { env: { TEMP: windowsPath(temp), TMP: windowsPath(temp), NODE_OPTIONS: '' } },
    );
    if (code !== 0) throw new Error(`the trial ended with code ${code}: ${output}`);
    await writeJson(result, JSON.parse(await readFile(answer, 'utf8')));
    return 0;
  } finally {
    await opened.wine.close();
    await rm(temp, { recursive: true, force: true });
  }
});
