import { afterEach, describe, expect, test } from 'vitest';

import type {
  Launch,
  OpenRequest,
  Session,
  SessionOutcome,
} from '../../../src/main/sessions/session.ts';
import { startLegacySseServer } from '../../fixtures/servers/http/legacy-sse-server.ts';
import {
  openStream,
  startDyingStreamServer,
  startScriptedLegacyServer,
} from '../../fixtures/servers/http/scripted-legacy-server.ts';
import { startWebSocketServer } from '../../fixtures/servers/http/websocket-server.ts';
import { livingDescendants } from '../../support/processes.ts';
import {
  eraServerLaunch,
  referenceServer,
  startEraServerOverHttp,
  startEverything,
} from '../../support/real-servers.ts';
import type { Recorder } from '../../support/session-kit.ts';
import {
  createRecorder,
  createTestOpener,
  never,
  openOrThrow,
  requestFor,
} from '../../support/session-kit.ts';

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  expect(await livingDescendants()).toEqual([]);
});

async function open(
  launch: Launch,
  era: OpenRequest['era'] = 'auto',
): Promise<{ session: Session; recorder: Recorder }> {
  const recorder = createRecorder();
  const session = await openOrThrow(createTestOpener(), requestFor(launch, { era }), recorder);
  cleanUps.push(() => session.close());
  return { session, recorder };
}

const manySlow = (session: Session, name: string, args: Record<string, unknown>) =>
  Array.from({ length: 50 }, () => session.callTool({ name, args }, never));

const onUrl = (type: 'streamable-http' | 'sse' | 'websocket', url: string): Launch => ({
  type,
  url,
  headers: {},
});

describe('the end of a program', () => {
  test('is told once, and settles every call in flight', async () => {
    const { session, recorder } = await open(referenceServer('everything'));
    const args = { duration: 60, steps: 60 };
    const calls = manySlow(session, 'trigger-long-running-operation', args);
    process.kill(session.info.pid ?? 0, 'SIGKILL');
    const killed = { kind: 'process-exited', signal: 'SIGKILL', duringHandshake: false };
    expect(await recorder.over).toMatchObject(killed);
    for (const result of await Promise.all(calls)) expect(result).toMatchObject({ error: killed });
    expect(recorder.endings).toHaveLength(1);
    expect(await session.probe(never)).toMatchObject({ error: killed });
  });

  test('is told with its exit code when a call brought it about', async () => {
    const { session, recorder } = await open(eraServerLaunch({ ERA: 'modern' }));
    const crash = session.callTool({ name: 'crash', args: {} }, never);
    const exited = { kind: 'process-exited', exitCode: 7, duringHandshake: false };
    expect(await crash).toMatchObject({ error: exited });
    expect(await recorder.over).toMatchObject(exited);
  });

  test('is not told when we brought it about', async () => {
    const { session, recorder } = await open(referenceServer('everything'));
    const call = session.callTool({ name: 'echo', args: { message: 'x' } }, never);
    await Promise.all([session.close(), session.close()]);
    await call;
    expect(recorder.endings).toEqual([]);
  });
});

