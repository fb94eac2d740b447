import { defineConfig } from '@playwright/test';

const report = process.env['PATCHBAY_E2E_REPORT'];

// Pictures are taken by `npm run screenshots` and `npm run look` alone.
function filesOf(env: NodeJS.ProcessEnv): string | string[] {
  if (env['PATCHBAY_LOOK'] === '1') return ['**/axe-*.e2e.ts', '**/*.look.ts'];
  return env['PATCHBAY_SCREENSHOTS'] === '1' ? '**/*.pictures.ts' : '**/*.e2e.ts';
}

export default defineConfig({
  projects: [
    {
      name: 'e2e',
      testDir: 'test/e2e',
      testMatch: filesOf(process.env),
      outputDir: 'test-results/e2e',
    },
    {
      name: 'installed',
      testDir: 'test/installed',
      testMatch: '**/*.installed.ts',
      outputDir: 'test-results/installed',
    },
  ],
  // One window at a time: windows share the display, the keyring and the link schemes.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Ceilings for a computer that has much else to do; what is there sooner is not waited for.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
});
