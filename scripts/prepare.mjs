import { prepare, runMain } from './lib/prepare.mjs';
import { say } from './lib/run.mjs';

await runMain(async () => {
  const runtime = await prepare({ retry: process.argv.includes('--retry') });
  say(`ready with Electron ${runtime.version} (${runtime.kind}).`);
  return 0;
});
