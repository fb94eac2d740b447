import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import type { Launch, Session } from '../../../src/main/sessions/session.ts';
import type { JsonObject, Progress } from '../../../src/shared/domain/catalog.ts';
import { startLegacySseServer } from '../../fixtures/servers/http/legacy-sse-server.ts';
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

async function open(launch: Launch): Promise<{ session: Session; recorder: Recorder }> {
  const recorder = createRecorder();
  const session = await openOrThrow(createTestOpener(), requestFor(launch), recorder);
  cleanUps.push(async () => {
    await session.close();
    expect(recorder.endings).toEqual([]);
  });
  return { session, recorder };
}

async function list(session: Session, kind: Parameters<Session['listPage']>[0]) {
  const items: JsonObject[] = [];
  let cursor: string | undefined;
  do {
    const page = await session.listPage(kind, cursor, never);
    if (!page.ok) throw new Error(JSON.stringify(page.error));
    items.push(...page.value.items);
    cursor = page.value.nextCursor;
  } while (cursor !== undefined);
  return items;
}

const overUrl = async (
  type: 'streamable-http' | 'sse',
  start: () => Promise<{ url: string; kill: () => Promise<void> }>,
): Promise<Launch> => {
  const server = await start();
  cleanUps.push(server.kill);
  return { type, url: server.url, headers: {} };
};

describe.each([
  ['stdio', async (): Promise<Launch> => referenceServer('everything')],
  ['sse', () => overUrl('sse', () => startEverything('sse'))],
  ['streamable-http', () => overUrl('streamable-http', () => startEverything('streamableHttp'))],
])('server-everything over %s', (_transport, launch) => {
  test('does what it can', async () => {
    const { session, recorder } = await open(await launch());
    expect(session.info).toMatchObject({
      era: 'legacy',
      serverInfo: { name: 'mcp-servers/everything' },
    });
    expect(session.info.instructions).toContain('Everything');
    for (const kind of session.info.offers)
      expect((await list(session, kind)).length).toBeGreaterThan(0);
    expect(await session.callTool({ name: 'echo', args: { message: 'hi' } }, never)).toMatchObject({
      value: { isError: false, content: [{ text: 'Echo: hi' }] },
    });
    expect(await session.callTool({ name: 'get-sum', args: { a: 'x' } }, never)).toMatchObject({
      value: { isError: true },
    });
    const resource = (await list(session, 'resources'))[0];
    const read = await session.readResource(String(resource?.['uri']), never);
    expect(read).toMatchObject({ ok: true });
    expect(await session.getPrompt('simple-prompt', {}, never)).toMatchObject({ ok: true });
    expect(await session.getPrompt('no-such-prompt', {}, never)).toMatchObject({
      error: { kind: 'rpc-error' },
    });
    expect(await session.probe(never)).toMatchObject({ ok: true });
    expect(recorder.phases).toEqual(['starting', 'handshake']);
  });

  test('reports progress and can be cancelled', async () => {
    const { session } = await open(await launch());
    const seen: Progress[] = [];
    const name = 'trigger-long-running-operation';
    const whole = await session.callTool(
      { name, args: { duration: 0.4, steps: 4 }, onProgress: (step) => void seen.push(step) },
      never,
    );
    expect(whole).toMatchObject({ ok: true });
    expect(seen.map(({ progress }) => progress)).toEqual([1, 2, 3, 4]);
    const gaveUp = new AbortController();
    const cut = await session.callTool(
      { name, args: { duration: 60, steps: 600 }, onProgress: () => gaveUp.abort() },
      gaveUp.signal,
    );
    expect(cut).toEqual({ ok: false, error: { kind: 'aborted' } });
    expect(await session.probe(never)).toMatchObject({ ok: true });
  });
});

describe('other reference servers over stdio', () => {
  test('filesystem', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-fs-'));
    cleanUps.push(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'note.txt'), 'a note');
    const { session } = await open(referenceServer('filesystem', [folder]));
    expect(session.info.offers).toEqual(['tools']);
    const args = { path: join(folder, 'note.txt') };
    expect(await session.callTool({ name: 'read_text_file', args }, never)).toMatchObject({
      value: { content: [{ text: 'a note' }] },
    });
  });

  test('memory', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-memory-'));
    cleanUps.push(() => rm(folder, { recursive: true }));
    const env = { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') };
    const { session } = await open(referenceServer('memory', [], env));
    const entities = [{ name: 'Patchbay', entityType: 'app', observations: ['it connects'] }];
    expect(
      await session.callTool({ name: 'create_entities', args: { entities } }, never),
    ).toMatchObject({ ok: true });
    const found = await session.callTool({ name: 'read_graph', args: {} }, never);
    expect(JSON.stringify(found)).toContain('it connects');
  });

  test('sequential-thinking', async () => {
    const { session } = await open(referenceServer('sequential-thinking'));
    expect(await list(session, 'tools')).toMatchObject([{ name: 'sequentialthinking' }]);
  });
});

