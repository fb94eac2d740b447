import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

// One build runs on every supported Electron; these are what the oldest one, 33, understands.
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: nodeTarget,
      externalizeDeps: true,
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
    plugins: [react()],
    build: {
      target: chromeTarget,
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
});
