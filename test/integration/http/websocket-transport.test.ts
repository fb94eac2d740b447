import { Client } from '@modelcontextprotocol/client';
import { afterEach, describe, expect, test } from 'vitest';

import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import { createWebSocketTransport } from '../../../src/main/node/websocket/websocket-transport.ts';
import type { WebSocketTransportOptions } from '../../../src/main/node/websocket/websocket-transport.ts';
import { startStatusServer } from '../../fixtures/servers/http/misbehaving-servers.ts';
import { startWebSocketServer } from '../../fixtures/servers/http/websocket-server.ts';
import type { WebSocketScript } from '../../fixtures/servers/http/websocket-server.ts';
import { createCleanUp, outcomeFrom } from './harness.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

async function setUp(
  script: WebSocketScript = {},
  options: Partial<WebSocketTransportOptions> = {},
) {
  const server = cleanUp.own(await startWebSocketServer(script));
  const told: SessionOutcome[] = [];
  let closes = 0;
  let noteEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    noteEnd = resolve;
  });
  const transport = createWebSocketTransport({
    url: server.url,
    headers: { authorization: 'Bearer sesame' },
    redact: ['sesame'],
    onOutcome: (outcome) => {
      told.push(outcome);
      noteEnd();
    },
    ...options,
  });
  const client = new Client({ name: 'test', version: '1.0.0' });
  client.onclose = () => (closes += 1);
  client.onerror = () => undefined;
  cleanUp.own(client);
  return { server, transport, client, told, ended, closes: () => closes };
}

const echo = { name: 'echo', arguments: { text: 'grüezi' } };

describe('a WebSocket server that behaves', () => {
  test('is spoken with, headers and subprotocol included', async () => {
    const { server, transport, client, told, closes } = await setUp();
    await client.connect(transport);
    expect(await client.callTool(echo)).toMatchObject({ content: [{ text: 'grüezi' }] });
    expect(server.upgrades[0]?.headers).toMatchObject({
      authorization: 'Bearer sesame',
      'sec-websocket-protocol': 'mcp',
    });
    await client.close();
    await server.until(() => server.openSockets() === 0);
    expect(closes()).toBe(1);
    expect(told).toEqual([]);
  });

  test.each([
    ['none', 2],
    ['refuse', 2],
    ['mcp', 1],
  ] as const)('may know the subprotocol or not: %s', async (subprotocol, upgrades) => {
    const { server, transport, client } = await setUp({ subprotocol });
    await client.connect(transport);
    expect((await client.listTools()).tools).toHaveLength(2);
    expect(server.upgrades).toHaveLength(upgrades);
    expect(server.openSockets()).toBe(1);
  });

  test('may speak first, in the same breath as the upgrade', async () => {
    const note = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info' } };
    const { transport } = await setUp({ onConnection: (s) => s.send(JSON.stringify(note)) });
    const first = new Promise((resolve) => {
      transport.onmessage = resolve;
    });
    await transport.start();
    expect(await first).toMatchObject({ method: 'notifications/message' });
    await transport.close();
  });

  test('may send a frame that is no JSON-RPC without ending the session', async () => {
    const { transport, told } = await setUp({
      onConnection: (socket) => {
        socket.send('hello');
        socket.send('{"jsonrpc":"2.0","method":"notifications/message"}');
      },
    });
    const errors: Error[] = [];
    transport.onerror = (error) => errors.push(error);
    const message = new Promise((resolve) => {
      transport.onmessage = resolve;
    });
    await transport.start();
    await message;
    expect(errors).toHaveLength(1);
    expect(told).toEqual([]);
    await transport.close();
  });
});

