import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, readJson, root } from '../lib/paths.mjs';
import { appFolder } from '../lib/build.mjs';

/** The only package that stays one: its native part cannot be bundled. */
const nativePackage = '@github/keytar';

/**
 * Packs the built app and what it reads into one archive; a native module lies beside it, since the
 * system can load it from a real file alone.
 * @param {import('./facts.mjs').PackageFacts} facts
 * @returns {Promise<string>} the archive; `${archive}.unpacked` is beside it
 */
export async function packApp(facts) {
  const work = join(cacheDirectory, 'package');
  const app = join(work, 'app');
  await rm(work, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  const built = appFolder(facts.kind);
  for (const part of ['main', 'preload', 'renderer']) {
    await cp(join(built, part), join(app, 'out', part), { recursive: true });
  }
  await cp(join(root, 'resources/tray'), join(app, 'resources/tray'), { recursive: true });
  await copyNative(app);
  await writeFile(join(app, 'package.json'), await manifestOf(facts));

  const { createPackageWithOptions } = await import('@electron/asar');
  const archive = join(work, 'app.asar');
  await createPackageWithOptions(app, archive, { unpack: '*.node' });
  return archive;
}

async function copyNative(app) {
  const from = join(root, 'node_modules', nativePackage);
  const to = join(app, 'node_modules', nativePackage);
  const prebuilt = join('prebuilds', `${process.platform}-${process.arch}`);
  for (const part of ['package.json', 'lib', 'LICENSE.md', prebuilt]) {
    await cp(join(from, part), join(to, part), { recursive: true });
  }
}

async function manifestOf({ name, version, description }) {
  const { license, author, type, main } = await readJson(join(root, 'package.json'));
  const desktopName = `${name}.desktop`;
  const manifest = { name, version, description, license, author, type, main, desktopName };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
