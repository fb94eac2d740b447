import { describe, expect, test } from 'vitest';

import { withSystemNetwork } from '../../../../src/main/node/network/program-network.ts';
import { childEnvironment } from '../../../../src/main/node/stdio/child-environment.ts';
import { createUserPath } from '../../../../src/main/node/processes/user-path.ts';

type Variables = Readonly<Record<string, string>>;

/** What a program is started with where the desktop answers so about proxies. */
async function startedWith(
  platform: 'linux' | 'darwin' | 'win32',
  env: Variables,
  systemProxy?: (url: string) => Promise<string>,
  own: Variables = {},
): Promise<Variables> {
  const registry = () => Promise.resolve(undefined);
  const userPath = createUserPath({ env, platform, home: '/nobody', accountShell: null, registry });
  const surroundings = withSystemNetwork({ userPath, systemProxy, platform });
  const path = await surroundings.find();
  return childEnvironment({ base: surroundings.variables(), path, own, platform });
}

const says = (answer: string) => () => Promise.resolve(answer);
const proxiesIn = (variables: Variables) =>
  Object.keys(variables).filter((name) => /_PROXY$/i.test(name) && !/^NO_/i.test(name));

describe('the proxy of the desktop reaches programs', () => {
  test.each(['linux', 'darwin', 'win32'] as const)('on %s', async (platform) => {
    const variables = await startedWith(platform, {}, says('PROXY proxy.corp:8080; DIRECT'));
    const proxy = 'http://proxy.corp:8080';
    expect(variables).toMatchObject({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy });
    expect(variables['NO_PROXY']).toBe('localhost,127.0.0.1,::1');
    expect(variables['https_proxy']).toBe(platform === 'win32' ? undefined : proxy);
  });

  test('by the way out of this network, about which alone it is asked', async () => {
    const asked: string[] = [];
    await startedWith('darwin', {}, (url) => Promise.resolve(void asked.push(url)).then(() => ''));
    expect(asked).toEqual(['https://example.com/']);
  });

  test('and once for programs that are looked for together, anew a moment later or when all is forgotten', async () => {
    let asked = 0;
    let atMs = 0;
    const systemProxy = () => Promise.resolve(`PROXY proxy${String((asked += 1))}.corp:8080`);
    const registry = () => Promise.resolve(undefined);
    const userPath = createUserPath({ env: {}, platform: 'win32', home: '/nobody', registry });
    const now = () => atMs;
    const surroundings = withSystemNetwork({ userPath, systemProxy, platform: 'win32', now });
    const proxy = async () => {
      await surroundings.find();
      return surroundings.variables()['HTTPS_PROXY'];
    };
    expect(await Promise.all([proxy(), proxy(), proxy()])).toEqual(
      Array.from({ length: 3 }, () => 'http://proxy1.corp:8080'),
    );
    atMs = 2_999;
    expect(await proxy()).toBe('http://proxy1.corp:8080');
    atMs = 3_000;
    expect(await proxy()).toBe('http://proxy2.corp:8080');
    surroundings.forget();
    expect(await proxy()).toBe('http://proxy3.corp:8080');
  });

  test.each(['DIRECT', '', 'SOCKS5 a:1', 'nonsense', 'PROXY'])(
    'but not one of %j',
    async (said) => {
      expect(proxiesIn(await startedWith('linux', {}, says(said)))).toEqual([]);
    },
  );

  test('nor where the desktop fails to say, or nobody can', async () => {
    const fails = () => Promise.reject(new Error('no desktop'));
    expect(proxiesIn(await startedWith('linux', {}, fails))).toEqual([]);
    expect(proxiesIn(await startedWith('linux', {}))).toEqual([]);
  });

  test.each([
    ['linux', { https_proxy: 'http://mine:1' }],
    ['darwin', { ALL_PROXY: 'socks5://mine:1' }],
    ['win32', { Http_Proxy: 'http://mine:1' }],
  ] as const)('nor where the person names one themselves, on %s', async (platform, env) => {
    const variables = await startedWith(platform, env, says('PROXY proxy.corp:8080'));
    expect(proxiesIn(variables)).toEqual(Object.keys(env));
    expect(variables).toMatchObject(env);
  });

  test('what is not to go by it stays as the person has said, in either case', async () => {
    const env = { no_proxy: '.corp' };
    const variables = await startedWith('linux', env, says('PROXY proxy.corp:8080'));
    expect(variables).toMatchObject({ no_proxy: '.corp', HTTPS_PROXY: 'http://proxy.corp:8080' });
    expect(variables).not.toHaveProperty('NO_PROXY');
  });

  test('and a definition has the last word', async () => {
    const own = { HTTPS_PROXY: '', NODE_USE_SYSTEM_CA: '0' };
    const variables = await startedWith('win32', {}, says('PROXY proxy.corp:8080'), own);
    expect(variables).toMatchObject(own);
  });
});

describe('the certificates of the system are trusted by programs', () => {
  test.each([
    ['darwin', 'true'],
    ['win32', 'true'],
    ['linux', undefined],
  ] as const)('on %s, by uv %s', async (platform, uv) => {
    const variables = await startedWith(platform, {});
    expect(variables).toMatchObject({
      NODE_USE_SYSTEM_CA: '1',
      DENO_TLS_CA_STORE: 'mozilla,system',
    });
    expect(variables['UV_SYSTEM_CERTS']).toBe(uv);
  });

  test('unless the person wants it otherwise', async () => {
    const env = { NODE_USE_SYSTEM_CA: '0', uv_system_certs: 'false', DENO_TLS_CA_STORE: 'mozilla' };
    const variables = await startedWith('win32', env);
    expect(variables).toMatchObject(env);
    expect(Object.keys(variables).filter((name) => /^uv_system/i.test(name))).toHaveLength(1);
  });
});
