import { describe, expect, test } from 'vitest';
import { loginItemChange, loginItemFor } from '../../../src/main/electron/login-item.ts';

const facts = {
  isPackaged: true,
  program: 'C:\\Program Files\\P\\p.exe',
  args: ['C:\\a b', '--hidden'],
};

describe('the entry for start at sign-in', () => {
  test('is quoted on Windows, which joins it by blanks', () => {
    expect(loginItemFor({ ...facts, platform: 'win32' })).toEqual({
      path: '"C:\\Program Files\\P\\p.exe"',
      args: ['"C:\\a b"', '"--hidden"'],
    });
  });

  test('is the app itself on macOS, and never Electron', () => {
    expect(loginItemFor({ ...facts, platform: 'darwin' })).toEqual({});
    expect(loginItemFor({ ...facts, platform: 'darwin', isPackaged: false })).toBeUndefined();
  });
});

describe('what is written', () => {
  const none = { openAtLogin: false, launchItems: [] };
  const on = { openAtLogin: true, launchItems: [{ enabled: true }] };
  const off = { openAtLogin: false, launchItems: [{ enabled: false }] };
  test.each([
    ['a start, missing', true, none, 'start', { openAtLogin: true }],
    ['a start, there', true, on, 'start', undefined],
    ['a start, switched off by the person in the system', true, off, 'start', undefined],
    ['a choice, switched off there', true, off, 'person', { openAtLogin: true, enabled: true }],
    ['not wanted, there', false, on, 'person', { openAtLogin: false }],
    ['not wanted, switched off there', false, off, 'person', { openAtLogin: false }],
    ['not wanted, missing', false, none, 'start', undefined],
    ['macOS, waiting for approval', true, { openAtLogin: true }, 'start', undefined],
  ] as const)('%s', (_, wanted, state, by, change) => {
    expect(loginItemChange(wanted, state, by)).toEqual(change);
  });
});