describe('the end of a server over HTTP', () => {
  test('is noticed by the break of the legacy event stream', async () => {
    const server = await startEverything('streamableHttp');
    cleanUps.push(server.kill);
    const { recorder } = await open(onUrl('streamable-http', server.url));
    await server.kill();
    expect(await recorder.over).toMatchObject({ kind: 'network' });
    expect(recorder.endings).toHaveLength(1);
  });

  test('is noticed by the break of the modern subscription', async () => {
    const server = await startEraServerOverHttp({ ERA: 'modern' });
    cleanUps.push(server.kill);
    const { session, recorder } = await open(onUrl('streamable-http', server.url));
    // An echoed change proves that the subscription is open.
    const heard = recorder.changed('tools').then(() => true);
    while (!(await Promise.race([heard, pause(20).then(() => false)]))) {
      await session.callTool({ name: 'grow', args: {} }, never);
    }
    await server.kill();
    expect(await recorder.over).toMatchObject({ kind: 'network' });
  });

  test('settles every call in flight', async () => {
    const server = await startEraServerOverHttp({ ERA: 'modern' });
    cleanUps.push(server.kill);
    const { session } = await open(onUrl('streamable-http', server.url));
    const calls: Promise<unknown>[] = [];
    const begun = Array.from({ length: 50 }, () => {
      const args = { steps: 1e6, stepMs: 50 };
      return new Promise<void>((resolve) => {
        calls.push(session.callTool({ name: 'slow', args, onProgress: () => resolve() }, never));
      });
    });
    await Promise.all(begun);
    await server.kill();
    for (const result of await Promise.all(calls)) {
      expect(result).toMatchObject({ error: { kind: 'network' } });
    }
  });

  test('is the end of the one stream of HTTP+SSE', async () => {
    const server = await startLegacySseServer();
    cleanUps.push(server.close);
    const { session, recorder } = await open(onUrl('sse', server.url));
    const call = session.callTool({ name: 'never', args: {} }, never);
    server.endStreams();
    expect(await recorder.over).toMatchObject({ kind: 'stream-closed' });
    expect(await call).toMatchObject({ error: { kind: 'stream-closed' } });
    // No stream of another session is opened behind our back.
    expect(server.seen.filter(({ method }) => method === 'GET')).toHaveLength(1);
  });

  test('is the end of a WebSocket', async () => {
    const server = await startWebSocketServer();
    cleanUps.push(server.close);
    const { session, recorder } = await open(onUrl('websocket', server.url));
    const calls = manySlow(session, 'never', {});
    server.cut();
    expect(await recorder.over).toMatchObject({ kind: 'stream-closed' });
    for (const result of await Promise.all(calls)) expect(result.ok).toBe(false);
  });
});

describe('what a session over HTTP survives', () => {
  test('an event stream that cannot be had any more', async () => {
    const server = await startDyingStreamServer(1);
    cleanUps.push(server.close);
    const { session, recorder } = await open(onUrl('streamable-http', server.url));
    await server.until(() => server.seen.filter(({ method }) => method === 'GET').length >= 2);
    expect(await session.probe(never)).toMatchObject({ ok: true });
    expect(recorder.endings).toEqual([]);
  });

  test('a server that is busy for a moment, but not one that refuses its client', async () => {
    let status = 200;
    const server = await startScriptedLegacyServer({
      answer(request, response) {
        const body = JSON.stringify({ jsonrpc: '2.0', id: request.id, result: {} });
        const headers = { 'content-type': 'application/json', 'www-authenticate': 'Bearer x="y"' };
        response.writeHead(status, headers).end(status === 200 ? body : '');
      },
    });
    cleanUps.push(server.close);
    const { session, recorder } = await open(onUrl('streamable-http', server.url));
    status = 429;
    expect(await session.probe(never)).toMatchObject({ error: { status: 429 } });
    expect(recorder.endings).toEqual([]);
    status = 401;
    const refused = { kind: 'http-status', status: 401, wwwAuthenticate: 'Bearer x="y"' };
    expect(await session.probe(never)).toMatchObject({ error: refused });
    expect(await recorder.over).toMatchObject(refused);
  });

  test('an answer larger than is good', async () => {
    const server = await startScriptedLegacyServer({
      stream: (response) => openStream(response),
      answer(request, response) {
        const content = [{ type: 'text', text: 'x'.repeat(33 * 1024 * 1024) }];
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ jsonrpc: '2.0', id: request.id, result: { content } }));
      },
    });
    cleanUps.push(server.close);
    const { session, recorder } = await open(onUrl('streamable-http', server.url), 'legacy');
    expect(await session.callTool({ name: 'x', args: {} }, never)).toMatchObject({
      error: { kind: 'too-large' },
    });
    expect(recorder.endings).toEqual([]);
  });
});

test('settles each call once, however cancellation and answer race', async () => {
  const { session } = await open({ type: 'built-in', id: 'sample' });
  const outcomes = new Map<string, number>();
  const note = (result: { ok: boolean; error?: SessionOutcome }) => {
    const kind = result.ok ? 'ok' : String(result.error?.kind);
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
  };
  for (let round = 0; round < 300; round += 1) {
    const gaveUp = new AbortController();
    const call = session.callTool({ name: 'echo', args: { text: 'x' } }, gaveUp.signal);
    for (let tick = 0; tick < round % 30; tick += 1) await Promise.resolve();
    gaveUp.abort();
    note(await call);
  }
  expect([...outcomes.keys()].sort()).toEqual(['aborted', 'ok']);
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(300);
  expect(await session.probe(never)).toMatchObject({ ok: true });
});

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
