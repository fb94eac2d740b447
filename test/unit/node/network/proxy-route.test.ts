import { describe, expect, test } from 'vitest';

import { isExempt } from '../../../../src/main/node/network/no-proxy.ts';
import { routeOfAnswer, routeTo } from '../../../../src/main/node/network/proxy-route.ts';
import type { RouteFacts } from '../../../../src/main/node/network/proxy-route.ts';
import { isProxyAddress } from '../../../../src/shared/domain/proxy-address.ts';
import { proxyChoiceSchema } from '../../../../src/shared/domain/proxy.ts';

const system = { kind: 'system' } as const;
const chosen = { kind: 'address', address: 'http://chosen.example:1' } as const;

async function way(url: string, facts: Partial<RouteFacts> = {}): Promise<string> {
  const route = await routeTo(new URL(url), { general: system, env: {}, ...facts });
  if (route.kind === 'direct') return 'direct';
  return route.kind === 'proxy' ? route.proxy.href : `unusable ${route.proxy}`;
}

describe('the environment', () => {
  const both = { HTTP_PROXY: 'http://h:1', https_proxy: 's:2' };
  test.each([
    ['http://a.example', both, 'http://h:1/'],
    ['ws://a.example', both, 'http://h:1/'],
    ['https://a.example', both, 'http://s:2/'],
    ['wss://a.example', both, 'http://s:2/'],
    ['https://a.example', { HTTP_PROXY: 'http://h:1' }, 'direct'],
    ['https://a.example', { ALL_PROXY: 'http://all:3' }, 'http://all:3/'],
    ['https://a.example', { all_proxy: 'http://all:3', HTTPS_PROXY: 'http://s:2' }, 'http://s:2/'],
    [
      'https://a.example',
      { https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:2' },
      'http://lower:1/',
    ],
    ['https://a.example', { HTTPS_PROXY: ' ' }, 'direct'],
    ['https://a.example', { HTTPS_PROXY: 'https://u:p%40@s:2' }, 'https://u:p%40@s:2/'],
    ['https://a.example', { HTTPS_PROXY: 'socks5://u:p@s:2' }, 'unusable socks5://s:2'],
    ['https://a.example', { HTTPS_PROXY: 'http://[' }, 'unusable not an address'],
    ['https://a.example', { ...both, NO_PROXY: 'a.example' }, 'direct'],
    ['http://localhost:3000', both, 'direct'],
    ['http://app.localhost', both, 'direct'],
    ['http://127.9.9.9', both, 'direct'],
    ['http://[::1]:1', both, 'direct'],
    ['http://[::ffff:127.0.0.1]', both, 'direct'],
  ])('%s with %j', async (url, env, expected) => {
    expect(await way(url, { env })).toBe(expected);
  });

  test('goes before the desktop, which is asked only when it says nothing', async () => {
    const asked: string[] = [];
    const facts = {
      system: (url: string) => {
        asked.push(url);
        return Promise.resolve('PROXY desktop:8080');
      },
    };
    expect(await way('https://a.example/x?token=1', { ...facts, env: both })).toBe('http://s:2/');
    expect(await way('wss://a.example/x?token=1', facts)).toBe('http://desktop:8080/');
    // The desktop, and a PAC file, need not know the whole address.
    expect(asked).toEqual(['https://a.example:443/']);
    expect(await way('https://localhost', facts)).toBe('direct');
  });
});

describe('NO_PROXY', () => {
  test.each([
    ['https://a.example', '*', true],
    ['https://a.example', 'b.example, a.example', true],
    ['https://a.example', 'b.example a.example', true],
    ['https://x.a.example', 'a.example', true],
    ['https://x.a.example', '.a.example', true],
    ['https://x.a.example', '*.a.example', true],
    ['https://a.example', '.a.example', true],
    ['https://A.Example.', 'a.example', true],
    ['https://ba.example', 'a.example', false],
    ['https://a.example.org', 'a.example', false],
    ['https://a.example:8443', 'a.example:8443', true],
    ['https://a.example', 'a.example:443', true],
    ['https://a.example', 'a.example:8443', false],
    ['http://10.1.2.3', '10.0.0.0/8', true],
    ['http://11.1.2.3', '10.0.0.0/8', false],
    ['http://10.1.2.3', '10.1.2.3', true],
    ['http://10.1.2.30', '10.1.2.3', false],
    ['http://10.1.2.3:81', '10.1.2.3:80', false],
    ['http://[fd00::1]', 'fd00::/8', true],
    ['http://[fd00::1]', 'fd00::1', true],
    ['http://[fd00::1]', '[fd00::1]:80', true],
    ['http://[fd00::1]', '[fd00::1]:81', false],
    ['http://10.1.2.3', '10.0.0.0/99', false],
    ['http://10.1.2.3', 'x/8', false],
    ['https://a.example', '', false],
    ['https://a.example', ',, . *. :', false],
  ])('%s with %j: %s', (url, noProxy, expected) => {
    expect(isExempt(new URL(url), noProxy)).toBe(expected);
  });
});

describe('what a person chose', () => {
  const env = { HTTPS_PROXY: 'http://s:2' };
  test.each([
    [{ general: { kind: 'none' } }, 'https://a.example', 'direct'],
    [{ general: chosen }, 'https://a.example', 'http://chosen.example:1/'],
    [{ general: chosen }, 'http://localhost:1', 'direct'],
    [{ general: chosen, own: { kind: 'none' } }, 'https://a.example', 'direct'],
    [{ general: chosen, own: system }, 'https://a.example', 'http://s:2/'],
    [{ general: { kind: 'none' }, own: chosen }, 'https://a.example', 'http://chosen.example:1/'],
    // Asked for, for that very server.
    [{ own: chosen }, 'http://localhost:1', 'http://chosen.example:1/'],
    [{ own: system }, 'http://localhost:1', 'direct'],
  ] as const)('%j leads to %s by %s', async (facts, url, expected) => {
    expect(await way(url, { ...facts, env })).toBe(expected);
  });

  test.each([
    ['http://proxy.example:8080', true],
    ['https://proxy.example/', true],
    ['http://[fd00::1]:3128', true],
    ['http://user:secret@proxy.example', false],
    ['http://user@proxy.example', false],
    ['http://proxy.example/path', false],
    ['http://proxy.example?x', false],
    ['socks5://proxy.example', false],
    ['proxy.example:8080', false],
    ['http://a b', false],
    ['http://', false],
    ['', false],
  ])('%s can be kept: %s', (address, expected) => {
    expect(isProxyAddress(address)).toBe(expected);
    expect(proxyChoiceSchema.safeParse({ kind: 'address', address }).success).toBe(expected);
  });
});

test.each([
  ['DIRECT', 'direct'],
  ['', 'direct'],
  ['nonsense', 'direct'],
  ['PROXY a:1; DIRECT', 'http://a:1/'],
  ['proxy a:1', 'http://a:1/'],
  ['HTTPS a:1', 'https://a:1/'],
  ['SOCKS5 a:1; PROXY b:2', 'http://b:2/'],
  ['SOCKS5 a:1; DIRECT', 'direct'],
  ['SOCKS a:1', 'unusable socks://a:1'],
  ['PROXY ; PROXY b:2', 'http://b:2/'],
])('the answer %j of a desktop means %s', (answer, expected) => {
  const route = routeOfAnswer(answer);
  const shown =
    route.kind === 'direct'
      ? 'direct'
      : route.kind === 'proxy'
        ? route.proxy.href
        : `unusable ${route.proxy}`;
  expect(shown).toBe(expected);
});
