import { describe, expect, test } from 'vitest';
import {
  childEnvironment,
  environmentValue,
} from '../../../../src/main/node/stdio/child-environment.ts';

describe('childEnvironment', () => {
  test('lets later parts win', () => {
    const base = { PATH: '/bin', HOME: '/home/me', LANG: 'C', TZ: 'UTC' };
    const result = childEnvironment({
      base,
      path: '/found',
      extras: { LANG: 'pl', TZ: 'CET' },
      own: { TZ: 'EST' },
      platform: 'linux',
    });
    expect(result).toEqual({ PATH: '/found', HOME: '/home/me', LANG: 'pl', TZ: 'EST' });
  });

  test('passes on nothing that steers Node or Electron, and no stranger', () => {
    const base = {
      ELECTRON_RUN_AS_NODE: '1',
      ELECTRON_NO_ATTACH_CONSOLE: '1',
      CHROME_DESKTOP: 'x',
      NODE_OPTIONS: '--inspect',
      LD_PRELOAD: '/x.so',
      AWS_SECRET_ACCESS_KEY: 'x',
      HOME: '() { :; }; echo hacked',
      home: '/lower',
    };
    expect(childEnvironment({ base, own: {}, platform: 'linux' })).toEqual({});
  });

  test('passes on what the definition asks for, whatever it is', () => {
    const own = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect' };
    expect(childEnvironment({ base: {}, own, platform: 'linux' })).toEqual(own);
  });

  test('has each variable once on Windows, in whatever case', () => {
    const result = childEnvironment({
      base: { Path: 'C:\\base', SystemRoot: 'C:\\Windows', Secret: 'x' },
      path: 'C:\\found',
      own: { path: 'C:\\own' },
      platform: 'win32',
    });
    expect(result).toMatchObject({ path: 'C:\\own', SystemRoot: 'C:\\Windows' });
    expect(Object.keys(result).filter((name) => /^path$/i.test(name))).toEqual(['path']);
    expect(result).not.toHaveProperty('Secret');
    expect(environmentValue(result, 'PATH', 'win32')).toBe('C:\\own');
    expect(environmentValue(result, 'PATH', 'linux')).toBeUndefined();
  });

  test('passes on where mirrors, proxies and agents are, on Windows in any case', () => {
    const base = {
      npm_config_registry: 'https://m',
      UV_INDEX_URL: 'https://u',
      SSH_AUTH_SOCK: '/s',
      DOCKER_HOST: 'd',
    };
    expect(childEnvironment({ base, own: {}, platform: 'darwin' })).toEqual(base);
    const windows = { Https_Proxy: 'http://p', Npm_Config_Registry: 'https://m', Secret: 'x' };
    expect(childEnvironment({ base: windows, own: {}, platform: 'win32' })).toMatchObject({
      Https_Proxy: 'http://p',
      Npm_Config_Registry: 'https://m',
    });
    expect(childEnvironment({ base: { Https_Proxy: 'x' }, own: {}, platform: 'linux' })).toEqual(
      {},
    );
  });

  test('lets Python speak UTF-8 on Windows, unless somebody says otherwise', () => {
    const given = (base: Record<string, string>, own: Record<string, string> = {}) =>
      childEnvironment({ base, own, platform: 'win32' });
    expect(given({})).toEqual({ PYTHONUTF8: '1', PYTHONIOENCODING: 'utf-8' });
    expect(given({ PythonUtf8: '0' })).toEqual({ PythonUtf8: '0', PYTHONIOENCODING: 'utf-8' });
    expect(given({}, { PYTHONIOENCODING: 'gbk' })['PYTHONIOENCODING']).toBe('gbk');
    expect(childEnvironment({ base: {}, own: {}, platform: 'linux' })).toEqual({});
  });
});
