import { describe, expect, test } from 'vitest';
import { decideRuntime } from '../../../scripts/lib/electron.mjs';
import { executableIn } from '../../../scripts/lib/electron-official.mjs';
import { isInstalled } from '../../../scripts/lib/node-modules.mjs';
import {
  hasDisplay,
  missingRequirements,
  requirements,
  testRequirements,
} from '../../../scripts/lib/system-libraries.mjs';

const dayMs = 24 * 60 * 60_000;

describe('decideRuntime', () => {
  const facts = {
    canFallBack: true,
    fallbackReady: false,
    wantedVersion: '45.4.1',
    now: 100 * dayMs,
  };
  const unreachable = { version: '45.4.1', at: 99 * dayMs };

  test('prefers what the person gave, then the official build', () => {
    expect(decideRuntime({ ...facts, given: '/e', official: '/o' })).toBe('use-given');
    expect(decideRuntime({ ...facts, given: '', official: '/o' })).toBe('use-official');
  });

  test('tries the official download before anything else', () => {
    expect(decideRuntime({ ...facts, fallbackReady: true })).toBe('download');
  });

  test('falls back once the download is known not to work', () => {
    expect(decideRuntime({ ...facts, unreachable })).toBe('install-fallback');
    expect(decideRuntime({ ...facts, unreachable, fallbackReady: true })).toBe('use-fallback');
  });

  test('tries again after a week, for another version, and where nothing else would do', () => {
    const old = { ...unreachable, at: 90 * dayMs };
    expect(decideRuntime({ ...facts, unreachable: old })).toBe('download');
    expect(decideRuntime({ ...facts, unreachable, wantedVersion: '46.0.0' })).toBe('download');
    expect(decideRuntime({ ...facts, unreachable, canFallBack: false })).toBe('download');
  });
});

describe('executableIn', () => {
  test('knows each system', () => {
    expect(executableIn('linux')).toBe('electron');
    expect(executableIn('win32')).toBe('electron.exe');
    expect(executableIn('darwin')).toMatch(/^Electron\.app\//);
  });
});

describe('isInstalled', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/only-elsewhere': { version: '2.0.0', optional: true },
    },
  };
  const a = lock.packages['node_modules/a'];

  test('accepts a tree without the optional packages of other systems', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/a': a } })).toBe(true);
  });

  test.each([
    ['nothing installed', undefined],
    ['a missing package', { packages: {} }],
    ['another version', { packages: { 'node_modules/a': { ...a, version: '1.0.1' } } }],
    ['other contents', { packages: { 'node_modules/a': { ...a, integrity: 'sha512-b' } } }],
  ])('notices %s', (_, installed) => {
    expect(isInstalled(lock, installed)).toBe(false);
  });
});

describe('missingRequirements', () => {
  const sonames = requirements.flatMap(({ soname }) => soname ?? []);
  const complete = {
    loaderCache: sonames.map((soname) => `\t${soname} (libc6,x86-64) => /lib/${soname}\n`).join(''),
    commands: new Set(requirements.flatMap(({ command }) => command ?? [])),
    hasDisplay: false,
  };

  test('asks for nothing on a complete machine and for everything on a bare one', () => {
    const bare = { loaderCache: '', commands: new Set<string>(), hasDisplay: false };
    expect(missingRequirements(complete)).toEqual([]);
    expect(missingRequirements(bare)).toEqual(requirements);
  });

  test('does not take one library for another whose name begins alike', () => {
    const loaderCache = complete.loaderCache.replace('libnss3.so ', 'libnss3.so.9 ');
    const missing = missingRequirements({ ...complete, loaderCache });
    expect(missing.map(({ names }) => names.at(-1))).toEqual(['libnss3']);
  });

  test('asks for what single tests need only when they are to run', () => {
    const commands = new Set([...complete.commands, 'weston']);
    const missing = missingRequirements({ ...complete, commands }, testRequirements);
    expect(missing.map(({ command }) => command)).toEqual(['xdotool']);
  });

  test('needs no virtual display where there is a real one', () => {
    const commands = new Set([...complete.commands].filter((command) => command !== 'Xvfb'));
    expect(missingRequirements({ ...complete, commands, hasDisplay: true })).toEqual([]);
    expect(missingRequirements({ ...complete, commands }).map(({ command }) => command)).toEqual([
      'Xvfb',
    ]);
  });
});

describe('hasDisplay', () => {
  test('takes an empty variable for none', () => {
    expect(hasDisplay({ DISPLAY: '', WAYLAND_DISPLAY: '' })).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  });
});
