import { defineConfig } from 'vitest/config';

import { bundledScripts } from '../../../scripts/lib/bundled-script.mjs';
import { mutantPlugin } from './mutant-plugin.ts';

export default defineConfig({
  root: process.env['PATCHBAY_ROOT'] ?? process.cwd(),
  plugins: [mutantPlugin(), bundledScripts()],
  test: { include: ['test/{unit,integration}/**/*.test.ts'], testTimeout: 60_000, bail: 1 },
});
