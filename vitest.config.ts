import { defineConfig } from 'vitest/config';

import { bundledScripts } from './scripts/lib/bundled-script.mjs';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [bundledScripts()],
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          // Properties try many cases, which takes its time on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        plugins: [bundledScripts()],
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          // Elsewhere they run under wine: `npm run test:wine`.
          exclude: process.platform === 'win32' ? [] : ['test/integration/windows/**'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
