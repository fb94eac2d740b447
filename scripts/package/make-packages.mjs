import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildBridge } from '../lib/bridge.mjs';
import { buildApp } from '../lib/build.mjs';
import { root } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { say } from '../lib/run.mjs';
import { packApp } from './app-archive.mjs';
import { checkFolder } from './contents.mjs';
import { makeDebianPackage } from './debian.mjs';
import { packageFacts } from './facts.mjs';
import { makeFolder } from './folder.mjs';

/**
 * Makes the folder and the Debian package in `dist`, and nothing else is left there.
 * @param {{ compression: string }} options as dpkg-deb names it
 * @returns {Promise<string[]>} what was made
 */
export async function makePackages({ compression }) {
  if (process.platform !== 'linux') {
    throw new Error('packages for this system are made by the forge; see .github/workflows.');
  }
  const facts = await packageFacts(await prepare());
  await buildApp({ kind: facts.kind });
  const bridge = await buildBridge();
  if (bridge.path === undefined) throw new Error(`a package needs the bridge: ${bridge.reason}`);

  const destination = join(root, 'dist');
  await rm(destination, { recursive: true, force: true });
  await mkdir(destination, { recursive: true });
  const folder = join(destination, facts.folderName);
  const archive = await packApp(facts);
  await makeFolder({ facts, folder, archive, bridge: bridge.path });
  const { files, bytes } = await checkFolder(folder, facts);
  say(`packed ${String(files)} files, ${(bytes / 1024 ** 2).toFixed(0)} MiB`);
  const debian = await makeDebianPackage({ facts, folder, destination, compression });
  return [folder, debian];
}
