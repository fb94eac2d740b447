import { expect, test } from 'vitest';

import {
  changesWithin,
  createChangeSignal,
  withDeadline,
} from '../../../src/main/connections/settle.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const never = new AbortController().signal;

test('one change wakes all who wait, and nobody twice', async () => {
  const changes = createChangeSignal();
  const woken: string[] = [];
  const wait = async (name: string) => {
    await changes.next(never);
    woken.push(name);
  };
  const both = Promise.all([wait('a'), wait('b')]);
  changes.notify();
  changes.notify();
  await both;
  expect(woken).toEqual(['a', 'b']);
});

test('who gives up is woken at once, also when that was before', async () => {
  const changes = createChangeSignal();
  const leaving = new AbortController();
  const waiting = changes.next(leaving.signal);
  leaving.abort();
  await waiting;
  await changes.next(leaving.signal);
});

test('a deadline passes for work that goes on, and leaves no timer where work is done', async () => {
  const clock = new FakeClock();
  const overdue = withDeadline(new Promise(() => undefined), 50, clock);
  await clock.advance(50);
  expect(await overdue).toBe('overdue');
  expect(await withDeadline(Promise.resolve(), 50, clock)).toBe('done');
  expect(clock.pending).toBe(0);
});

test('a change counts only as long as it is waited for', async () => {
  const clock = new FakeClock();
  const changes = createChangeSignal();
  const inTime = changesWithin(changes, 50, clock, never);
  changes.notify();
  expect(await inTime).toBe(true);
  const late = changesWithin(changes, 50, clock, never);
  await clock.advance(51);
  changes.notify();
  expect(await late).toBe(false);
  expect(clock.pending).toBe(0);
});
