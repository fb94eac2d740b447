import { expect, test } from 'vitest';

import { registerNativeLinks } from '../../../src/main/electron/native-links.ts';

/** A system on which one program, perhaps another, opens links; it says yes to everybody. */
function systemWith(opens: (scheme: string) => 'us' | 'another') {
  const asked: string[] = [];
  const app = {
    setAsDefaultProtocolClient: (scheme: string, program: string, args: string[]) => {
      asked.push([scheme, program, ...args].join(' '));
      return true;
    },
    isDefaultProtocolClient: (scheme: string) => opens(scheme) === 'us',
  };
  const register = (platform: NodeJS.Platform, isPackaged = true) =>
    registerNativeLinks({
      ...{ app, platform, isPackaged, schemes: ['patchbay', 'app.patchbay'] },
      start: ['C:\\Program Files\\Patchbay.exe', 'app'],
    });
  return { asked, register };
}

test.each(['win32', 'darwin'] as const)('on %s links are ours once they lead here', (platform) => {
  const system = systemWith(() => 'us');
  expect(system.register(platform)).toBe(true);
  expect(system.asked).toEqual([
    'patchbay C:\\Program Files\\Patchbay.exe app',
    'app.patchbay C:\\Program Files\\Patchbay.exe app',
  ]);
});

test.each(['win32', 'darwin'] as const)(
  'on %s links are not ours where another program opens one of them, whatever was answered',
  (platform) => {
    const system = systemWith((scheme) => (scheme === 'patchbay' ? 'us' : 'another'));
    expect(system.register(platform)).toBe(false);
  },
);

test('unpackaged on macOS nothing is asked for, since Electron would get it', () => {
  const system = systemWith(() => 'us');
  expect(system.register('darwin', false)).toBe(false);
  expect(system.asked).toEqual([]);
});
