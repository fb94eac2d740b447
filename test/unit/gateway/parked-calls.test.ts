import { describe, expect, test } from 'vitest';

import { createParkedCalls } from '../../../src/main/gateway/parked-calls.ts';
import type { Exchange, ParkableOptions } from '../../../src/main/gateway/parked-turn.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';

const never = new AbortController().signal;
const exchange = { signal: never };
const form = (message: string) => ({ method: 'elicitation/create', params: { message } });

/** Calls that ask what the test tells them to. */
function furnished() {
  const clock = new FakeClock();
  const calls = createParkedCalls<unknown>(clock, createFakeRandom());
  let given: ParkableOptions | undefined;
  const begin = (call: (options: ParkableOptions) => Promise<unknown>, over: Exchange = exchange) =>
    calls.begin('tools/call a', over, (options) => {
      given = options;
      return call(options);
    });
  return { clock, calls, begin, options: () => given };
}

const asking =
  (...messages: string[]) =>
  ({ onServerRequest }: ParkableOptions) =>
    Promise.all(messages.map(async (message) => onServerRequest(form(message), never)));

describe('a call that asks', () => {
  test('is answered by the question, and goes on with what the app brings', async () => {
    const { calls, begin } = furnished();
    const first = await begin(asking('who?'));
    expect(first).toEqual({
      kind: 'asked',
      inputRequests: { question_1: form('who?') },
      requestState: expect.stringMatching(/^patchbay\.parked\./),
    });
    if (first.kind !== 'asked') throw new Error('not asked');
    const responses = { question_1: { action: 'accept', content: { x: 1 } } };
    expect(await calls.resume('tools/call a', first.requestState, responses, exchange)).toEqual({
      kind: 'over',
      value: [{ ok: true, value: responses.question_1 }],
    });
  });

  test('is asked again for what the app left out, and each answer meets its own question', async () => {
    const { calls, begin } = furnished();
    const first = await begin(asking('one', 'two'));
    if (first.kind !== 'asked') throw new Error('not asked');
    const { requestState } = first;
    expect(Object.keys(first.inputRequests)).toEqual(['question_1', 'question_2']);
    const second = await calls.resume(
      'tools/call a',
      requestState,
      { question_2: { n: 2 } },
      exchange,
    );
    expect(second).toMatchObject({ inputRequests: { question_1: form('one') } });
    const third = await calls.resume(
      'tools/call a',
      requestState,
      { question_2: { n: 'again' }, question_1: { n: 1 } },
      exchange,
    );
    expect(third).toEqual({
      kind: 'over',
      value: [
        { ok: true, value: { n: 1 } },
        { ok: true, value: { n: 2 } },
      ],
    });
  });

  test('never uses a key twice', async () => {
    const { calls, begin } = furnished();
    const first = await begin(async (options) => {
      await options.onServerRequest(form('one'), never);
      return options.onServerRequest(form('two'), never);
    });
    if (first.kind !== 'asked') throw new Error('not asked');
    const next = await calls.resume(
      'tools/call a',
      first.requestState,
      { question_1: {} },
      exchange,
    );
    expect(next).toMatchObject({ inputRequests: { question_2: form('two') } });
  });

  test('keeps the token of the server to itself', async () => {
    const { begin } = furnished();
    const params = { message: 'm', _meta: { progressToken: 7, kept: true } };
    const turn = await begin(({ onServerRequest }) =>
      Promise.resolve(onServerRequest({ method: 'elicitation/create', params }, never)),
    );
    expect(turn).toMatchObject({
      inputRequests: { question_1: { params: { message: 'm', _meta: { kept: true } } } },
    });
    expect(JSON.stringify(turn)).not.toContain('progressToken');
  });
});

describe('the state of a parked call', () => {
  test('is none of ours when a server made it', () => {
    const { calls } = furnished();
    expect(calls.resume('tools/call a', 'of a server', {}, exchange)).toBe('not-parked');
  });

  test('means nothing to another app, another request, after the end, or while it is answered', async () => {
    const { calls, begin } = furnished();
    const first = await begin(asking('who?'));
    if (first.kind !== 'asked') throw new Error('not asked');
    const { requestState: state } = first;
    const answers = { question_1: {} };
    expect(furnished().calls.resume('tools/call a', state, answers, exchange)).toBe('gone');
    expect(calls.resume('tools/call b', state, answers, exchange)).toBe('gone');
    const resumed = calls.resume('tools/call a', state, answers, exchange);
    expect(calls.resume('tools/call a', state, answers, exchange)).toBe('gone');
    await resumed;
    expect(calls.resume('tools/call a', state, answers, exchange)).toBe('gone');
  });
});

describe('a parked call is given up', () => {
  test('when the app does not come back for long', async () => {
    const { clock, calls, begin, options } = furnished();
    const first = await begin(asking('who?'));
    if (first.kind !== 'asked') throw new Error('not asked');
    await clock.advance(15 * 60_000 - 1);
    expect(options()?.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(options()?.signal.aborted).toBe(true);
    expect(calls.resume('tools/call a', first.requestState, {}, exchange)).toBe('gone');
  });

  test('when the app cancels the request that waits for it, but not one that is over', async () => {
    const { calls, begin, options } = furnished();
    const [begun, next] = [new AbortController(), new AbortController()];
    const first = await begin(
      async ({ onServerRequest, signal }) => {
        await onServerRequest(form('who?'), never);
        return new Promise((_, reject) => {
          const cancel = () => reject(new Error('cancelled'));
          signal.addEventListener('abort', cancel);
          if (signal.aborted) cancel();
        });
      },
      { signal: begun.signal },
    );
    if (first.kind !== 'asked') throw new Error('not asked');
    begun.abort();
    expect(options()?.signal.aborted).toBe(false);
    const resumed = calls.resume('tools/call a', first.requestState, { question_1: {} }, next);
    next.abort();
    await expect(resumed).rejects.toThrow('cancelled');
    expect(options()?.signal.aborted).toBe(true);
  });

  test('when the app has left', async () => {
    const { calls, begin, options } = furnished();
    await begin(asking('who?'));
    calls[Symbol.dispose]();
    expect(options()?.signal.aborted).toBe(true);
  });
});

test('progress goes to the request that waits at that moment, and only where it was asked for', async () => {
  const { calls, begin, options } = furnished();
  const first: number[] = [];
  const second: number[] = [];
  const turn = await begin(asking('who?'), {
    signal: never,
    onProgress: ({ progress }) => void first.push(progress),
  });
  if (turn.kind !== 'asked') throw new Error('not asked');
  options()?.onProgress?.({ progress: 1 });
  const resumed = calls.resume(
    'tools/call a',
    turn.requestState,
    { question_1: {} },
    {
      signal: never,
      onProgress: ({ progress }) => void second.push(progress),
    },
  );
  options()?.onProgress?.({ progress: 2 });
  await resumed;
  expect([first, second]).toEqual([[], [2]]);

  await begin(() => Promise.resolve());
  expect(options()?.onProgress).toBeUndefined();
});
