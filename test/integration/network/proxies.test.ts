import { afterEach, describe, expect, test } from 'vitest';

import type { Launch } from '../../../src/main/sessions/session.ts';
import { createOAuthHttp } from '../../../src/main/node/oauth/oauth-http.ts';
import type { ProxyChoice } from '../../../src/shared/domain/proxy.ts';
import { startConnectProxy } from '../../fixtures/servers/http/connect-proxy.ts';
import { startLegacySseServer } from '../../fixtures/servers/http/legacy-sse-server.ts';
import { startEraServer } from '../../fixtures/servers/http/mcp-http-servers.ts';
import { startTlsFront } from '../../fixtures/servers/http/tls-front.ts';
import { startWebSocketServer } from '../../fixtures/servers/http/websocket-server.ts';
import { startOrigin } from '../../support/scripted-origin.ts';
import {
  createRecorder,
  createTestOpener,
  never,
  openOrThrow,
  requestFor,
} from '../../support/session-kit.ts';
import { createCleanUp } from '../http/harness.ts';
import { createNetworkKit } from './kit.ts';
import type { NetworkKitOptions } from './kit.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

type Kind = 'streamable-http' | 'sse' | 'websocket';

const servers = {
  'streamable-http': () => startEraServer({ eras: 'both' }),
  sse: startLegacySseServer,
  websocket: startWebSocketServer,
} as const;

/** A server that only a proxy can reach, since nobody else knows its name. */
async function behindProxy(kind: Kind, isSecure: boolean, options: NetworkKitOptions = {}) {
  const server = cleanUp.own(await servers[kind]());
  const kit = cleanUp.own(await createNetworkKit(options));
  const front = cleanUp.own(await startTlsFront(server.url, kit.ca.issue('mcp.test')));
  const names = { 'mcp.test': isSecure ? front.port : Number(new URL(server.url).port) };
  const scheme = `${kind === 'websocket' ? 'ws' : 'http'}${isSecure ? 's' : ''}`;
  const { pathname } = new URL(server.url);
  const launch = (proxy?: ProxyChoice): Launch => ({
    type: kind,
    url: `${scheme}://mcp.test${pathname}`,
    headers: {},
    ...(proxy && { proxy }),
  });
  return { kit, names, launch };
}

const address = (url: string): ProxyChoice => ({ kind: 'address', address: url });

async function outcomeOf(network: Parameters<typeof createTestOpener>[0], launch: Launch) {
  const opened = await createTestOpener(network).open(requestFor(launch), createRecorder(), never);
  if (!opened.ok) return opened.error;
  await opened.value.close();
  throw new Error('it worked');
}

const kinds: readonly Kind[] = ['streamable-http', 'sse', 'websocket'];