describe.each([
  ['stdio', async (): Promise<Launch> => eraServerLaunch({ ERA: 'modern' })],
  ['HTTP', () => overUrl('streamable-http', () => startEraServerOverHttp({ ERA: 'modern' }))],
])('a modern server over %s', (transport, launch) => {
  test('does what it can, bad apples and all', async () => {
    const { session, recorder } = await open(await launch());
    expect(session.info).toMatchObject({
      era: 'modern',
      protocolVersion: '2026-07-28',
      serverInfo: { name: 'era-server', title: 'Era server', version: '3.2.1' },
      instructions: 'For tests.',
    });
    const tools = await list(session, 'tools');
    const named = tools.map((tool) => tool['name']);
    expect(named).toEqual(expect.arrayContaining(['echo', 42, 'mirrored']));
    // Over HTTP a tool whose arguments cannot be mirrored must not be offered.
    expect(named.includes('badly_mirrored')).toBe(transport === 'stdio');
    expect(await session.callTool({ name: 'odd', args: {} }, never)).toMatchObject({
      value: { content: [{ type: 'hologram', depth: 3 }] },
    });
    expect(await session.callTool({ name: 'fail', args: {} }, never)).toMatchObject({
      value: { isError: true },
    });
    expect(await session.readResource('era://note', never)).toMatchObject({
      value: { contents: [{ text: 'a note' }] },
    });
    expect(await session.getPrompt('ask', { what: 'it' }, never)).toMatchObject({
      value: { messages: [{ role: 'user' }] },
    });
    expect(await session.probe(never)).toMatchObject({ ok: true });
    await session.callTool({ name: 'echo', args: { text: 'loud' } }, never);
    expect(recorder.logs.filter((line) => line.startsWith('notification'))).toEqual([
      'notification: ear: {"heard":"loud"}',
    ]);
  });

  test('reports progress, can be cancelled, and knows it was', async () => {
    const { session } = await open(await launch());
    const seen: Progress[] = [];
    const onProgress = (step: Progress) => void seen.push(step);
    const args = { steps: 3, stepMs: 5 };
    await session.callTool({ name: 'slow', args, onProgress }, never);
    expect(seen.map(({ progress }) => progress)).toEqual([1, 2, 3]);
    const gaveUp = new AbortController();
    const cut = await session.callTool(
      { name: 'slow', args: { steps: 1e6, stepMs: 5 }, onProgress: () => gaveUp.abort() },
      gaveUp.signal,
    );
    expect(cut).toEqual({ ok: false, error: { kind: 'aborted' } });
    await expect
      .poll(async () => {
        const told = await session.callTool({ name: 'cancelled', args: {} }, never);
        return told.ok ? told.value.content[0]?.['text'] : undefined;
      })
      .toBe('1');
  });

  test('announces changed lists', async () => {
    const { session, recorder } = await open(await launch());
    // The subscription is opened in the background; growing goes on until it is heard.
    const heard = recorder.changed('tools').then(() => true);
    while (!(await Promise.race([heard, pause(20).then(() => false)]))) {
      await session.callTool({ name: 'grow', args: {} }, never);
    }
    expect(recorder.changes).toContain('tools');
  });
});

test('mirrors arguments into headers over HTTP', async () => {
  const launch = await overUrl('streamable-http', () => startEraServerOverHttp({ ERA: 'modern' }));
  const { session } = await open(launch);
  await list(session, 'tools');
  const args = { place: 'Ærø' };
  const encoded = `=?base64?${Buffer.from('Ærø').toString('base64')}?=`;
  expect(await session.callTool({ name: 'mirrored', args }, never)).toMatchObject({
    value: { content: [{ text: encoded }] },
  });
});

test('speaks over a WebSocket', async () => {
  const server = await startWebSocketServer();
  cleanUps.push(server.close);
  const { session } = await open({ type: 'websocket', url: server.url, headers: {} });
  const args = { text: 'hi' };
  expect(await session.callTool({ name: 'echo', args }, never)).toMatchObject({ ok: true });
  await session.close();
  await server.until(() => server.openSockets() === 0);
});

test('leaves no socket behind on the old HTTP+SSE transport', async () => {
  const server = await startLegacySseServer();
  cleanUps.push(server.close);
  const { session } = await open({ type: 'sse', url: server.url, headers: {} });
  await list(session, 'tools');
  await session.close();
  await server.until(() => server.abortedAnswers() === 1);
});

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
