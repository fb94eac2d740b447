import { afterEach, describe, expect, test } from 'vitest';

import {
  startDripServer,
  startGzipBombServer,
  startHangingServer,
  startHugeServer,
  startStallingServer,
} from '../../fixtures/servers/http/misbehaving-servers.ts';
import {
  openStream,
  sendJson,
  startScriptedLegacyServer,
} from '../../fixtures/servers/http/scripted-legacy-server.ts';
import type { LegacyScript } from '../../fixtures/servers/http/scripted-legacy-server.ts';
import { connectLegacy, createCleanUp, outcomeFrom, recordingFetch, rpcPost } from './harness.ts';

const MIB = 1024 * 1024;
const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

describe('bodies that are too large (S16)', () => {
  test.each([
    ['a 400 MB answer', () => startHugeServer(), 1],
    // It is so small on its way that it is sent in one piece.
    ['a gzip bomb', () => startGzipBombServer(), 0],
  ])('%s is refused at the cap and costs little memory', async (_name, start, aborted) => {
    const server = cleanUp.own(await start());
    const { fetch, told } = recordingFetch();
    const before = process.memoryUsage().rss;
    let peak = before;
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
    const response = await fetch(server.url, rpcPost({ id: 0, method: 'tools/list' }));
    const outcome = await outcomeFrom(response.json());
    clearInterval(timer);

    expect(outcome).toEqual({ kind: 'too-large', what: 'response', limitBytes: 32 * MIB });
    expect(told.outcomes).toEqual([outcome]);
    expect(Math.max(peak, process.memoryUsage().rss) - before).toBeLessThan(200 * MIB);
    await server.until(() => server.abortedAnswers() === aborted);
  });

  test('a body just within the cap is passed on', async () => {
    const server = cleanUp.own(await startHugeServer(8 * MIB));
    const { fetch } = recordingFetch({ maxResponseBytes: 8 * MIB + 64 });
    const response = await fetch(server.url, rpcPost({ id: 0, method: 'tools/list' }));
    expect((await response.text()).length).toBeGreaterThan(8 * MIB);
  });

  test('without the guard the SDK takes more than the cap', async () => {
    const server = cleanUp.own(
      await startScriptedLegacyServer({
        answer({ id }, response) {
          const tools = [{ name: 'x'.repeat(40 * MIB), inputSchema: { type: 'object' } }];
          sendJson(response, { jsonrpc: '2.0', id, result: { tools } });
        },
      }),
    );
    const { client: bare } = await connectLegacy(server.url);
    cleanUp.own(bare);
    expect((await bare.listTools()).tools[0]?.name).toHaveLength(40 * MIB);

    const { client } = await connectLegacy(server.url, { fetch: recordingFetch().fetch });
    cleanUp.own(client);
    expect(await outcomeFrom(client.listTools())).toMatchObject({ kind: 'too-large' });
  });
});

describe('event streams that are too large (S16)', () => {
  test('fails the call at once, with the reason, and frees the socket', async () => {
    const server = cleanUp.own(
      await startScriptedLegacyServer({
        answer(_request, response) {
          openStream(response, 'data: ');
          const more = () => {
            while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
          };
          response.on('drain', more);
          more();
        },
      }),
    );
    const { fetch } = recordingFetch({ maxSseLineBytes: MIB });
    const { client } = await connectLegacy(server.url, { fetch });
    cleanUp.own(client);
    const outcome = await outcomeFrom(client.listTools());
    expect(outcome).toEqual({ kind: 'too-large', what: 'message', limitBytes: MIB });
    await server.until(() => server.abortedAnswers() === 1);
  });

  test('takes a line of 2 MiB, and any number of small events', async () => {
    const name = 'x'.repeat(2 * MIB);
    const note = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info' } };
    const server = cleanUp.own(
      await startScriptedLegacyServer({
        answer({ id }, response) {
          openStream(response);
          const event = `data: ${JSON.stringify({ ...note, params: { level: 'info', data: name } })}\n\n`;
          for (let i = 0; i < 10; i += 1) response.write(event);
          const tools = [{ name, inputSchema: { type: 'object' } }];
          response.end(`data: ${JSON.stringify({ jsonrpc: '2.0', id, result: { tools } })}\n\n`);
        },
      }),
    );
    const { fetch } = recordingFetch({ maxResponseBytes: 3 * MIB });
    const { client } = await connectLegacy(server.url, { fetch });
    cleanUp.own(client);
    expect((await client.listTools()).tools[0]?.name).toBe(name);
  });
});

