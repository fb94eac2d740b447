import { describe, expect, test } from 'vitest';

import type { OnServerRequest } from '../../../../src/main/sessions/request-options.ts';
import { createCallOrigins } from '../../../../src/main/node/sdk/call-origins.ts';
import type { AskingHabit, OpenCall } from '../../../../src/main/node/sdk/call-origins.ts';
import { ok } from '../../../../src/shared/util/result.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';

const never = new AbortController().signal;
const app: OnServerRequest = () => Promise.resolve(ok({}));
const other: OnServerRequest = () => Promise.resolve(ok({}));

/** Of a server whose habit is not learnt, so that nobody waits for a turn. */
const neverSeen: AskingHabit = {
  get isUnlinked() {
    return false;
  },
  set isUnlinked(_) {},
};

/** Calls that last until they are ended, and questions that last until their signal fires. */
function setUp(habit: AskingHabit = neverSeen) {
  const clock = new FakeClock();
  const origins = createCallOrigins(clock, habit);
  const begin = (call: OpenCall = {}) => {
    let end: (error?: Error) => void = () => undefined;
    const state = { hasBegun: false };
    const ended = new Promise<void>((resolve, reject) => {
      end = (error) => (error === undefined ? resolve() : reject(error));
    });
    const running = origins.run({ signal: never, ...call }, () => {
      state.hasBegun = true;
      return ended;
    });
    running.catch(() => undefined);
    const finish = async (error?: Error) => {
      end(error);
      await running.catch(() => undefined);
    };
    return Object.assign(finish, { hasBegun: () => state.hasBegun });
  };
  const ask = (signal = never, isCertain = false) => {
    const seen: { answers?: OnServerRequest; isOver: boolean } = { isOver: false };
    void origins.ask(
      signal,
      (answers, ending) => {
        if (answers) seen.answers = answers;
        return new Promise<void>((resolve) => {
          const over = () => {
            seen.isOver = true;
            resolve();
          };
          if (ending.aborted) over();
          ending.addEventListener('abort', over, { once: true });
        });
      },
      isCertain,
    );
    return seen;
  };
  return { clock, origins, begin, ask };
}

describe('a question that is tied to no request', () => {
  test('belongs to the one caller there is, whichever of its requests it is', async () => {
    const { begin, ask } = setUp();
    const caller = {};
    begin({ caller, answers: app });
    begin({ caller, answers: other });
    await settle();
    expect(ask().answers).toBe(app);
  });

  test('may come from a request nobody waits for any more, so it is not the other one’s', async () => {
    const { clock, begin, ask } = setUp();
    const cancelled = begin({ answers: app });
    await settle();
    await cancelled(new Error('aborted'));
    begin({ answers: other });
    await settle();
    expect(ask().answers).toBeUndefined();
    await clock.advance(5 * 60_000);
    expect(ask().answers).toBe(other);
  });

  test('does not come from a request the server has refused', async () => {
    const { begin, ask } = setUp();
    const refused = begin({ answers: app });
    await settle();
    await refused(Object.assign(new Error('no'), { name: 'ProtocolError' }));
    begin({ answers: other });
    await settle();
    expect(ask().answers).toBe(other);
  });

  test('is nobody’s where certainty is needed', async () => {
    const { origins, begin, ask } = setUp();
    begin({ answers: app });
    await settle();
    expect(ask(never, true).answers).toBeUndefined();
    let question: ReturnType<typeof ask> | undefined;
    await origins.run({ answers: other }, async () => {
      await settle();
      question = ask(never, true);
    });
    expect(question?.answers).toBe(other);
  });

  test('ends with the last of the requests it may belong to', async () => {
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

  test('belongs to nothing that Patchbay asks by itself', async () => {
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

  test('goes to a caller only where no other could be meant', async () => {
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

  test('ends when the server takes it back, or has done so', () => {
    const { begin, ask } = setUp();
    void begin();
    const server = new AbortController();
    const question = ask(server.signal);
    server.abort();
    expect(question.isOver).toBe(true);
    expect(ask(server.signal).isOver).toBe(true);
  });
});

test('a question that comes in the course of a request belongs to that one alone', async () => {
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

test('the time of those it may belong to stands still meanwhile', async () => {
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

describe('once a server has asked without saying for whom', () => {
  const [ada, bob] = [{}, {}];

  test('one caller’s calls wait for those of another, in the order they came', async () => {
    const { begin } = setUp({ isUnlinked: true });
    const first = begin({ caller: ada });
    const also = begin({ caller: ada });
    const waits = begin({ caller: bob });
    const late = begin({ caller: ada });
    const list = begin({ caller: bob, isByItself: true });
    const begun = async () => {
      await settle();
      return [first, also, waits, late, list].map((call) => call.hasBegun());
    };
    expect(await begun()).toEqual([true, true, false, false, true]);
    await first();
    expect(await begun()).toEqual([true, true, false, false, true]);
    await also();
    expect(await begun()).toEqual([true, true, true, false, true]);
    await waits();
    expect(await begun()).toEqual([true, true, true, true, true]);
  });

  test('calls that were under way when it did count too, but not what was asked on a stream', async () => {
    const habit = { isUnlinked: false };
    const { origins, begin, ask } = setUp(habit);
    await origins.run({ caller: bob }, async () => {
      await settle();
      ask();
    });
    expect(habit.isUnlinked).toBe(false);
    const early = begin({ caller: ada });
    await settle();
    ask();
    expect(habit.isUnlinked).toBe(true);
    const waits = begin({ caller: bob });
    await settle();
    expect(waits.hasBegun()).toBe(false);
    await early();
    await settle();
    expect(waits.hasBegun()).toBe(true);
  });

  test('nobody waits for ever, and waiting costs a call none of its time', async () => {
    const { clock, begin } = setUp({ isUnlinked: true });
    begin({ caller: ada });
    let paused = 0;
    const pause = () => {
      paused += 1;
      return { [Symbol.dispose]: () => void (paused -= 1) };
    };
    const waits = begin({ caller: bob, pause });
    await settle();
    expect([waits.hasBegun(), paused]).toEqual([false, 1]);
    await clock.advance(30_000);
    expect([waits.hasBegun(), paused]).toEqual([true, 0]);
  });
});

test('a question of another server is not of the request it was asked in the context of', async () => {
  const one = createCallOrigins(new FakeClock(), neverSeen);
  const another = createCallOrigins(new FakeClock(), neverSeen);
  const asked: (OnServerRequest | undefined)[] = [];
  const ask = (origins: typeof one) =>
    origins.ask(never, (answers) => Promise.resolve(void asked.push(answers)));
  await one.run({ answers: app, signal: never }, async () => {
    await ask(another);
    await another.run({ answers: other, signal: never }, () => ask(another));
    await ask(one);
  });
  expect(asked).toEqual([undefined, other, app]);
});

test('where all comes on one stream no context says whose a question is, and the one caller is still known', async () => {
  const { origins, begin } = setUp();
  const asked: (OnServerRequest | undefined)[] = [];
  const linked: boolean[] = [];
  const ask = () =>
    origins.ask(never, (answers, _signal, { isLinked }) => {
      asked.push(answers);
      linked.push(isLinked);
      return Promise.resolve();
    });
  await origins.run({ answers: app, signal: never, isOnOneStream: true }, ask);
  const another = begin({ answers: other });
  await settle();
  await origins.run({ answers: app, signal: never, isOnOneStream: true }, ask);
  await origins.run({ answers: app, signal: never }, ask);
  await another();
  expect(asked).toEqual([app, undefined, app]);
  expect(linked).toEqual([false, false, true]);
});
