import { describe, expect, test } from 'vitest';

import { createHeartbeat } from '../../../src/main/connections/heartbeat.ts';
import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';

const timedOut: SessionOutcome = { kind: 'timed-out', phase: 'request', afterMs: 10_000 };
const reset: SessionOutcome = { kind: 'network', errno: 'ECONNRESET', address: 'a', detail: '' };

function kit(
  answers: readonly (SessionOutcome | undefined)[] = [],
  proven: SessionOutcome | 'ok' | 'nothing to ask' = 'nothing to ask',
) {
  const clock = new FakeClock();
  const dead: string[] = [];
  let probes = 0;
  let proofs = 0;
  const heartbeat = createHeartbeat({
    clock,
    random: createFakeRandom(),
    quietMs: 60_000,
    dead: ({ kind }) => dead.push(kind),
    proof: () => {
      proofs += 1;
      if (proven === 'nothing to ask') return Promise.resolve(undefined);
      return Promise.resolve(proven === 'ok' ? ok([]) : err(proven));
    },
    probe: () => {
      const answer = answers[Math.min(probes, answers.length - 1)];
      probes += 1;
      return Promise.resolve(answer === undefined ? ok(undefined) : err(answer));
    },
  });
  return { clock, dead, heartbeat, probes: () => probes, proofs: () => proofs };
}

describe('a quiet session', () => {
  test('is asked once a minute and no more', async () => {
    const { clock, dead, probes } = kit();
    await clock.advance(10 * 60_000);
    expect([probes(), dead]).toEqual([10, []]);
  });

  test('is not asked while it is used, nor a minute after', async () => {
    const { clock, heartbeat, probes } = kit();
    let finish = () => {};
    const use = heartbeat.during(() => new Promise<void>((resolve) => (finish = resolve)));
    await clock.advance(10 * 60_000);
    expect(probes()).toBe(0);
    finish();
    await use;
    await clock.advance(59_000);
    expect(probes()).toBe(0);
    await clock.advance(1_000);
    expect(probes()).toBe(1);
  });
});

describe('the end of a session', () => {
  test('is a broken connection at once', async () => {
    const { clock, dead, probes } = kit([reset]);
    await clock.advance(60_000);
    expect([probes(), dead]).toEqual([1, ['network']]);
  });

  test('is silence twice in a row, and nothing is asked afterwards', async () => {
    const { clock, dead, probes } = kit([timedOut]);
    await clock.advance(60_000);
    expect([probes(), dead]).toEqual([1, []]);
    await clock.advance(2_000);
    expect([probes(), dead]).toEqual([2, ['timed-out']]);
    await clock.advance(600_000);
    expect([probes(), clock.pending]).toEqual([2, 0]);
  });

  test('is not one silence with an answer after it', async () => {
    const { clock, dead, probes } = kit([timedOut, undefined, timedOut, undefined]);
    await clock.advance(180_000);
    expect([probes(), dead]).toEqual([4, []]);
  });

  test.each([
    { kind: 'rpc-error', rpcCode: -32_601, message: 'no ping' },
    { kind: 'http-status', status: 429, url: 'https://a.example' },
    { kind: 'protocol', detail: 'odd' },
  ] as const)('is not an answer of any kind: %j', async (answer) => {
    const { clock, dead } = kit([answer]);
    await clock.advance(600_000);
    expect(dead).toEqual([]);
  });

  test('is not silence of a server that is busy', async () => {
    const clock = new FakeClock();
    const dead: string[] = [];
    let answerProbe = () => {};
    const heartbeat = createHeartbeat({
      clock,
      random: createFakeRandom(),
      quietMs: 60_000,
      dead: ({ kind }) => dead.push(kind),
      probe: () => new Promise((resolve) => (answerProbe = () => resolve(err(timedOut)))),
    });
    await clock.advance(60_000);
    void heartbeat.during(() => new Promise<void>(() => undefined));
    answerProbe();
    await clock.advance(300_000);
    expect(dead).toEqual([]);
    heartbeat[Symbol.dispose]();
  });
});

test('a request without an answer, or a waking, asks earlier', async () => {
  const { clock, heartbeat, probes } = kit();
  heartbeat.suspect();
  await clock.advance(0);
  expect(probes()).toBe(1);
  heartbeat.checkIn(700);
  await clock.advance(700);
  expect(probes()).toBe(2);
});

test('in doubt, one silence is enough, and an answer takes the doubt away', async () => {
  const { clock, dead, heartbeat, probes } = kit([undefined, timedOut, undefined, timedOut]);
  heartbeat.checkIn(700, true);
  await clock.advance(700);
  expect([probes(), dead]).toEqual([1, []]);
  heartbeat.checkIn(0);
  await clock.advance(0);
  expect([probes(), dead]).toEqual([2, []]);
  await clock.advance(2_000);
  heartbeat.checkIn(700, true);
  await clock.advance(700);
  expect([probes(), dead]).toEqual([4, ['timed-out']]);
});

test('nothing is left after it was disposed', async () => {
  const { clock, heartbeat, probes } = kit();
  heartbeat[Symbol.dispose]();
  heartbeat.suspect();
  await clock.advance(600_000);
  expect([probes(), clock.pending]).toEqual([0, 0]);
});

describe('a probe that is answered with an error', () => {
  const refused: SessionOutcome = { kind: 'rpc-error', rpcCode: -32_600, message: 'who are you' };
  const unknown: SessionOutcome = { kind: 'rpc-error', rpcCode: -32_601, message: '' };

  test('is doubted the second time, and means a loss when nothing else is answered', async () => {
    const { clock, dead, proofs, probes } = kit([refused], refused);
    await clock.advance(60_000);
    expect([probes(), proofs(), dead]).toEqual([1, 0, []]);
    await clock.advance(2_000);
    expect([probes(), proofs(), dead]).toEqual([2, 1, ['stream-closed']]);
    await clock.advance(10 * 60_000);
    expect([probes(), dead]).toEqual([2, ['stream-closed']]);
  });

  test('is the server’s way when it answers something else, and is not doubted again', async () => {
    const { clock, dead, proofs } = kit([refused], 'ok');
    await clock.advance(30 * 60_000);
    expect([proofs(), dead]).toEqual([1, []]);
  });

  test('says nothing twice with a good answer between', async () => {
    const { clock, proofs } = kit([refused, undefined, refused, undefined], refused);
    await clock.advance(3 * 60_000);
    expect(proofs()).toBe(0);
  });

  test('is no doubt where the question is not known, or nothing else can be asked', async () => {
    const first = kit([unknown], refused);
    await first.clock.advance(10 * 60_000);
    expect([first.proofs(), first.dead]).toEqual([0, []]);
    const second = kit([refused]);
    await second.clock.advance(10 * 60_000);
    expect(second.dead).toEqual([]);
  });

  test('names what the other question met', async () => {
    const { clock, dead } = kit([refused], reset);
    await clock.advance(62_000);
    expect(dead).toEqual(['network']);
  });
});
