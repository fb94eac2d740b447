import type { IncomingMessage, ServerResponse } from 'node:http';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Session } from '../../../src/main/sessions/session.ts';
import type { SessionServer } from '../../fixtures/servers/http/mcp-http-servers.ts';
import { startSessionServer } from '../../fixtures/servers/http/mcp-http-servers.ts';
import { readBody, startLoopbackServer } from '../../fixtures/servers/http/loopback-server.ts';
import type { Recorder } from '../../support/session-kit.ts';
import {
  createRecorder,
  createTestOpener,
  never,
  openOrThrow,
  requestFor,
} from '../../support/session-kit.ts';

const echo = (text: string) => ({ name: 'echo', args: { text } });

describe.each([true, false])('a forgotten HTTP session, JSON answers: %s', (json) => {
  let server: SessionServer;
  let session: Session;
  let recorder: Recorder;

  beforeEach(async () => {
    server = await startSessionServer({ json });
    recorder = createRecorder();
    const launch = { type: 'streamable-http', url: server.url, headers: {} } as const;
    session = await openOrThrow(
      createTestOpener(),
      requestFor(launch, { era: 'legacy' }),
      recorder,
    );
  });

  afterEach(async () => {
    await session.close();
    await server.close();
  });

  test('is renewed within the call that notices', async () => {
    server.forgetSessions();
    expect(await session.callTool(echo('again'), never)).toMatchObject({
      value: { content: [{ text: 'again' }] },
    });
    expect(server.sessionsStarted()).toBe(2);
    expect(recorder.phases).toEqual(['starting', 'handshake']);
    expect(recorder.endings).toEqual([]);
  });

  test('is renewed once for many calls at the same time', async () => {
    server.forgetSessions();
    const calls = Array.from({ length: 20 }, (_, n) => session.callTool(echo(String(n)), never));
    const results = await Promise.all(calls);
    expect(results.map((result) => result.ok && result.value.content[0]?.['text'])).toEqual(
      results.map((_, n) => String(n)),
    );
    expect(server.sessionsStarted()).toBe(2);
  });

  test('is renewed time and again', async () => {
    for (let round = 2; round < 7; round += 1) {
      server.forgetSessions();
      expect(await session.callTool(echo('x'), never)).toMatchObject({ ok: true });
      expect(server.sessionsStarted()).toBe(round);
    }
    expect(recorder.endings).toEqual([]);
  });

  test('goes with its server', async () => {
    await server.close();
    expect(await session.callTool(echo('x'), never)).toMatchObject({ error: { kind: 'network' } });
    expect(await recorder.over).toMatchObject({ kind: 'network', errno: 'ECONNREFUSED' });
    expect(recorder.endings).toHaveLength(1);
  });
});

test('is lost for good when the server forgets it again at once', async () => {
  const server = await startLoopbackServer((request, response) => {
    void forget(request, response);
  });
  const recorder = createRecorder();
  const launch = { type: 'streamable-http', url: server.url, headers: {} } as const;
  const request = requestFor(launch, { era: 'legacy' });
  const session = await openOrThrow(createTestOpener(), request, recorder);
  const lost = { kind: 'session-lost', status: 404 };
  expect(await session.callTool(echo('x'), never)).toEqual({ ok: false, error: lost });
  expect(recorder.endings).toEqual([lost]);
  await session.close();
  await server.close();
});

/** Starts a session and knows it no more. */
async function forget(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const message = JSON.parse((await readBody(request)) || '{}') as { id?: number; method?: string };
  if (message.method !== 'initialize') {
    response.writeHead(message.id === undefined ? 202 : 404).end();
    return;
  }
  const serverInfo = { name: 'forgetful', version: '1.0.0' };
  const result = { protocolVersion: '2025-11-25', capabilities: {}, serverInfo };
  response.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': 'brief' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result }));
}
