import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

export default defineConfig({
  main: {
    build: {
      externalizeDeps: true,
      lib: { entry: resolve('src/main/index.ts'), formats: ['es'] },
    },
  },
  preload: {
    build: {
      lib: { entry: resolve('src/preload/index.ts'), formats: ['cjs'] },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [react()],
    build: {
      rollupOptions: { input: { index: resolve('src/renderer/index.html') } },
    },
  },
});
