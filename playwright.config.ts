import { defineConfig } from '@playwright/test';

const report = process.env['PATCHBAY_E2E_REPORT'];

export default defineConfig({
  testDir: 'test/e2e',
  // The pictures of the documentation are taken by `npm run screenshots` alone.
  testMatch: process.env['PATCHBAY_SCREENSHOTS'] === '1' ? '**/*.pictures.ts' : '**/*.e2e.ts',
  outputDir: 'test-results/e2e',
  // One window at a time: windows share the display, the keyring and the link schemes.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
});
