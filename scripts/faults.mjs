import { prepare, runMain } from './lib/prepare.mjs';
import { runTypeScript } from './lib/run-ts.mjs';

await runMain(async () => {
  await prepare();
  return runTypeScript('test/faults/run.ts', process.argv.slice(2));
});
