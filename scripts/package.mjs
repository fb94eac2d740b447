import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildBridge } from './lib/bridge.mjs';
import { buildApp } from './lib/build.mjs';
import { root } from './lib/paths.mjs';
import { prepare, runMain } from './lib/prepare.mjs';
import { say } from './lib/run.mjs';
import { packApp } from './package/app-archive.mjs';
import { checkFolder } from './package/contents.mjs';
import { makeDebianPackage } from './package/debian.mjs';
import { packageFacts } from './package/facts.mjs';
import { makeFolder } from './package/folder.mjs';

// Makes what people install, from whatever Electron is at hand. Run: npm run package

const made = join(root, 'dist');

await runMain(async () => {
  if (process.platform !== 'linux') {
    throw new Error('packages for this system are made by the forge; see .github/workflows.');
  }
  const facts = await packageFacts(await prepare());
  await buildApp({ kind: facts.kind });
  const bridge = await buildBridge();
  if (bridge.path === undefined) throw new Error(`a package needs the bridge: ${bridge.reason}`);

  await mkdir(made, { recursive: true });
  const folder = join(made, facts.folderName);
  await rm(folder, { recursive: true, force: true });
  const archive = await packApp(facts);
  await makeFolder({ facts, folder, archive, bridge: bridge.path });
  const { files, bytes } = await checkFolder(folder, facts);
  say(`${folder} (${String(files)} files, ${megabytes(bytes)})`);

  const debian = await makeDebianPackage({ facts, folder, destination: made });
  process.stdout.write(`${folder}\n${debian}\n`);
  return 0;
});

function megabytes(bytes) {
  return `${(bytes / 1024 ** 2).toFixed(0)} MiB`;
}
