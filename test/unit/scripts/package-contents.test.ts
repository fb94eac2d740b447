import { expect, test } from 'vitest';

import { strangers } from '../../../scripts/package/contents.mjs';

test('what belongs in a package is let through', () => {
  const ours = [
    'patchbay',
    'resources/app.asar',
    'out/main/index.js',
    'out/renderer/assets/index-a1b2.css',
    'node_modules/@github/keytar/lib/keytar.js',
    'resources/tray/ready-on-dark-16.png',
    'LICENSES.chromium.html',
  ];
  expect(strangers(ours)).toEqual([]);
});

test.each([
  'src/main/index.ts',
  'out/renderer/app.tsx',
  'out/main/index.js.map',
  'test/unit/a.js',
  'node_modules/x/test/a.js',
  'bench/results.json',
  'docs/adr/0001.md',
  'scripts/start.mjs',
  'logs/main.log',
])('%s does not belong there', (path) => {
  expect(strangers([path])).toEqual([path]);
});
