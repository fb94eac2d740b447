import { createHash } from 'node:crypto';
import { access, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { run, say } from './run.mjs';

const stampFile = join(root, 'out', '.sources');
const products = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const configuration = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.json',
];

/** Builds the app into `out/` when its sources have changed since the last build. */
export async function buildApp() {
  const wanted = await fingerprint();
  const built = await readFile(stampFile, 'utf8').catch(() => '');
  if (built === wanted && (await hasProducts())) return;

  say('building');
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await run(process.execPath, [builder, 'build'], {
    cwd: root,
    quiet: true,
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

async function hasProducts() {
  const present = await Promise.allSettled(products.map((path) => access(join(root, path))));
  return present.every(({ status }) => status === 'fulfilled');
}
