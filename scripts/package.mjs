import { buildBridge } from './lib/bridge.mjs';
import { appFolder, buildApp } from './lib/build.mjs';
import { prepare, runMain } from './lib/prepare.mjs';
import { makePackages } from './package/make-packages.mjs';

// Makes what people install, from whatever Electron is at hand. Run: npm run package
// With `--build-only` it makes only what the forge's own packers put together.
await runMain(async () => {
  if (process.argv.includes('--build-only')) {
    await prepare();
    await buildApp({ kind: 'release' });
    await buildBridge();
    process.stdout.write(`${appFolder('release')}\n`);
    return 0;
  }
  const made = await makePackages({ compression: 'xz' });
  process.stdout.write(`${made.join('\n')}\n`);
  return 0;
});
