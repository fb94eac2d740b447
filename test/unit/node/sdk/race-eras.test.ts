import { expect, test } from 'vitest';

import type { Link } from '../../../../src/main/node/sdk/establish.ts';
import type { EraAnswered } from '../../../../src/main/node/sdk/era-answered.ts';
import type { LinkAttempt } from '../../../../src/main/node/sdk/open-link.ts';
import { raceEras } from '../../../../src/main/node/sdk/race-eras.ts';
import type { SessionOutcome } from '../../../../src/main/sessions/session.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';

const never = new AbortController().signal;
const refused: LinkAttempt = {
  ok: false,
  error: { kind: 'http-status', status: 404, url: 'http://127.0.0.1/' },
};

/** An attempt the test ends itself. */
function drivenAttempt(name: string) {
  let end: (attempt: LinkAttempt) => void = () => undefined;
  const ended = new Promise<LinkAttempt>((resolve) => (end = resolve));
  const attempt = {
    began: false,
    wasGivenUp: false,
    wasClosed: false,
    begin: (signal: AbortSignal) => {
      attempt.began = true;
      signal.addEventListener('abort', () => (attempt.wasGivenUp = true));
      return ended;
    },
    fail: (error?: SessionOutcome) => end(error ? { ok: false, error } : refused),
    succeed() {
      const wire = {
        close() {
          attempt.wasClosed = true;
          return Promise.resolve();
        },
      };
      end({ ok: true, value: { name, wire, isCertain: true } as unknown as Link });
    },
  };
  return attempt;
}

function race(isAsked = true) {
  const clock = new FakeClock();
  const probing = drivenAttempt('probing');
  const legacy = drivenAttempt('legacy');
  let ask: () => void = () => undefined;
  let answer: EraAnswered = () => true;
  const begin = (signal: AbortSignal, asked: () => void, answered: EraAnswered) => {
    ask = asked;
    answer = answered;
    return probing.begin(signal);
  };
  const result = raceEras(begin, legacy.begin, { clock, patienceMs: 150 }, never);
  if (isAsked) ask();
  const said: EraAnswered = (kind) => answer(kind);
  return { clock, probing, legacy, result, ask: () => ask(), answer: said };
}

test('a quick answer needs no second attempt', async () => {
  const { probing, legacy, result } = race();
  probing.succeed();
  expect(await result).toMatchObject({ ok: true, value: { name: 'probing', isCertain: true } });
  expect(legacy.began).toBe(false);
});

test('a quick answer to the question alone keeps the second from beginning, however slow the rest', async () => {
  const { clock, probing, legacy, answer, result } = race();
  expect(answer('legacy')).toBe(true);
  await clock.advance(10_000);
  expect(legacy.began).toBe(false);
  probing.succeed();
  expect(await result).toMatchObject({ ok: true, value: { name: 'probing', isCertain: true } });
});

test('a late answer that says legacy leaves the handshake to the one that has begun it', async () => {
  const { clock, probing, legacy, answer, result } = race();
  await clock.advance(150);
  expect(answer('legacy')).toBe(false);
  probing.fail();
  await settle();
  legacy.succeed();
  expect(await result).toMatchObject({ ok: true, value: { name: 'legacy', isCertain: true } });
});

test('what becomes of that handshake is what is told', async () => {
  const { clock, probing, legacy, answer, result } = race();
  await clock.advance(150);
  answer('legacy');
  probing.fail({ kind: 'aborted' });
  legacy.fail();
  expect(await result).toEqual(refused);
});

test.each(['modern', 'unknown', 'unsupported'] as const)(
  'a late answer that says something else goes on: %s',
  async (kind) => {
    const { clock, probing, answer, result } = race();
    await clock.advance(150);
    expect(answer(kind)).toBe(true);
    probing.succeed();
    expect(await result).toMatchObject({ ok: true, value: { name: 'probing' } });
  },
);

test('the answer to the question wins over the later handshake, which is given up', async () => {
  const { clock, probing, legacy, result } = race();
  await clock.advance(150);
  expect(legacy.began).toBe(true);
  probing.succeed();
  expect(await result).toMatchObject({ ok: true, value: { name: 'probing', isCertain: true } });
  expect(legacy.wasGivenUp).toBe(true);
  legacy.succeed();
  await settle();
  expect(legacy.wasClosed).toBe(true);
  expect(probing.wasClosed).toBe(false);
});

test('a handshake that is through first is used, but says nothing for sure', async () => {
  const { clock, probing, legacy, result } = race();
  await clock.advance(150);
  legacy.succeed();
  expect(await result).toMatchObject({ ok: true, value: { name: 'legacy', isCertain: false } });
  expect(probing.wasGivenUp).toBe(true);
});

test('one failure waits for the other; of two the first question tells why', async () => {
  const one = race();
  await one.clock.advance(150);
  one.probing.fail();
  await settle();
  one.legacy.succeed();
  expect(await one.result).toMatchObject({ ok: true, value: { name: 'legacy' } });

  const both = race();
  await both.clock.advance(150);
  both.legacy.fail();
  both.probing.fail();
  expect(await both.result).toBe(refused);

  const early = race();
  early.probing.fail();
  expect(await early.result).toBe(refused);
  expect(early.legacy.began).toBe(false);
});

test('getting ready to ask takes nothing off the patience with the answer', async () => {
  const { clock, probing, legacy, ask, result } = race(false);
  await clock.advance(1_000);
  ask();
  await clock.advance(100);
  expect(legacy.began).toBe(false);
  probing.succeed();
  expect(await result).toMatchObject({ ok: true, value: { name: 'probing', isCertain: true } });
});

test('an answer that waits while this process is busy counts as given in time', async () => {
  const { clock, probing, legacy, result } = race();
  // A timer is late; the answer is read in the turn after it.
  clock.schedule = (_delayMs, callback) => {
    setImmediate(() => {
      callback();
      setImmediate(probing.succeed);
    });
    return { [Symbol.dispose]: () => undefined };
  };
  expect(await result).toMatchObject({ ok: true, value: { name: 'probing' } });
  expect(legacy.began).toBe(false);
});
