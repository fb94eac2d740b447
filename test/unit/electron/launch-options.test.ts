import { describe, expect, test, vi } from 'vitest';

const argv = [
  'patchbay',
  '--hidden',
  '--patchbay-screenshot=/tmp/x.png',
  '--patchbay-exit-when-ready',
  '--patchbay-seed-sample',
];
const env = { PATCHBAY_HEADLESS: '1', PATCHBAY_HOME: '/data' };

async function optionsOf(kind: 'development' | 'test' | 'release') {
  vi.resetModules();
  vi.stubGlobal('PATCHBAY_BUILD', kind);
  const { readLaunchOptions } = await import('../../../src/main/electron/launch-options.ts');
  vi.unstubAllGlobals();
  return readLaunchOptions(argv, env);
}

describe('switches of development', () => {
  test('count in a clone', async () => {
    expect(await optionsOf('development')).toEqual({
      home: '/data',
      startsHidden: true,
      asksForVersion: false,
      screenshotFile: '/tmp/x.png',
      exitWhenReady: true,
      seedSample: true,
      reportStates: true,
    });
  });

  test.each(['test', 'release'] as const)('count for nothing in a %s build', async (kind) => {
    expect(await optionsOf(kind)).toEqual({
      home: '/data',
      startsHidden: true,
      asksForVersion: false,
      screenshotFile: undefined,
      exitWhenReady: false,
      seedSample: false,
      reportStates: false,
    });
  });
});

test('an entry for launch at login of before still starts hidden', async () => {
  const { readLaunchOptions } = await import('../../../src/main/electron/launch-options.ts');
  expect(readLaunchOptions(['patchbay', '--patchbay-hidden'], {}).startsHidden).toBe(true);
  expect(readLaunchOptions(['patchbay'], {}).startsHidden).toBe(false);
});
