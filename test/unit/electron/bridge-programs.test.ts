import { join } from 'node:path';
import { expect, test } from 'vitest';

import { bridgesOf } from '../../../src/main/electron/bridge-programs.ts';

const packed = {
  folder: join('/usr/lib/patchbay/resources', 'app.asar'),
  dataFolder: '/home/a/.config/patchbay',
  isPackaged: true,
  program: '/usr/lib/patchbay/patchbay',
  env: {},
};

test('a clone has the compiled bridge, else the script, and neither starts it', () => {
  expect(bridgesOf({ ...packed, folder: '/home/a/patchbay', isPackaged: false })).toEqual({
    programs: [
      join('/home/a/patchbay', 'out/bridge/patchbay-bridge'),
      join('/home/a/patchbay', 'src/bridge/bridge.mjs'),
    ],
  });
});

test('a package has one beside its archive, which starts the package', () => {
  expect(bridgesOf(packed)).toEqual({
    programs: [join('/usr/lib/patchbay/resources', 'bridge/patchbay-bridge')],
    start: '/usr/lib/patchbay/patchbay',
  });
});

test('an AppImage is started by its file, not by where it is unpacked', () => {
  const env = { APPIMAGE: '/home/a/Patchbay.AppImage' };
  expect(bridgesOf({ ...packed, env }).start).toBe('/home/a/Patchbay.AppImage');
});

test('apps start a copy of its bridge, which stays where an AppImage is gone at its end', () => {
  const env = { APPIMAGE: '/home/a/Patchbay.AppImage' };
  const { programs, kept } = bridgesOf({ ...packed, env });
  const to = join('/home/a/.config/patchbay', 'bridge/patchbay-bridge');
  expect(programs).toEqual([to]);
  expect(kept).toEqual({
    from: join('/usr/lib/patchbay/resources', 'bridge/patchbay-bridge'),
    to,
  });
  expect(bridgesOf({ ...packed, env: { APPIMAGE: '' } })).toEqual(bridgesOf(packed));
  const own = bridgesOf({ ...packed, env: { ...env, PATCHBAY_HOME: '/data' } });
  expect(own).toMatchObject({ programs: [to], start: undefined });
});

test('one with data of its own is not started: it would come with other data', () => {
  expect(bridgesOf({ ...packed, env: { PATCHBAY_HOME: '/data' } }).start).toBeUndefined();
});
