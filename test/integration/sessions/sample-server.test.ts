import { inflateSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Session } from '../../../src/main/sessions/session.ts';
import type { Progress } from '../../../src/shared/domain/catalog.ts';
import type { Recorder } from '../../support/session-kit.ts';
import {
  createRecorder,
  createTestOpener,
  never,
  openOrThrow,
  requestFor,
} from '../../support/session-kit.ts';

describe.each(['modern', 'legacy'] as const)('the sample server, %s', (era) => {
  let session: Session;
  let recorder: Recorder;

  beforeEach(async () => {
    recorder = createRecorder();
    const request = requestFor({ type: 'built-in', id: 'sample' }, { era });
    session = await openOrThrow(createTestOpener(), request, recorder);
  });

  afterEach(async () => {
    await session.close();
    expect(recorder.endings).toEqual([]);
  });

  const call = (name: string, args: Record<string, unknown> = {}) =>
    session.callTool({ name, args }, never);
  const names = async (kind: Parameters<Session['listPage']>[0]) => {
    const page = await session.listPage(kind, undefined, never);
    return page.ok ? page.value.items.map((item) => item['name']) : page.error;
  };

  test('tells who it is and what it offers', () => {
    expect(recorder.phases).toEqual(['starting', 'handshake']);
    expect(session.info).toMatchObject({
      era,
      serverInfo: { name: 'patchbay-sample', title: 'Sample server' },
      offers: ['tools', 'resources', 'resourceTemplates', 'prompts'],
      supportsCompletion: true,
    });
  });

  test('lists everything', async () => {
    expect(await names('tools')).toEqual(
      expect.arrayContaining(['echo', 'add', 'slow', 'table', 'picture', 'fail', 'add_tool']),
    );
    expect(await names('resources')).toEqual(['welcome', 'tides', 'panel']);
    expect(await names('resourceTemplates')).toEqual(['greeting']);
    expect(await names('prompts')).toEqual(['tour', 'greet']);
  });

  test('answers with text, structure, tables and errors', async () => {
    expect(await call('echo', { text: 'hé' })).toMatchObject({
      value: { content: [{ type: 'text', text: 'hé' }], isError: false },
    });
    expect(await call('add', { a: 2, b: 3 })).toMatchObject({
      value: { structuredContent: { sum: 5 } },
    });
    expect(await call('table', { onlyRinged: true })).toMatchObject({
      value: { structuredContent: { rows: { length: 4 } } },
    });
    expect(await call('fail', { reason: 'no' })).toMatchObject({
      value: { isError: true, content: [{ text: 'no' }] },
    });
  });

  test('draws a picture that is one', async () => {
    const drawn = await call('picture', { sizePx: 32 });
    const block = drawn.ok ? drawn.value.content[0] : undefined;
    const png = Buffer.from(String(block?.['data']), 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const start = png.indexOf('IDAT') + 4;
    const length = png.readUInt32BE(start - 8);
    expect(inflateSync(png.subarray(start, start + length))).toHaveLength(32 * (1 + 32 * 3));
  });

  test('reports progress to the last step', async () => {
    const seen: Progress[] = [];
    const args = { steps: 4, stepMs: 1 };
    const onProgress = (progress: Progress) => void seen.push(progress);
    const done = await session.callTool({ name: 'slow', args, onProgress }, never);
    expect(done.ok).toBe(true);
    expect(seen.map(({ progress, total }) => [progress, total])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
  });

  test('can be cancelled on the way', async () => {
    const gaveUp = new AbortController();
    const onProgress = () => gaveUp.abort();
    const args = { steps: 100, stepMs: 5 };
    const result = await session.callTool({ name: 'slow', args, onProgress }, gaveUp.signal);
    expect(result).toEqual({ ok: false, error: { kind: 'aborted' } });
    expect(await call('echo', { text: 'still here' })).toMatchObject({ ok: true });
  });

  test('serves resources, prompts and completions', async () => {
    expect(await session.readResource('sample://tides.json', never)).toMatchObject({
      value: { contents: [{ mimeType: 'application/json' }] },
    });
    expect(await session.readResource('sample://greeting/german', never)).toMatchObject({
      value: { contents: [{ text: 'Guten Tag' }] },
    });
    const greet = await session.getPrompt('greet', { name: 'Ada', language: 'french' }, never);
    expect(JSON.stringify(greet)).toContain('Greet Ada warmly, in french');
    const typed = { name: 'language', value: 'f' };
    const ref = { type: 'ref/prompt', name: 'greet' } as const;
    expect(await session.complete(ref, typed, never)).toMatchObject({
      value: { values: ['finnish', 'french'] },
    });
  });

  test('announces a tool it grew', async () => {
    const changed = recorder.changed('tools');
    expect(await call('add_tool')).toMatchObject({ ok: true });
    await changed;
    expect(await names('tools')).toContain('grown_1');
    expect(await call('grown_1')).toMatchObject({ ok: true });
  });

  test('gives a sign of life, until it is closed', async () => {
    expect(await session.probe(never)).toMatchObject({ ok: true });
    await session.close();
    expect(await session.probe(never)).toMatchObject({ error: { kind: 'stream-closed' } });
  });
});
