import { describe, expect, test } from 'vitest';

import { localDataFolder } from '../../../src/main/electron/data-folder.ts';

const env = {
  APPDATA: 'C:\\Users\\Ada\\AppData\\Roaming',
  LOCALAPPDATA: 'C:\\Users\\Ada\\AppData\\Local',
};
const roaming = `${env.APPDATA}\\Patchbay`;
const local = `${env.LOCALAPPDATA}\\Patchbay`;

describe('on Windows data lies', () => {
  test.each([
    ['in the local folder', [], local],
    ['in the local folder, where there is some in both', [roaming, local], local],
    ['where it has always been', [roaming], roaming],
  ])('%s', (_where, having, expected) => {
    const files = having.map((folder) => `${folder}\\data\\servers.json`);
    expect(localDataFolder('win32', env, (path) => files.includes(path))).toBe(expected);
  });
});

test.each(['linux', 'darwin'] as const)('on %s data lies where Electron puts it', (platform) => {
  expect(localDataFolder(platform, env)).toBeUndefined();
});

test('without a local folder nothing is said', () => {
  expect(localDataFolder('win32', { APPDATA: env.APPDATA })).toBeUndefined();
});
