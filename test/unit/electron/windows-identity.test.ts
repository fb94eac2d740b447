import { describe, expect, test } from 'vitest';

import {
  followNotificationClicks,
  takeWindowsIdentity,
} from '../../../src/main/electron/windows-identity.ts';

/** What an app is told. */
function identityOn(platform: NodeJS.Platform, hasActivators = true): readonly string[] {
  const calls: string[] = [];
  takeWindowsIdentity(platform, {
    setAppUserModelId: (id) => void calls.push(`model ${id}`),
    ...(hasActivators
      ? { setToastActivatorCLSID: (id: string) => void calls.push(`activator ${id}`) }
      : {}),
  });
  return calls;
}

describe('who shows notifications', () => {
  test('is known to Windows by an activator before the name, the same at each start', () => {
    expect(identityOn('win32')).toEqual([
      expect.stringMatching(/^activator \{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/),
      'model app.patchbay',
    ]);
    expect(identityOn('win32')).toEqual(identityOn('win32'));
  });

  test('is known by its name where Electron has no activators', () => {
    expect(identityOn('win32', false)).toEqual(['model app.patchbay']);
  });

  test.each(['linux', 'darwin'] as const)('is nothing to %s', (platform) => {
    expect(identityOn(platform)).toEqual([]);
  });
});

test('a click on a notification is heard on Windows, whichever run has shown it', () => {
  const heard: string[] = [];
  for (const platform of ['win32', 'darwin', 'linux'] as const) {
    const notifications = { handleActivation: (listener: () => void) => listener() };
    followNotificationClicks(platform, notifications, () => heard.push(platform));
  }
  followNotificationClicks('win32', {}, () => heard.push('older'));
  expect(heard).toEqual(['win32']);
});
