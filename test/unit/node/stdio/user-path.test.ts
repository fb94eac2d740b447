import { describe, expect, test } from 'vitest';
import {
  parsePrintedEnvironment,
  printEnvironmentArgs,
  shouldAskLoginShell,
} from '../../../../src/main/node/processes/login-shell.ts';
import { createUserPath, mergePaths } from '../../../../src/main/node/processes/user-path.ts';

const MARK = '_PATCHBAY_ENVIRONMENT_';
const printed = (path: string, ...more: readonly string[]) =>
  [MARK, `PATH=${path}`, ...more, MARK, ''].join('\n');

describe('shouldAskLoginShell', () => {
  const bare = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };
  test.each([
    ['started from the desktop', bare, 'darwin', true],
    ['desktop with a rich PATH but no terminal', { PATH: '/opt/x:/bin' }, 'linux', true],
    ['terminal', { TERM: 'xterm', PATH: '/home/me/bin:/bin' }, 'linux', false],
    ['terminal with a bare PATH', { ...bare, TERM: 'xterm' }, 'linux', true],
    ['dumb terminal', { TERM: 'dumb', PATH: '/home/me/bin' }, 'linux', true],
    ['Windows', bare, 'win32', false],
  ] as const)('%s', (_name, env, platform, expected) => {
    expect(shouldAskLoginShell(env, platform, '/bin/zsh')).toBe(expected);
  });

  test('not when there is no shell', () => {
    expect(shouldAskLoginShell(bare, 'linux', undefined)).toBe(false);
  });
});

describe('what the shell prints', () => {
  test('is found among the noise of start-up files', () => {
    const text = `Welcome!\n${printed('/a:/b', 'HTTPS_PROXY=http://p:1', 'A=x=y')}bye\n`;
    expect(parsePrintedEnvironment(text)).toEqual({
      PATH: '/a:/b',
      HTTPS_PROXY: 'http://p:1',
      A: 'x=y',
    });
  });

  test.each(['', 'noise', `${MARK}\n`, `${MARK}\n${MARK}\n`, `${MARK}\n/a\n/b\n${MARK}\n`])(
    'is not believed when it is %j',
    (text) => expect(parsePrintedEnvironment(text)).toBeUndefined(),
  );

  test.each([
    ['/bin/zsh', '-ilc'],
    ['/bin/tcsh', '-ic'],
    ['/opt/homebrew/bin/nu', '-l'],
    ['/usr/bin/pwsh', '-Login'],
    ['/usr/bin/xonsh', '-l'],
  ])('is asked of %s in words it understands', (shell, first) => {
    expect(printEnvironmentArgs(shell)[0]).toBe(first);
    expect(printEnvironmentArgs(shell).at(-1)).toContain('printenv');
  });
});

describe('mergePaths', () => {
  test('keeps the first of each and no relative folder', () => {
    expect(mergePaths(['/a:/b', undefined, '/b::./x:node_modules/.bin:/c', '/a'], 'linux')).toBe(
      '/a:/b:/c',
    );
    expect(mergePaths(['C:\\a;;bin', 'C:\\b;C:\\a'], 'win32')).toBe('C:\\a;C:\\b');
  });
});