describe('an upgrade that is refused', () => {
  test.each([401, 403, 404, 429, 500, 503])('%i is the outcome, told once', async (status) => {
    const headers = ['WWW-Authenticate: Bearer realm="sesame"', 'Retry-After: 9'];
    const { server, transport, client, told } = await setUp({ refusal: { status, headers } });
    const outcome = await outcomeFrom(client.connect(transport));
    expect(outcome).toEqual({
      kind: 'http-status',
      status,
      url: server.url,
      retryAfterMs: 9000,
      wwwAuthenticate: 'Bearer realm="•••"',
    });
    expect(told).toEqual([outcome]);
    await server.until(() => server.openSockets() === 0);
  });

  test('a redirect is not followed', async () => {
    const stranger = cleanUp.own(await startStatusServer(200));
    const refusal = { status: 302, headers: [`Location: ${stranger.url}?t=1`] };
    const { server, transport, told } = await setUp({ refusal });
    const outcome = await outcomeFrom(transport.start());
    const to = `${stranger.url}?t=…`;
    expect(outcome).toEqual({ kind: 'redirect-refused', from: server.url, to });
    expect(told).toEqual([outcome]);
    expect(stranger.seen).toEqual([]);
  });

  test('a plain web page is unexpected content', async () => {
    const page = cleanUp.own(await startStatusServer(200, { 'content-type': 'text/html' }, 'hi'));
    const { transport } = await setUp({}, { url: page.url.replace('http', 'ws') });
    expect(await outcomeFrom(transport.start())).toMatchObject({
      kind: 'unexpected-content',
      contentType: 'text/html',
    });
  });

  test('nobody listens', async () => {
    const { server, transport } = await setUp();
    await server.close();
    const outcome = await outcomeFrom(transport.start());
    expect(outcome).toMatchObject({ kind: 'network', errno: 'ECONNREFUSED' });
  });

  test('the address is none', async () => {
    for (const url of ['nonsense', 'ftp://example.com/']) {
      const { transport } = await setUp({}, { url });
      expect(await outcomeFrom(transport.start())).toMatchObject({ kind: 'invalid-url' });
    }
  });

  test('nobody answers in time', async () => {
    const { server, transport, told } = await setUp({ isDeaf: true }, { handshakeTimeoutMs: 40 });
    const outcome = await outcomeFrom(transport.start());
    expect(outcome).toEqual({ kind: 'timed-out', phase: 'handshake', afterMs: 40 });
    expect(told).toEqual([outcome]);
    await server.until(() => server.openSockets() === 0);
  });

  test('closing the moment it opens leaves no socket behind', async () => {
    const { server, transport, told } = await setUp({
      onConnection: () => void transport.close(),
    });
    const start = transport.start().catch(() => undefined);
    await server.until(() => server.upgrades.length === 1 && server.openSockets() === 0);
    await start;
    expect(told).toEqual([]);
  });

  test('closing during the handshake frees the socket and is no outcome', async () => {
    const { server, transport, told } = await setUp({ isDeaf: true });
    const start = outcomeFrom(transport.start());
    await server.until(() => server.upgrades.length === 1);
    await transport.close();
    expect(await start).toEqual({ kind: 'aborted' });
    await server.until(() => server.openSockets() === 0);
    expect(told).toEqual([]);
  });
});

describe('a session that ends by itself', () => {
  test.each(['cut', 'goodbye'] as const)('by a %s rejects what is in flight, once', async (how) => {
    const { server, transport, client, told, ended, closes } = await setUp();
    await client.connect(transport);
    const call = client.callTool({ name: 'never', arguments: {} });
    const rejected = expect(call).rejects.toThrow();
    await client.callTool(echo);
    if (how === 'cut') server.cut();
    else server.sayGoodbye(1012, 'restarting');
    await rejected;
    await ended;
    await client.close();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ kind: 'stream-closed' });
    expect(closes()).toBe(1);
    expect(await outcomeFrom(transport.send({ jsonrpc: '2.0', method: 'x' }))).toMatchObject({
      kind: 'stream-closed',
    });
  });

  test('not by an answer that is too large, which fails its call alone', async () => {
    const answer = { jsonrpc: '2.0', id: 4, result: { text: 'x'.repeat(2000) } };
    const { transport, told } = await setUp(
      {
        onConnection(socket) {
          for (const message of [answer, { ...answer, id: 5, result: {} }]) {
            socket.send(JSON.stringify(message));
          }
        },
      },
      { maxMessageBytes: 1000 },
    );
    const messages: unknown[] = [];
    const both = new Promise<void>((resolve) => {
      transport.onmessage = (message) => {
        messages.push(message);
        if (messages.length === 2) resolve();
      };
    });
    await transport.start();
    await both;
    expect(messages).toMatchObject([
      { id: 4, error: { data: { outcome: { kind: 'too-large', limitBytes: 1000 } } } },
      { id: 5, result: {} },
    ]);
    expect(told).toEqual([]);
    await transport.close();
  });

  test('by a message that is far too large', async () => {
    const { server, transport, told, ended } = await setUp(
      { onConnection: (socket) => socket.send('x'.repeat(5000)) },
      { maxMessageBytes: 1000 },
    );
    await transport.start();
    await ended;
    expect(told).toEqual([{ kind: 'too-large', what: 'message', limitBytes: 1000 }]);
    await server.until(() => server.openSockets() === 0);
  });

  test('by silence: no answer to a ping', async () => {
    const { server, transport, told, ended } = await setUp(
      { hasNoPong: true, onConnection: () => undefined },
      { heartbeatMs: 20 },
    );
    await transport.start();
    await ended;
    expect(told).toEqual([{ kind: 'stream-closed', detail: 'no answer to a ping' }]);
    await server.until(() => server.openSockets() === 0);
  });

  test('does not end while pings are answered', async () => {
    let pings = 0;
    let enough: () => void = () => undefined;
    const manyPings = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const { transport, told } = await setUp(
      {
        onConnection: (socket) => {
          socket.on('ping', () => {
            pings += 1;
            if (pings === 5) enough();
          });
        },
      },
      { heartbeatMs: 100 },
    );
    await transport.start();
    await manyPings;
    expect(told).toEqual([]);
    await transport.close();
  });

  test('cannot be started twice', async () => {
    const { transport } = await setUp();
    await transport.start();
    await expect(transport.start()).rejects.toThrow('once');
    await transport.close();
    await transport.close();
  });
});