describe.each(kinds)('a server (%s) that only the proxy reaches', (kind) => {
  test.each([true, false])('is reached by it, TLS: %s', async (isSecure) => {
    const { kit, names, launch } = await behindProxy(kind, isSecure);
    const proxy = cleanUp.own(await startConnectProxy({ names }));
    kit.state.general = address(proxy.url);
    const session = await openOrThrow(
      createTestOpener({ network: kit.network }),
      requestFor(launch()),
    );
    const tools = await session.listPage('tools', undefined, never);
    expect(tools.ok && tools.value.items.length > 0).toBe(true);
    await session.close();
    const port = isSecure ? 443 : 80;
    const isTunnel = isSecure || kind === 'websocket';
    const all = proxy.seen.map(({ line }) => line);
    if (isTunnel) expect(new Set(all)).toEqual(new Set([`CONNECT mcp.test:${String(port)}`]));
    else expect(all.every((line) => / http:\/\/mcp\.test\//.test(line))).toBe(true);
  });

  test('says so when the proxy wants a sign-in, refuses, or is away', async () => {
    const { kit, names, launch } = await behindProxy(kind, true);
    const proxy = cleanUp.own(await startConnectProxy({ names }));
    kit.state.general = address(proxy.url);
    proxy.refuseWith = 407;
    const fact = { kind: 'proxy', proxy: proxy.host };
    expect(await outcomeOf(kit, launch())).toMatchObject({ ...fact, reason: 'sign-in' });
    // What the proxy says is never taken for the server's own word.
    for (const status of [204, 401, 403, 502]) {
      proxy.refuseWith = status;
      const reason = 'refused';
      expect(await outcomeOf(kit, launch())).toMatchObject({ ...fact, reason });
    }
    await proxy.close();
    expect(await outcomeOf(kit, launch())).toMatchObject({ ...fact, reason: 'unreachable' });
  });
});

describe('which way is taken', () => {
  test("is the server's own choice before the general one", async () => {
    const { kit, names, launch } = await behindProxy('streamable-http', true);
    const general = cleanUp.own(await startConnectProxy({ names }));
    const own = cleanUp.own(await startConnectProxy({ names }));
    kit.state.general = address(general.url);
    const opener = createTestOpener({ network: kit.network });
    await (await openOrThrow(opener, requestFor(launch(address(own.url))))).close();
    expect([general.seen.length, own.seen.length > 0]).toEqual([0, true]);
    expect(await outcomeOf(kit, launch({ kind: 'none' }))).toMatchObject({
      kind: 'network',
      errno: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string,
    });
  });

  test('is that of the environment, with its name and password, which show up nowhere', async () => {
    const credentials = 'ann:s3cret-of-proxy';
    const env: Record<string, string> = {};
    const { kit, names, launch } = await behindProxy('streamable-http', true, { env });
    const proxy = cleanUp.own(await startConnectProxy({ names, credentials }));
    env['HTTPS_PROXY'] = proxy.url.replace('//', `//${credentials}@`);
    const opener = createTestOpener({ network: kit.network });
    const recorder = createRecorder();
    await (await openOrThrow(opener, requestFor(launch()), recorder)).close();
    env['HTTPS_PROXY'] = proxy.url.replace('//', `//${credentials}-wrong@`);
    const outcome = await outcomeOf(kit, launch());
    expect(outcome).toMatchObject({ kind: 'proxy', reason: 'sign-in', proxy: proxy.host });
    expect(JSON.stringify([outcome, recorder.logs])).not.toContain('s3cret');
    env['NO_PROXY'] = 'mcp.test';
    expect(await outcomeOf(kit, launch())).toMatchObject({ kind: 'network' });
  });

  test('is that of the desktop where the environment says nothing', async () => {
    let answer = 'DIRECT';
    const system = () => Promise.resolve(answer);
    const { kit, names, launch } = await behindProxy('streamable-http', true, { system });
    const proxy = cleanUp.own(await startConnectProxy({ names }));
    answer = `PROXY ${proxy.host}; DIRECT`;
    const opener = createTestOpener({ network: kit.network });
    await (await openOrThrow(opener, requestFor(launch()))).close();
    expect(proxy.seen.length).toBeGreaterThan(0);
    answer = 'SOCKS5 127.0.0.1:9';
    expect(await outcomeOf(kit, launch())).toMatchObject({ kind: 'proxy', reason: 'unusable' });
  });

  test('is never a proxy for this computer itself, unless asked for', async () => {
    const server = cleanUp.own(await startEraServer({ eras: 'both' }));
    const kit = cleanUp.own(await createNetworkKit());
    const proxy = cleanUp.own(await startConnectProxy());
    kit.state.general = address(proxy.url);
    const opener = createTestOpener({ network: kit.network });
    const launch: Launch = { type: 'streamable-http', url: server.url, headers: {} };
    await (await openOrThrow(opener, requestFor(launch))).close();
    expect(proxy.seen).toEqual([]);
    const asked = { ...launch, proxy: address(proxy.url) };
    await (await openOrThrow(opener, requestFor(asked))).close();
    expect(proxy.seen.length).toBeGreaterThan(0);
  });

  test('may be a proxy that is itself reached by TLS', async () => {
    const { kit, names, launch } = await behindProxy('streamable-http', true);
    const tls = kit.ca.issue('127.0.0.1');
    const proxy = cleanUp.own(await startConnectProxy({ names, tls }));
    kit.state.general = address(proxy.url);
    const opener = createTestOpener({ network: kit.network });
    await (await openOrThrow(opener, requestFor(launch()))).close();
    expect(proxy.seen.length).toBeGreaterThan(0);
  });
});

describe('signing in', () => {
  const person = { kind: 'person' } as const;

  test.each([true, false])('goes the same way, TLS: %s', async (isSecure) => {
    const origin = await startOrigin(() => ({ json: { isHere: true } }));
    cleanUp.own({ close: async () => origin[Symbol.asyncDispose]() });
    const kit = cleanUp.own(await createNetworkKit());
    const front = cleanUp.own(await startTlsFront(origin.origin, kit.ca.issue('id.test')));
    const port = isSecure ? front.port : Number(new URL(origin.origin).port);
    const proxy = cleanUp.own(await startConnectProxy({ names: { 'id.test': port } }));
    kit.state.general = address(proxy.url);
    const http = createOAuthHttp({ network: kit.network });
    const url = `http${isSecure ? 's' : ''}://id.test/token`;
    const form = new URLSearchParams({ grant_type: 'refresh_token' });
    const answer = await http.send({ url, namedBy: person, form }, never);
    expect(answer).toMatchObject({ ok: true, value: { json: { isHere: true } } });
    expect(proxy.seen.map(({ line }) => line)).toEqual([
      `CONNECT id.test:${isSecure ? '443' : '80'}`,
    ]);
    proxy.refuseWith = 407;
    expect(await http.send({ url, namedBy: person }, never)).toMatchObject({
      error: { kind: 'unreachable', proxy: { reason: 'sign-in', proxy: proxy.host } },
    });
  });

  test('follows the choice for the server it is for', async () => {
    const kit = cleanUp.own(await createNetworkKit());
    const proxy = cleanUp.own(await startConnectProxy());
    proxy.refuseWith = 403;
    kit.network.remember('wss://mcp.test/mcp', address(proxy.url));
    const namedBy = { kind: 'server', serverUrl: 'https://mcp.test/mcp' } as const;
    const resolve = () => Promise.reject(new Error('nobody knows it here'));
    const http = createOAuthHttp({ network: kit.network, resolve });
    const url = 'https://id.test/token';
    expect(await http.send({ url, namedBy }, never)).toMatchObject({
      error: { proxy: { reason: 'refused' } },
    });
    kit.network.remember('wss://mcp.test/mcp', undefined);
    expect(await http.send({ url, namedBy }, never)).toMatchObject({
      error: { kind: 'unreachable', detail: expect.stringContaining('nobody') as string },
    });
  });

  test('never asks a proxy for what a stranger must not name', async () => {
    const kit = cleanUp.own(await createNetworkKit());
    const proxy = cleanUp.own(await startConnectProxy());
    kit.state.general = address(proxy.url);
    const inside = '10.1.2.3';
    const resolve = (host: string) =>
      Promise.resolve([{ address: host === 'mcp.test' ? '93.184.216.34' : inside, family: 4 }]);
    const http = createOAuthHttp({ network: kit.network, resolve });
    const namedBy = { kind: 'server', serverUrl: 'https://mcp.test/mcp' } as const;
    for (const host of ['inside.test', inside, '169.254.169.254', 'localhost', 'intranet']) {
      const answer = await http.send({ url: `https://${host}/token`, namedBy }, never);
      expect([host, answer]).toMatchObject([host, { error: { kind: 'address-refused' } }]);
    }
    expect(proxy.seen).toEqual([]);
  });
});