describe('the PATH of a shell', () => {
  const env = { SHELL: '/bin/zsh', PATH: '/usr/bin' };
  const base = { env, platform: 'darwin', home: '/nowhere', accountShell: null } as const;
  const starts = async (path: Promise<string>) => (await path).split(':')[0];

  test('is asked for once, and its folders come first', async () => {
    let asked = 0;
    const userPath = createUserPath({
      ...base,
      run: async () => {
        asked += 1;
        return printed('/login:/usr/bin', 'npm_config_registry=https://m');
      },
    });
    const [first, second] = await Promise.all([userPath.find(), userPath.find()]);
    expect(first.startsWith('/login:/usr/bin')).toBe(true);
    expect(second).toBe(first);
    await userPath.find();
    expect(asked).toBe(1);
    expect(userPath.variables()).toMatchObject({ npm_config_registry: 'https://m' });
  });

  test('that is slow delays a start, and is known to the next one', async () => {
    let answer: (text: string) => void = () => undefined;
    const run = () => new Promise<string>((resolve) => (answer = resolve));
    const userPath = createUserPath({ ...base, run, patienceMs: { start: 5, shell: 1e6 } });
    let late = 0;
    userPath.onLate(() => (late += 1));
    expect(await starts(userPath.find())).toBe('/usr/bin');
    answer(printed('/login'));
    await expect.poll(() => late).toBe(1);
    expect(await starts(userPath.find())).toBe('/login');
  });

  test('that came in time is told to nobody as late', async () => {
    const userPath = createUserPath({ ...base, run: async () => printed('/login') });
    let late = 0;
    userPath.onLate(() => (late += 1));
    await userPath.find();
    expect(late).toBe(0);
  });

  test('that failed is asked again after a while, and not at each start before', async () => {
    let [asked, now] = [0, 0];
    const run = async () => {
      asked += 1;
      return asked === 1 ? undefined : printed('/login');
    };
    const userPath = createUserPath({ ...base, run, now: () => now });
    expect(await starts(userPath.find())).toBe('/usr/bin');
    expect(await starts(userPath.find())).toBe('/usr/bin');
    expect(asked).toBe(1);
    now = 60_000;
    expect(await starts(userPath.find())).toBe('/login');
    userPath.forget();
    await userPath.find();
    expect(asked).toBe(3);
  });

  test('is that of the account, where the environment names none', async () => {
    const shells: string[] = [];
    const run = async (shell: string) => {
      shells.push(shell);
      return printed('/login');
    };
    const options = { ...base, env: { PATH: '/usr/bin' }, run };
    await createUserPath({ ...options, accountShell: '/bin/fish' }).find();
    await createUserPath({ ...options, accountShell: null }).find();
    expect(shells).toEqual(['/bin/fish']);
  });

  test('falls back on what is there when the shell cannot be started', async () => {
    const run = () => Promise.reject(new Error('no shell'));
    expect(await starts(createUserPath({ ...base, run }).find())).toBe('/usr/bin');
  });
});

describe('the PATH of Windows', () => {
  const env = { Path: 'C:\\old', SystemRoot: 'C:\\Windows', USERNAME: 'Ann' };
  const machine = { Path: '%SystemRoot%\\system32', USERNAME: 'SYSTEM' };

  test('is the one of now', async () => {
    let [now, person] = [0, { Path: 'C:\\one' } as Record<string, string>];
    const userPath = createUserPath({
      ...{ env, platform: 'win32', home: 'C:\\nowhere', now: () => now },
      registry: async () => ({ machine, person }),
    });
    expect(await userPath.find()).toBe('C:\\Windows\\system32;C:\\one;C:\\old');
    person = { Path: '%NVM_HOME%;%NOBODY%\\x', NVM_HOME: 'C:\\nvm' };
    expect(await userPath.find()).toBe('C:\\Windows\\system32;C:\\one;C:\\old');
    now = 3_000;
    expect(await userPath.find()).toBe('C:\\Windows\\system32;C:\\nvm;C:\\old');
    expect(userPath.variables()).toMatchObject({ NVM_HOME: 'C:\\nvm', USERNAME: 'Ann' });
    person = { Path: 'C:\\two' };
    userPath.forget();
    expect(await userPath.find()).toBe('C:\\Windows\\system32;C:\\two;C:\\old');
  });

  test('is that of the start where the registry cannot be read', async () => {
    const registry = async () => undefined;
    const options = { env, platform: 'win32', home: 'C:\\nowhere', registry } as const;
    expect(await createUserPath(options).find()).toBe('C:\\old');
  });
});
