import { runMain } from './lib/prepare.mjs';
import { runTypeScript } from './lib/run-ts.mjs';

await runMain(async () => {
  const [entry, ...args] = process.argv.slice(2);
  if (entry === undefined) throw new Error('Usage: node scripts/run-ts.mjs FILE.ts [arguments]');
  return runTypeScript(entry, args);
});
