import { expect, test } from 'vitest';

import { createCallPatience } from '../../../../src/main/node/sdk/call-patience.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

function setUp(timeoutMs = 100) {
  const clock = new FakeClock();
  const caller = new AbortController();
  const patience = createCallPatience(clock, timeoutMs, caller.signal);
  return { clock, caller, patience };
}

test('is over after its time, and says how long it waited', async () => {
  const { clock, patience } = setUp();
  await clock.advance(99);
  expect([patience.signal.aborted, patience.overAfterMs]).toEqual([false, undefined]);
  await clock.advance(1);
  expect([patience.signal.aborted, patience.overAfterMs]).toEqual([true, 100]);
  expect(clock.pending).toBe(0);
});

test('begins anew with each sign of life, ten times as long altogether', async () => {
  const { clock, patience } = setUp();
  for (let ms = 0; ms < 990; ms += 90) {
    await clock.advance(90);
    patience.renew();
  }
  expect(patience.signal.aborted).toBe(false);
  await clock.advance(10);
  expect(patience.overAfterMs).toBe(1_000);
});

test('stands still while anybody is asked, and has its whole time afterwards', async () => {
  const { clock, patience } = setUp();
  await clock.advance(60);
  const [first, second] = [patience.pause(), patience.pause()];
  await clock.advance(5_000);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  patience.renew();
  await clock.advance(5_000);
  second[Symbol.dispose]();
  await clock.advance(99);
  expect(patience.signal.aborted).toBe(false);
  await clock.advance(1);
  expect(patience.overAfterMs).toBe(160);
});

test('ends with the caller, with the reason, which is no time-out', async () => {
  const { clock, caller, patience } = setUp();
  caller.abort('enough');
  expect([patience.signal.aborted, patience.signal.reason, patience.overAfterMs]).toEqual([
    true,
    'enough',
    undefined,
  ]);
  expect(clock.pending).toBe(0);
  const late = createCallPatience(clock, 100, caller.signal);
  expect([late.signal.aborted, clock.pending]).toEqual([true, 0]);
});

test('begins nothing once it is disposed, even when a pause ends then', async () => {
  const { clock, caller, patience } = setUp();
  const pause = patience.pause();
  patience[Symbol.dispose]();
  pause[Symbol.dispose]();
  await clock.advance(1_000);
  caller.abort();
  expect([patience.signal.aborted, clock.pending]).toEqual([false, 0]);
});
