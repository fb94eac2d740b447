import { ORPCError } from '@orpc/client';
import { describe, expect, test } from 'vitest';

import { readProblem } from '../../../../src/renderer/src/parts/failures/request-problem.ts';
import { createRunMemory } from '../../../../src/renderer/src/parts/runs/run-memory.ts';
import type { RunMemory } from '../../../../src/renderer/src/parts/runs/run-memory.ts';

/** Waits until nothing runs under a key. */
function settled<D, T>(memory: RunMemory<D, T>, key: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (memory.store.getState().get(key)?.running === null) resolve();
    };
    memory.store.subscribe(look);
    look();
  });
}

describe('the memory of requests', () => {
  test('keeps draft, progress and answer', async () => {
    const memory = createRunMemory<string, number>();
    memory.setDraft('a', 'typed');
    const seen: unknown[] = [];
    memory.store.subscribe((all) => seen.push(all.get('a')?.running?.progress));
    memory.start('a', async (tell) => {
      tell({ progress: 1, total: 2 });
      return { value: 7, tookMs: 5 };
    });
    await settled(memory, 'a');
    expect(seen).toContainEqual({ progress: 1, total: 2 });
    expect(memory.store.getState().get('a')).toMatchObject({
      draft: 'typed',
      running: null,
      last: { kind: 'done', value: 7, tookMs: 5 },
    });
  });

  test('keeps the answers before the last one, the newest few', async () => {
    const memory = createRunMemory<string, number>();
    for (let value = 1; value <= 8; value += 1) {
      memory.start('a', () => Promise.resolve({ value }));
      await settled(memory, 'a');
    }
    const { last, past } = memory.store.getState().get('a') ?? {};
    expect(last).toMatchObject({ value: 8 });
    expect(past?.map(({ value }) => value)).toEqual([7, 6, 5, 4, 3]);
    memory.start('a', () => Promise.reject(new Error('no')));
    await settled(memory, 'a');
    memory.start('a', () => Promise.resolve({ value: 9 }));
    await settled(memory, 'a');
    expect(
      memory.store
        .getState()
        .get('a')
        ?.past.map(({ value }) => value),
    ).toEqual([8, 7, 6, 5, 4]);
  });

  test('runs one request a key at a time and cancels it', async () => {
    const memory = createRunMemory<string, number>();
    let starts = 0;
    const ask = (_tell: unknown, signal: AbortSignal) =>
      new Promise<{ value: number }>((_resolve, reject) => {
        starts += 1;
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    memory.start('a', ask);
    memory.start('a', ask);
    memory.cancel('a');
    await settled(memory, 'a');
    expect(starts).toBe(1);
    expect(memory.store.getState().get('a')?.last?.kind).toBe('cancelled');
  });

  test('forgets what was used longest ago, but nothing that runs', async () => {
    const memory = createRunMemory<string, number>(2);
    memory.start('running', () => new Promise(() => {}));
    for (const key of ['a', 'b', 'c']) memory.setDraft(key, key);
    expect([...memory.store.getState().keys()]).toEqual(['running', 'c']);
  });

  test('tells why a request failed', async () => {
    const memory = createRunMemory<string, number>();
    memory.start('a', () => Promise.reject(new ORPCError('NOT_FOUND', { data: { name: 'x' } })));
    await settled(memory, 'a');
    expect(memory.store.getState().get('a')?.last).toMatchObject({
      kind: 'failed',
      problem: { kind: 'gone' },
    });
  });
});

describe('a refused request', () => {
  const failure = { code: 'TIMED_OUT', params: {}, detail: '', action: 'retry', at: 1 };
  test.each([
    ['INVALID_ARGUMENTS', { problems: [] }, { kind: 'invalid', problems: [] }],
    [
      'UNAVAILABLE',
      { state: { kind: 'idle' }, failure: null },
      { kind: 'unavailable', state: { kind: 'idle' }, failure: null },
    ],
    ['REQUEST_FAILED', { failure }, { kind: 'failed', failure }],
    ['NOT_FOUND', { name: 'x' }, { kind: 'gone' }],
    ['INTERNAL_SERVER_ERROR', undefined, { kind: 'broken' }],
  ])('%s', (code, data, expected) => {
    expect(readProblem(new ORPCError(code, { data }))).toEqual(expected);
  });

  test('that is a bug', () => {
    expect(readProblem(new Error('x'))).toEqual({ kind: 'broken' });
  });
});
