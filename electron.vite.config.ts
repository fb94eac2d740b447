import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

import manifest from './package.json' with { type: 'json' };
import { bundledScripts } from './scripts/lib/bundled-script.mjs';

// One build runs on every supported Electron; these are what the oldest one, 33, understands.
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';

// @rjsf/core imports this one for its own tests only. It is not installed, as it generates code, which
// the page's security policy forbids.
const unusedValidator = '@rjsf/validator-ajv8';
const withoutUnusedValidator: Plugin = {
  name: 'without-unused-validator',
  resolveId: (id) => (id === unusedValidator ? `\0${unusedValidator}` : null),
  load: (id) => (id === `\0${unusedValidator}` ? 'export default undefined;' : null),
};

const nativePackages = new Set(['@github/keytar']);
const bundledPackages = Object.keys(manifest.dependencies).filter(
  (name) => !nativePackages.has(name),
);

// What the build is for; only one for development has the switches of development in it.
const buildKind = process.env['PATCHBAY_BUILD'] ?? 'development';

// Where a package looks for newer ones; a build that is not told knows of none.
const releaseFeed = process.env['PATCHBAY_FEED'] ?? '';

export default defineConfig({
  main: {
    plugins: [bundledScripts({ minify: true })],
    define: {
      PATCHBAY_BUILD: JSON.stringify(buildKind),
      PATCHBAY_FEED: JSON.stringify(releaseFeed),
    },
    build: {
      target: nodeTarget,
      // One file loads faster than a package's hundreds; only native modules stay packages.
      externalizeDeps: { exclude: bundledPackages },
      minify: true,
      lib: { entry: resolve('src/main/index.ts'), formats: ['es'] },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      lib: { entry: resolve('src/preload/index.ts'), formats: ['cjs'] },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [react(), withoutUnusedValidator],
    build: {
      target: chromeTarget,
      // electron-vite leaves it off, and the size of the page decides how soon it answers.
      minify: true,
      // Fonts as files: the page's policy allows no data: fonts.
      assetsInlineLimit: 0,
      // Chromium has modulepreload itself.
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
});
