import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildBridge } from '../lib/bridge.mjs';
import { buildApp } from '../lib/build.mjs';
import { root } from '../lib/paths.mjs';
import { prepare } from '../lib/prepare.mjs';
import { findCommand, say } from '../lib/run.mjs';
import { packApp } from './app-archive.mjs';
import { checkFolder } from './contents.mjs';
import { makeDebianPackage } from './debian.mjs';
import { packageFacts } from './facts.mjs';
import { makeFolder } from './folder.mjs';

/** Why none can be made here, in words; undefined where they can. */
export async function whyNoPackages() {
  if (process.platform !== 'linux') {
    return 'packages for this system are made by the forge; see .github/workflows';
  }
  if ((await findCommand('dpkg-deb')) === undefined) return 'there is no dpkg-deb here';
  const bridge = await buildBridge();
  return bridge.path === undefined ? `a package needs the bridge, and ${bridge.reason}` : undefined;
}

/**
 * Makes the folder and the Debian package in `dist`, and nothing else is left there.
 * @param {{ compression: string }} options as dpkg-deb names it
 * @returns {Promise<string[]>} what was made
 */
export async function makePackages({ compression }) {
  const reason = await whyNoPackages();
  if (reason !== undefined) throw new Error(`${reason}.`);
  const facts = await packageFacts(await prepare());
  await buildApp({ kind: facts.kind });
  const bridge = await buildBridge();

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
