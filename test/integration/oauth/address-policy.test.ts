import { createServer } from 'node:http';

import { describe, expect, test } from 'vitest';

import { createOAuthHttp } from '../../../src/main/node/oauth/oauth-http.ts';
import { allowedAddresses } from '../../../src/main/node/oauth/address-guard.ts';
import type { ResolveHost } from '../../../src/main/node/oauth/address-guard.ts';
import type { NamedBy } from '../../../src/main/oauth/oauth-ports.ts';
import { patient } from '../../support/oauth-kit.ts';
import { listen, stop } from '../../support/oauth-server.ts';
import { startOrigin } from '../../support/scripted-origin.ts';
import { own } from '../../../src/shared/util/own.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  // Only looked up, never contacted.
  'mcp.example.com': ['93.184.216.34'],
  'inside.example.com': ['127.0.0.1'],
  'lan.example.com': ['10.1.2.3'],
  'cloud.example.com': ['169.254.169.254'],
  'both.example.com': ['93.184.216.34', '127.0.0.1'],
  'six.example.com': ['::1'],
  'mapped.example.com': ['::ffff:127.0.0.1'],
  'unspecified.example.com': ['0.0.0.0'],
  'local6.example.com': ['fe80::1'],
  'unique6.example.com': ['fd00::1'],
  'stand-in.example.com': ['198.18.0.5'],
};
const resolve: ResolveHost = (host) =>
  Promise.resolve(
    (own(names, host) ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  );
const publicServer: NamedBy = { kind: 'server', serverUrl: 'https://mcp.example.com/mcp' };

describe('addresses a server of the internet names', () => {
  const hosts = [
    ...Object.keys(names).filter((name) => name !== 'mcp.example.com'),
    '127.0.0.1',
    '127.1',
    '127.0.0.1.',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.255',
    '0.0.0.0',
    '0',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[fe80::1]',
    '[fd12::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'ip6-localhost',
    'router',
    'printer.local',
    'nas.lan',
    'db.internal',
    'host.home.arpa',
  ];

  test(`never lead inside: ${String(hosts.length)} ways`, async () => {
    let connections = 0;
    const canary = createServer().on('connection', () => (connections += 1));
    const port = new URL(await listen(canary)).port;
    const http = createOAuthHttp({ resolve, timeoutMs: 2_000 });
    const outcomes = [];
    for (const host of hosts) {
      for (const scheme of ['http', 'https']) {
        const url = `${scheme}://${host}:${port}/admin`;
        const answer = await http.send({ url, namedBy: publicServer }, patient);
        outcomes.push([url, answer.ok ? 'answered' : answer.error.kind]);
      }
    }
    await stop(canary);
    expect(outcomes.filter(([, outcome]) => outcome !== 'address-refused')).toEqual([]);
    expect(connections).toBe(0);
  });

  test.each(['user:pw@as.example.com', 'as.example.com@127.0.0.1'])(
    'never carry credentials: %s',
    async (authority) => {
      const http = createOAuthHttp({ resolve });
      const url = `https://${authority}/token`;
      const answer = await http.send({ url, namedBy: publicServer }, patient);
      expect(answer).toMatchObject({ ok: false, error: { kind: 'address-refused' } });
    },
  );
});

describe('addresses a server at home names', () => {
  test('may lie where the server itself lies, and nowhere else inside', async () => {
    await using canary = await startOrigin(() => ({ json: {} }));
    const { port } = new URL(canary.origin);
    const http = createOAuthHttp({ resolve });
    const namedBy: NamedBy = { kind: 'server', serverUrl: 'http://localhost:9/mcp' };
    const resolveHome: ResolveHost = (host) =>
      host === 'localhost' ? Promise.resolve([{ address: '127.0.0.1', family: 4 }]) : resolve(host);
    const home = createOAuthHttp({ resolve: resolveHome });
    const ask = async (url: string) => {
      const answer = await home.send({ url, namedBy }, patient);
      return answer.ok ? 'answered' : answer.error.kind;
    };
    expect(await ask(`http://127.0.0.1:${port}/`)).toBe('answered');
    expect(await ask(`https://lan.example.com:${port}/`)).toBe('address-refused');
    expect(await ask(`http://192.168.1.1:${port}/`)).toBe('address-refused');
    expect(await ask('http://169.254.169.254/')).toBe('address-refused');
    const person = await http.send(
      { url: `http://inside.example.com:${port}/`, namedBy: { kind: 'person' } },
      patient,
    );
    expect(person.ok).toBe(true);
  });
});

describe('addresses that stand in for every name, as some proxies give them', () => {
  test('are judged like those of the server', async () => {
    const stands: ResolveHost = (host) =>
      Promise.resolve([{ address: `198.18.0.${String(host.length)}`, family: 4 }]);
    const url = new URL('https://as.example.com/token');
    expect(await allowedAddresses(url, publicServer, stands)).toHaveLength(1);
    const mixed: ResolveHost = (host) => (host === url.hostname ? stands(host) : resolve(host));
    await expect(allowedAddresses(url, publicServer, mixed)).rejects.toThrow('198.18.0.14');
  });
});

describe('a name that leads elsewhere a moment later', () => {
  test('is connected to the address that was judged', async () => {
    await using good = await startOrigin(() => ({ json: { good: true } }));
    const port = Number(new URL(good.origin).port);
    let isReached = false;
    const canary = createServer((_request, response) => {
      isReached = true;
      response.end('{}');
    });
    await new Promise<void>((done) => canary.listen(port, '127.0.0.2', done));
    const answers = ['127.0.0.1', '127.0.0.2'];
    const http = createOAuthHttp({
      resolve: () => Promise.resolve([{ address: answers.shift() ?? '127.0.0.2', family: 4 }]),
    });
    const url = `http://rebinding.localhost:${String(port)}/`;
    const namedBy: NamedBy = { kind: 'server', serverUrl: url };
    const answer = await http.send({ url, namedBy }, patient);
    expect(answer).toMatchObject({ ok: true, value: { json: { good: true } } });
    expect(isReached).toBe(false);
    await stop(canary);
  });
});

describe('redirects', () => {
  test('stay within the origin, a few times', async () => {
    await using canary = await startOrigin(() => ({ json: {} }));
    await using origin = await startOrigin(({ path }) => {
      if (path === '/there') return { json: { there: true } };
      const location = { '/here': '/there', '/loop': '/loop' }[path] ?? `${canary.origin}/`;
      return { status: 307, text: '', headers: { location } };
    });
    const http = createOAuthHttp();
    const namedBy: NamedBy = { kind: 'server', serverUrl: origin.origin };
    const ask = (path: string) =>
      http.send({ url: `${origin.origin}${path}`, namedBy, form: new URLSearchParams() }, patient);
    expect(await ask('/here')).toMatchObject({ ok: true, value: { json: { there: true } } });
    for (const path of ['/loop', '/away']) {
      expect(await ask(path)).toMatchObject({ ok: false, error: { kind: 'address-refused' } });
    }
    expect(canary.seen).toEqual([]);
  });
});
