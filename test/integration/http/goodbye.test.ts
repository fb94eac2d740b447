import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';

import { ok } from '../../../src/shared/util/result.ts';
import type { AuthorizationSource } from '../../../src/main/oauth/oauth-ports.ts';
import { startConnectProxy } from '../../fixtures/servers/http/connect-proxy.ts';
import { readBody, startLoopbackServer } from '../../fixtures/servers/http/loopback-server.ts';
import { startTlsFront } from '../../fixtures/servers/http/tls-front.ts';
import { startOrigin } from '../../support/scripted-origin.ts';
import type { OriginAnswer, OriginRequest } from '../../support/scripted-origin.ts';
import { createTestOpener, never, openOrThrow, requestFor } from '../../support/session-kit.ts';
import { createNetworkKit } from '../network/kit.ts';
import { createCleanUp } from './harness.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

/** A server of the legacy era that gives a session; `goodbye` answers what is no POST. */
async function startServer(goodbye: (request: OriginRequest) => OriginAnswer) {
  const origin = await startOrigin((request) =>
    request.method === 'POST'
      ? answerTo(request.body)
      : request.method === 'GET'
        ? noStream
        : goodbye(request),
  );
  cleanUp.own({ close: async () => origin[Symbol.asyncDispose]() });
  const goodbyes = () => origin.seen.filter(({ method }) => method === 'DELETE');
  return { origin: origin.origin, url: `${origin.origin}/mcp?team=7`, goodbyes };
}

function answerTo(body: string): OriginAnswer {
  const { id, method } = JSON.parse(body) as { readonly id?: number; readonly method: string };
  if (id === undefined) return { status: 202, text: '' };
  if (method !== 'initialize') return { json: { jsonrpc: '2.0', id, result: { tools: [] } } };
  const result = {
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'parting', version: '1.0.0' },
  };
  return { json: { jsonrpc: '2.0', id, result }, headers: { 'mcp-session-id': 'session-1' } };
}

async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const said = request.method === 'POST' ? answerTo(await readBody(request)) : noStream;
  if (typeof said === 'string') return;
  const isJson = 'json' in said;
  const type = isJson ? { 'content-type': 'application/json' } : {};
  response.writeHead(said.status ?? 200, { ...type, ...said.headers });
  response.end(isJson ? JSON.stringify(said.json) : said.text);
}

const noStream: OriginAnswer = { status: 405, text: '' };
const redirectTo = (location: string): OriginAnswer => ({
  status: 307,
  text: '',
  headers: { location },
});
const gone: OriginAnswer = { status: 200, text: '' };

const openLegacy = (url: string, opener = createTestOpener()) =>
  openOrThrow(
    opener,
    requestFor({ type: 'streamable-http', url, headers: { 'x-key': 'mine' } }, { era: 'legacy' }),
  );

async function openAndClose(url: string, opener = createTestOpener()): Promise<void> {
  await (await openLegacy(url, opener)).close();
}

describe('a server whose session ends', () => {
  test('hears of it once, by name, with what every request carries', async () => {
    const server = await startServer(() => gone);
    await openAndClose(server.url);
    expect(server.goodbyes()).toHaveLength(1);
    expect(server.goodbyes()[0]).toMatchObject({
      path: '/mcp?team=7',
      headers: {
        'mcp-session-id': 'session-1',
        'mcp-protocol-version': '2025-06-18',
        'x-key': 'mine',
        'user-agent': 'node',
      },
    });
  });

  test('hears of it with the credentials of its address', async () => {
    const server = await startServer(() => gone);
    await openAndClose(server.url.replace('http://', 'http://ann:secret@'));
    const authorization = `Basic ${Buffer.from('ann:secret').toString('base64')}`;
    expect(server.goodbyes().map(({ headers }) => headers.authorization)).toEqual([authorization]);
  });

  test.each(['token-1', undefined])(
    'hears of it with the access token %s; none is renewed',
    async (kept) => {
      const server = await startServer(() => gone);
      let renewals = 0;
      const source: AuthorizationSource = {
        token: () => {
          renewals += 1;
          return Promise.resolve(ok('token-1'));
        },
        peek: () => kept,
        onUnauthorized: () => Promise.resolve('retry'),
        mayHaveEnded: () => false,
        onAccepted: () => undefined,
      };
      const authorize = () => Promise.resolve({ source, isRequired: false });
      const session = await openLegacy(server.url, createTestOpener({ authorize }));
      await session.listPage('tools', undefined, never);
      const before = renewals;
      await session.close();
      const known = server.goodbyes().map(({ headers }) => headers.authorization);
      expect(known).toEqual([kept && `Bearer ${kept}`]);
      expect([before > 0, renewals - before]).toEqual([true, 0]);
    },
  );

  test('hears of it where it redirects to within its origin', async () => {
    const server = await startServer(({ path }) =>
      path === '/elsewhere' ? gone : redirectTo('/elsewhere'),
    );
    await openAndClose(server.url);
    expect(server.goodbyes().map(({ path }) => path)).toEqual(['/mcp?team=7', '/elsewhere']);
  });

  test('cannot send it to a stranger', async () => {
    const stranger = await startServer(() => gone);
    const server = await startServer(() => redirectTo(stranger.url));
    await openAndClose(server.url);
    expect([server.goodbyes().length, stranger.goodbyes().length]).toEqual([1, 0]);
  });

  test.each<readonly [string, OriginAnswer]>([
    ['refuses', { status: 405, text: 'no' }],
    ['breaks off', 'reset'],
  ])('holds nobody up when it %s', async (_, answer) => {
    const server = await startServer(() => answer);
    await openAndClose(server.url);
    expect(server.goodbyes().length).toBeGreaterThan(0);
  });

  test('may take longer to hear of it than anybody waits', async () => {
    const server = cleanUp.own(
      await startLoopbackServer((request, response) => {
        if (request.method !== 'DELETE') void reply(request, response);
      }),
    );
    await openAndClose(server.url);
    // What was cut off would have been noticed before this is answered.
    await fetch(server.url, { method: 'POST', body: '{"method":"still there"}' });
    const goodbyes = server.seen.filter(({ method }) => method === 'DELETE');
    expect([goodbyes.length, server.abortedAnswers()]).toEqual([1, 0]);
  });

  test.each([true, false])('hears of it through the proxy alone, TLS: %s', async (isSecure) => {
    const server = await startServer(() => gone);
    const kit = cleanUp.own(await createNetworkKit());
    const front = cleanUp.own(await startTlsFront(server.origin, kit.ca.issue('mcp.test')));
    const port = isSecure ? front.port : Number(new URL(server.origin).port);
    const proxy = cleanUp.own(await startConnectProxy({ names: { 'mcp.test': port } }));
    kit.state.general = { kind: 'address', address: proxy.url };
    const url = `http${isSecure ? 's' : ''}://mcp.test/mcp`;
    await openAndClose(url, createTestOpener({ network: kit.network }));
    expect(server.goodbyes().map(({ path }) => path)).toEqual(['/mcp']);
  });
});