describe('servers that keep one waiting (S17, S18)', () => {
  const halves: Record<string, LegacyScript['answer']> = {
    'before the headers': () => undefined,
    'in the middle of JSON': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    },
    'in the middle of an event stream': (_request, response) => openStream(response),
  };

  test.each(Object.entries(halves))(
    'a request given up %s frees its socket',
    async (_name, answer) => {
      const givenUp = new AbortController();
      const server = cleanUp.own(
        await startScriptedLegacyServer({
          answer: (request, response) => {
            answer?.(request, response);
            // Only now: what never left would leave no socket either.
            setTimeout(() => givenUp.abort(new Error('given up')), 50);
          },
        }),
      );
      const { client } = await connectLegacy(server.url, { fetch: recordingFetch().fetch });
      cleanUp.own(client);
      const listing = client.listTools(undefined, { signal: givenUp.signal });
      await expect(listing).rejects.toThrow('given up');
      await server.until(() => server.abortedAnswers() === 1);
    },
  );

  test.each(Object.entries(halves))(
    'without the guard, given up %s, it stays open',
    async (_name, answer) => {
      const server = cleanUp.own(await startScriptedLegacyServer({ answer }));
      const { client } = await connectLegacy(server.url);
      cleanUp.own(client);
      await expect(client.listTools(undefined, { timeout: 50 })).rejects.toThrow('timed out');
      await client.ping({ timeout: 50 }).catch(() => undefined);
      expect(server.abortedAnswers()).toBe(0);
    },
  );

  test('a look-up that is never answered ends', async () => {
    const server = cleanUp.own(await startHangingServer());
    const { fetch } = recordingFetch({ headersTimeoutMs: 30 });
    const outcome = await outcomeFrom(fetch(`${server.url}/.well-known/oauth-protected-resource`));
    expect(outcome).toEqual({ kind: 'timed-out', phase: 'request', afterMs: 30 });
    await server.until(() => server.abortedAnswers() === 1);
  });

  test('a body that falls silent ends', async () => {
    const server = cleanUp.own(await startStallingServer());
    const { fetch } = recordingFetch({ idleTimeoutMs: 30 });
    const response = await fetch(server.url, rpcPost({ id: 0, method: 'tools/list' }));
    const outcome = await outcomeFrom(response.json());
    expect(outcome).toEqual({ kind: 'timed-out', phase: 'request', afterMs: 30 });
    await server.until(() => server.abortedAnswers() === 1);
  });

  test('a body that drips for ever ends', async () => {
    const server = cleanUp.own(await startDripServer(5));
    const { fetch } = recordingFetch({ idleTimeoutMs: 5000, totalTimeoutMs: 80 });
    const response = await fetch(server.url, rpcPost({ id: 0, method: 'tools/list' }));
    const outcome = await outcomeFrom(response.json());
    expect(outcome).toEqual({ kind: 'timed-out', phase: 'request', afterMs: 80 });
    await server.until(() => server.abortedAnswers() === 1);
  });

  test('a body that nobody reads does not hold its socket for ever', async () => {
    const server = cleanUp.own(await startHugeServer());
    const { fetch } = recordingFetch({ totalTimeoutMs: 50 });
    await fetch(server.url, rpcPost({ id: 0, method: 'tools/list' }));
    await server.until(() => server.abortedAnswers() === 1);
  });

  test('an event stream may outlast the total time', async () => {
    const server = cleanUp.own(
      await startScriptedLegacyServer({
        answer({ id }, response) {
          openStream(response);
          const result = { tools: [] };
          const text = `data: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`;
          setTimeout(() => response.end(text), 150);
        },
      }),
    );
    const { fetch } = recordingFetch({ totalTimeoutMs: 40, idleTimeoutMs: 40 });
    const { client } = await connectLegacy(server.url, { fetch });
    cleanUp.own(client);
    expect((await client.listTools()).tools).toEqual([]);
  });

  test('an event stream can be given an idle time of its own', async () => {
    const server = cleanUp.own(
      await startScriptedLegacyServer({ answer: (_request, response) => openStream(response) }),
    );
    const { fetch } = recordingFetch({ sseIdleTimeoutMs: 30 });
    const { client } = await connectLegacy(server.url, { fetch });
    cleanUp.own(client);
    expect(await outcomeFrom(client.listTools())).toMatchObject({ kind: 'timed-out', afterMs: 30 });
    await server.until(() => server.abortedAnswers() === 1);
  });
});
