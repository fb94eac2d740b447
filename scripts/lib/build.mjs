import { createHash } from 'node:crypto';
import { access, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, root } from './paths.mjs';
import { run, say } from './run.mjs';

const products = ['main/index.js', 'preload/index.cjs', 'renderer/index.html'];
const configuration = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.json',
];

/**
 * What a build is for. The switches that only development needs are in no other.
 * @typedef {'development' | 'test' | 'release'} BuildKind
 */

/** Where a build lies. @param {BuildKind} kind */
export function appFolder(kind) {
  return kind === 'development' ? join(root, 'out') : join(cacheDirectory, `built-${kind}`);
}

/**
 * Builds the app when its sources have changed since the last build of this kind.
 * @param {{ kind?: BuildKind }} [options]
 */
export async function buildApp({ kind = 'development' } = {}) {
  const folder = appFolder(kind);
  const stampFile = join(folder, '.sources');
  const wanted = await fingerprint();
  const built = await readFile(stampFile, 'utf8').catch(() => '');
  if (built === wanted && (await hasProducts(folder))) return;

  say('building');
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await run(process.execPath, [builder, 'build', '--outDir', folder], {
    cwd: root,
    quiet: true,
    env: { ...process.env, PATCHBAY_BUILD: kind },
  });
  if (code !== 0) {
    process.stderr.write(output);
    throw new Error('the build failed; its messages are above.');
  }
  await writeFile(stampFile, wanted);
}

/** A digest over the names and contents of everything the build reads. */
async function fingerprint() {
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true });
  const sources = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...configuration.map((name) => join(root, name)), ...sources]) {
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(await readFile(path))
      .update('\0');
  }
  return hash.digest('hex');
}

async function hasProducts(folder) {
  const present = await Promise.allSettled(products.map((path) => access(join(folder, path))));
  return present.every(({ status }) => status === 'fulfilled');
}
