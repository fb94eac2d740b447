import { runMain } from './lib/prepare.mjs';
import { makePackages } from './package/make-packages.mjs';

// Makes what people install, from whatever Electron is at hand. Run: npm run package
await runMain(async () => {
  const made = await makePackages({ compression: 'xz' });
  process.stdout.write(`${made.join('\n')}\n`);
  return 0;
});
