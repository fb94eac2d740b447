import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { runInForeground } from './app.mjs';
import { bundledScripts } from './bundled-script.mjs';
import { cacheDirectory, root } from './paths.mjs';

/**
 * Bundles a TypeScript entry and what it imports from the project into one ES module that plain
 * Node runs; packages stay imports. `import.meta.url` then names the bundle, so a program that
 * needs the project's folder reads `PATCHBAY_ROOT`.
 * @param {string} entry
 * @param {string} outDirectory a folder inside the project, so that packages resolve
 * @returns {Promise<string>} the bundle's path
 */
export async function bundleTypeScript(entry, outDirectory) {
  const { build } = await import('vite');
  const source = resolve(root, entry);
  const name = `${basename(source).replace(/\.[cm]?tsx?$/, '')}.mjs`;
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [bundledScripts()],
    build: {
      ssr: source,
      outDir: outDirectory,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: 'inline',
      rollupOptions: { output: { entryFileNames: name } },
    },
  });
  return join(outDirectory, name);
}

/**
 * Runs a TypeScript program to its end, with our output streams.
 * @param {string} entry
 * @param {readonly string[]} [args]
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit code
 */
export async function runTypeScript(entry, args = [], env = process.env) {
  await mkdir(cacheDirectory, { recursive: true });
  const folder = await mkdtemp(join(cacheDirectory, 'run-ts-'));
  try {
    const program = await bundleTypeScript(entry, folder);
    const nodeArgs = ['--enable-source-maps', program, ...args];
    return await runInForeground(process.execPath, nodeArgs, { ...env, PATCHBAY_ROOT: root });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
