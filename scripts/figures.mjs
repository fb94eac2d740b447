import { prepare, runMain } from './lib/prepare.mjs';
import { runTypeScript } from './lib/run-ts.mjs';

await runMain(async () => {
  await prepare();
  return runTypeScript('bench/figures/run.ts', process.argv.slice(2));
});
