import { describe, expect, test } from 'vitest';
import {
  createLoginShellPath,
  mergePaths,
  parsePrintedPath,
  printPathArgs,
  shouldAskLoginShell,
} from '../../../../src/main/node/processes/login-shell-path.ts';

const MARK = '_PATCHBAY_PATH_';

describe('shouldAskLoginShell', () => {
  const desktop = { SHELL: '/bin/zsh', PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };
  test.each([
    ['started from the desktop', desktop, 'darwin', true],
    [
      'desktop with a rich PATH but no terminal',
      { ...desktop, PATH: '/opt/x:/bin' },
      'linux',
      true,
    ],
    ['terminal', { ...desktop, TERM: 'xterm', PATH: '/home/me/bin:/bin' }, 'linux', false],
    ['terminal with a bare PATH', { ...desktop, TERM: 'xterm' }, 'linux', true],
    ['dumb terminal', { ...desktop, TERM: 'dumb', PATH: '/home/me/bin' }, 'linux', true],
    ['no shell known', { PATH: '/bin' }, 'linux', false],
    ['Windows', desktop, 'win32', false],
  ] as const)('%s', (_name, env, platform, expected) => {
    expect(shouldAskLoginShell(env, platform)).toBe(expected);
  });
});

describe('what the shell prints', () => {
  test('is found among the noise of start-up files', () => {
    const printed = `Welcome!\n${MARK}\n/a:/b\n${MARK}\nbye\n`;
    expect(parsePrintedPath(printed)).toBe('/a:/b');
  });

  test.each(['', 'noise', `${MARK}\n`, `${MARK}\n${MARK}\n`, `${MARK}\n/a\n/b\n${MARK}\n`])(
    'is not believed when it is %j',
    (printed) => expect(parsePrintedPath(printed)).toBeUndefined(),
  );

  test('is asked for in words the shell understands', () => {
    expect(printPathArgs('/bin/zsh')[0]).toBe('-ilc');
    expect(printPathArgs('/bin/tcsh')[0]).toBe('-ic');
  });
});

describe('mergePaths', () => {
  test('keeps the first of each and no relative folder', () => {
    expect(mergePaths(['/a:/b', undefined, '/b::./x:node_modules/.bin:/c', '/a'])).toBe('/a:/b:/c');
  });
});

describe('createLoginShellPath', () => {
  const env = { SHELL: '/bin/zsh', PATH: '/usr/bin' };
  const base = { env, platform: 'linux', home: '/nowhere' } as const;

  test('asks the shell once and puts its folders first', async () => {
    let asked = 0;
    const run = async () => {
      asked += 1;
      return `${MARK}\n/login:/usr/bin\n${MARK}\n`;
    };
    const find = createLoginShellPath({ ...base, run });
    const [first, second] = await Promise.all([find(), find()]);
    expect(first.startsWith('/login:/usr/bin')).toBe(true);
    expect(second).toBe(first);
    expect(asked).toBe(1);
  });

  test('falls back on what is there when the shell fails', async () => {
    const find = createLoginShellPath({
      ...base,
      run: () => Promise.reject(new Error('no shell')),
    });
    expect((await find()).startsWith('/usr/bin')).toBe(true);
  });
});
