import { expect, test } from 'vitest';

import { DueTimer } from '../../../src/main/connections/due-timer.ts';
import { FakeClock } from '../../support/fake-clock.ts';

test('only what was set last is called, once, and it is known how long that takes', async () => {
  const clock = new FakeClock();
  const timer = new DueTimer(clock);
  const called: string[] = [];
  timer.set(100, () => called.push('first'));
  await clock.advance(60);
  expect(timer.leftMs).toBe(40);
  timer.set(100, () => called.push('second'));
  expect([timer.leftMs, clock.pending]).toEqual([100, 1]);
  await clock.advance(90);
  expect(called).toEqual([]);
  await clock.advance(20);
  expect([called, timer.leftMs, clock.pending]).toEqual([['second'], -10, 0]);
});

test('what is due may set the next, and nothing is called after the end', async () => {
  const clock = new FakeClock();
  const timer = new DueTimer(clock);
  let count = 0;
  const again = () => {
    count += 1;
    timer.set(10, again);
  };
  timer.set(10, again);
  await clock.advance(25);
  expect(count).toBe(2);
  timer[Symbol.dispose]();
  timer[Symbol.dispose]();
  await clock.advance(100);
  expect([count, clock.pending]).toEqual([2, 0]);
});
