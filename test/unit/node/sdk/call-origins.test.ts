import { describe, expect, it } from 'vitest';

import type { OnServerRequest } from '../../../../src/main/sessions/session.ts';
import { createCallOrigins, type OpenCall } from '../../../../src/main/node/sdk/call-origins.ts';
import { ok } from '../../../../src/shared/util/result.ts';
import { settle } from '../../../support/fake-clock.ts';

const never = new AbortController().signal;
const app: OnServerRequest = () => Promise.resolve(ok({}));
const other: OnServerRequest = () => Promise.resolve(ok({}));

/** Calls that last until they are ended, and questions that last until their signal fires. */
function setUp() {
  const origins = createCallOrigins();
  const begin = (call: OpenCall = {}) => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const running = origins.run(call, () => ended);
    return async () => {
      end();
      await running;
    };
  };
  const ask = (signal = never) => {
    const seen: { answers?: OnServerRequest; isOver: boolean } = { isOver: false };
    void origins.ask(signal, (answers, ending) => {
      if (answers) seen.answers = answers;
      return new Promise<void>((resolve) => {
        const over = () => {
          seen.isOver = true;
          resolve();
        };
        if (ending.aborted) over();
        ending.addEventListener('abort', over, { once: true });
      });
    });
    return seen;
  };
  return { origins, begin, ask };
}

describe('a question that is tied to no request', () => {
  it('ends with the last of the requests it may belong to', async () => {
    const { begin, ask } = setUp();
    const [first, second] = [begin(), begin()];
    const question = ask();
    const later = begin();
    await first();
    expect(question.isOver).toBe(false);
    await second();
    expect(question.isOver).toBe(true);
    await later();
  });

  it('belongs to nothing that Patchbay asks by itself', async () => {
    const { begin, ask } = setUp();
    const ping = begin({ isByItself: true });
    const question = ask();
    await ping();
    expect(question.isOver).toBe(false);
    const [again, call] = [begin({ isByItself: true }), begin({ answers: app })];
    const another = ask();
    expect(another.answers).toBe(app);
    await call();
    expect(another.isOver).toBe(true);
    await again();
  });

  it('goes to a caller only where no other could be meant', async () => {
    const { begin, ask } = setUp();
    const [first, second] = [begin({ answers: app }), begin({ answers: app })];
    expect(ask().answers).toBe(app);
    const third = begin({ answers: other });
    expect(ask().answers).toBeUndefined();
    await third();
    const byPerson = begin();
    expect(ask().answers).toBeUndefined();
    await Promise.all([first(), second(), byPerson()]);
  });

  it('ends when the server takes it back, or has done so', () => {
    const { begin, ask } = setUp();
    void begin();
    const server = new AbortController();
    const question = ask(server.signal);
    server.abort();
    expect(question.isOver).toBe(true);
    expect(ask(server.signal).isOver).toBe(true);
  });
});

it('a question that comes in the course of a request belongs to that one alone', async () => {
  const { origins, begin, ask } = setUp();
  const elsewhere = begin();
  let question: ReturnType<typeof ask> | undefined;
  await origins.run({ answers: app }, async () => {
    await settle();
    question = ask();
  });
  expect(question).toEqual({ answers: app, isOver: true });
  await elsewhere();
});

it('the time of those it may belong to stands still meanwhile', async () => {
  const { origins, begin, ask } = setUp();
  let pauses = 0;
  const pause = () => {
    pauses += 1;
    return { [Symbol.dispose]: () => void (pauses -= 1) };
  };
  const calls = [begin({ pause }), begin({ pause })];
  const server = new AbortController();
  ask(server.signal);
  expect(pauses).toBe(2);
  server.abort();
  await settle();
  expect(pauses).toBe(0);
  await expect(origins.ask(never, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(pauses).toBe(0);
  await Promise.all(calls.map((end) => end()));
});
