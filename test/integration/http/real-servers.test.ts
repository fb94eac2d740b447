import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { afterEach, describe, expect, test } from 'vitest';

import { createGuardedFetch } from '../../../src/main/node/http/guarded-fetch.ts';
import type { HttpStatusFact } from '../../../src/main/node/http/answer.ts';
import { startLegacySseServer } from '../../fixtures/servers/http/legacy-sse-server.ts';
import {
  startEraServer,
  startSessionServer,
} from '../../fixtures/servers/http/mcp-http-servers.ts';
import { connectLegacy, createCleanUp, outcomeFrom, recordingFetch } from './harness.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

const echo = { name: 'echo', arguments: { text: 'grüezi' } };
const echoed = { content: [{ type: 'text', text: 'grüezi' }] };

async function connectAuto(url: string, fetch = recordingFetch().fetch) {
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { fetch }));
  return cleanUp.own(client);
}

describe('a server that forgets its sessions (S8)', () => {
  test('is told about as 404 with a session, on every call, and never as a close', async () => {
    const server = cleanUp.own(await startSessionServer());
    const facts: HttpStatusFact[] = [];
    const fetch = createGuardedFetch({ onStatus: (fact) => facts.push(fact) });
    const { client, transport } = await connectLegacy(server.url, { fetch });
    cleanUp.own(client);
    let isClosed = false;
    client.onclose = () => (isClosed = true);
    expect(await client.callTool(echo)).toMatchObject(echoed);

    const sessionId = transport.sessionId;
    server.forgetSessions();
    for (let i = 0; i < 3; i += 1) await expect(client.callTool(echo)).rejects.toThrow();
    expect(facts.map(({ outcome }) => outcome.status)).toEqual([404, 404, 404]);
    expect(facts.every(({ hasSession, method }) => hasSession && method === 'POST')).toBe(true);
    expect(transport.sessionId).toBe(sessionId);
    expect(isClosed).toBe(false);

    const { client: next } = await connectLegacy(server.url, { fetch });
    cleanUp.own(next);
    expect(await next.callTool(echo)).toMatchObject(echoed);
    expect(server.sessionsStarted()).toBe(2);
  });
});

describe('real servers behind the guard', () => {
  test.each([
    ['both', 'modern'],
    ['modern', 'modern'],
    ['legacy', 'legacy'],
  ] as const)('speaks with a server of the eras %s in the era %s', async (eras, era) => {
    const server = cleanUp.own(await startEraServer({ eras, handshakeDelayMs: 20 }));
    const client = await connectAuto(server.url);
    expect(client.getProtocolEra()).toBe(era);
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('echo');
    expect(await client.callTool(echo)).toMatchObject(echoed);
  });

  test('reads answers that come as event streams', async () => {
    const server = cleanUp.own(await startSessionServer({ json: false }));
    const { fetch, told } = recordingFetch();
    const { client, errors } = await connectLegacy(server.url, { fetch });
    for (let i = 0; i < 20; i += 1) expect(await client.callTool(echo)).toMatchObject(echoed);
    await client.close();
    expect(errors).toEqual([]);
    expect(told.outcomes).toEqual([]);
  });

  test('gives up a call of the modern era by closing its stream', async () => {
    const server = cleanUp.own(await startEraServer({ eras: 'modern' }));
    const client = await connectAuto(server.url);
    const call = client.callTool({ name: 'never', arguments: {} }, { timeout: 50 });
    await expect(call).rejects.toThrow('timed out');
    await server.until(() => server.abortedAnswers() === 1);
  });
});

describe('a server that knows only HTTP+SSE of 2024-11-05', () => {
  test('works over the SDK transport for it, and its stream tells when it ends', async () => {
    const server = cleanUp.own(await startLegacySseServer());
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const { fetch, told } = recordingFetch({
      onStreamEnd: ({ outcome }) => {
        told.streamEnds.push(outcome);
        ended();
      },
    });
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(new SSEClientTransport(new URL(server.url), { fetch }));
    expect(await client.callTool(echo)).toMatchObject(echoed);
    server.endStreams();
    await end;
    await client.close();
    expect(told.streamEnds).toEqual([
      { kind: 'stream-closed', detail: 'the server ended the stream' },
    ]);
  });

  test('answers a POST of streamable HTTP with 405', async () => {
    const server = cleanUp.own(await startLegacySseServer());
    const { fetch, told } = recordingFetch();
    await expect(connectLegacy(server.url, { fetch })).rejects.toThrow();
    expect(told.statuses).toEqual([405]);
  });
});

describe('metadata a hostile server names (S19)', () => {
  test('a hung look-up is bounded', async () => {
    const server = cleanUp.own(await startEraServer({ eras: 'legacy', handshakeDelayMs: 60_000 }));
    const { fetch } = recordingFetch({ totalTimeoutMs: 50 });
    expect(await outcomeFrom(connectLegacy(server.url, { fetch }))).toMatchObject({
      kind: 'timed-out',
    });
    await server.until(() => server.abortedAnswers() === 1);
  });
});
