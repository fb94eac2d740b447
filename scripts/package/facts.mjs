import { join } from 'node:path';
import { readJson, root } from '../lib/paths.mjs';

/**
 * What a package is called and made of.
 * @typedef {object} PackageFacts
 * @property {'release' | 'test'} kind a test build carries an Electron that gets no mends any more
 * @property {string} name the program and the package
 * @property {string} productName what people read
 * @property {string} version of Patchbay
 * @property {string} electronVersion
 * @property {string} runtime the folder of the Electron that is packed
 * @property {string} arch as Electron names it
 * @property {string} folderName
 * @property {string} description
 */

/**
 * What is made from this Electron. Only the one that package.json asks for makes a release.
 * @param {import('../lib/electron.mjs').Runtime} runtime
 * @returns {Promise<PackageFacts>}
 */
export async function packageFacts(runtime) {
  const manifest = await readJson(join(root, 'package.json'));
  const kind = runtime.kind === 'official' ? 'release' : 'test';
  const mark = kind === 'test' ? '-test-build' : '';
  const { name, version, description } = manifest;
  return {
    kind,
    name,
    version,
    description,
    productName: kind === 'test' ? `${manifest.productName} (test build)` : manifest.productName,
    electronVersion: runtime.version,
    runtime: join(runtime.executable, '..'),
    arch: process.arch,
    folderName: `${name}-${version}-${process.platform}-${process.arch}${mark}`,
  };
}
