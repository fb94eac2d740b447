const ending = '?script';
const mark = '\0script:';

/**
 * Vite plugin: `import { code } from './program.ts?script'` gives a program and all that it imports as
 * one text, for a thread that is started from text. So it is the same in the built app (inside an
 * archive too), in tests, and in programs that are bundled into one file.
 * @param {{ readonly minify?: boolean }} [options]
 * @returns {import('vite').Plugin}
 */
export function bundledScripts({ minify = false } = {}) {
  return {
    name: 'bundled-scripts',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(ending)) return null;
      const found = await this.resolve(source.slice(0, -ending.length), importer);
      return found === null ? null : `${mark}${found.id}.text`;
    },
    async load(id) {
      if (!id.startsWith(mark)) return null;
      const entry = id.slice(mark.length, -'.text'.length);
      this.addWatchFile(entry);
      return `export const code = ${JSON.stringify(await scriptText(entry, minify))};`;
    },
  };
}

/**
 * A program and all that it imports as one text.
 * @param {string} entry
 * @param {boolean} [minify]
 */
export async function scriptText(entry, minify = false) {
  // Not at the top: whoever installs the packages imports this before they are there.
  const { build } = await import('vite');
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      write: false,
      minify,
      target: 'node20',
      rollupOptions: { output: { format: 'cjs' } },
    },
  });
  const [chunk, ...more] = 'output' in built ? built.output : [];
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error(`${entry} is not one script`);
  return chunk.code;
}
