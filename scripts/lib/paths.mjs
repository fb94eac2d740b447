import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Everything the scripts make for themselves; ignored by git and safe to delete at any time. */
export const cacheDirectory = join(root, '.cache');

/** Where `prepare` writes which Electron to run; the end-to-end tests read it. */
export const runtimeFile = join(cacheDirectory, 'electron.json');

/** @param {string} path @returns {Promise<any>} the parsed file, or undefined when it is missing or damaged */
export async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} path @param {unknown} value */
export async function writeJson(path, value) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
