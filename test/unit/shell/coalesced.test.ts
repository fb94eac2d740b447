import { expect, test } from 'vitest';

import { coalesced } from '../../../src/main/shell/coalesced.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function kit() {
  const clock = new FakeClock(0);
  const ranAt: number[] = [];
  const task = coalesced(clock, 100, () => void ranAt.push(clock.now()));
  return { clock, ranAt, task };
}

test('the first who asks is served at once, those after it together', async () => {
  const { clock, ranAt, task } = kit();
  task.ask();
  await clock.advance(0);
  expect(ranAt).toEqual([0]);
  for (let at = 0; at < 9; at += 1) {
    await clock.advance(10);
    task.ask();
  }
  expect(ranAt).toEqual([0]);
  await clock.advance(10);
  expect(ranAt).toEqual([0, 100]);
  await clock.advance(1_000);
  expect(ranAt).toEqual([0, 100]);
  task.ask();
  await clock.advance(0);
  expect(ranAt).toEqual([0, 100, 1_100]);
});

test('a storm runs it once in each delay, and what came last is not forgotten', async () => {
  const { clock, ranAt, task } = kit();
  for (let at = 0; at < 250; at += 5) {
    task.ask();
    await clock.advance(5);
  }
  await clock.advance(1_000);
  expect(ranAt).toEqual([0, 100, 200, 300]);
});

test('who is asked while it runs runs again', async () => {
  const clock = new FakeClock(0);
  let runs = 0;
  const task = coalesced(clock, 100, () => {
    runs += 1;
    if (runs === 1) task.ask();
  });
  task.ask();
  await clock.advance(100);
  expect(runs).toBe(2);
  await clock.advance(1_000);
  expect(runs).toBe(2);
});

test('nothing runs once it is disposed', async () => {
  const { clock, ranAt, task } = kit();
  task.ask();
  await clock.advance(0);
  task.ask();
  task[Symbol.dispose]();
  task.ask();
  await clock.advance(1_000);
  expect(ranAt).toEqual([0]);
});
