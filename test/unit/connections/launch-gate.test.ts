import { expect, test } from 'vitest';

import { createConnectWindow } from '../../../src/main/connections/connect-window.ts';
import { createLaunchGate } from '../../../src/main/connections/launch-gate.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

/** A gate whose gaps are 20, 30, 20, 30 ms and so on, and who went through it when. */
function gateBefore(places: number, atATime = 1) {
  const clock = new FakeClock(0);
  let turn = 0;
  const gate = createLaunchGate(createConnectWindow(places), {
    pace: { atATime, leastMs: 20, mostMs: 40 },
    clock,
    random: { next: () => ((turn += 1) % 2 === 0 ? 0.5 : 0) },
  });
  const went: string[] = [];
  const enter = (label: string, forUser = false) => {
    const ticket = gate.enter({ forUser });
    void ticket.place.then((how) => went.push(`${label} ${how} ${clock.now()}`));
    return ticket;
  };
  return { clock, went, enter };
}

test('one goes at once, many one after another with uneven gaps', async () => {
  const { clock, went, enter } = gateBefore(10);
  enter('a');
  await settle();
  expect(went).toEqual(['a granted 0']);
  await clock.advance(1_000);
  for (const label of ['b', 'c', 'd', 'e']) enter(label);
  await clock.advance(1_000);
  expect(went.slice(1)).toEqual([
    'b granted 1000',
    'c granted 1030',
    'd granted 1050',
    'e granted 1080',
  ]);
  expect(clock.pending).toBe(0);
});

test('who comes within the gap waits for its end', async () => {
  const { clock, went, enter } = gateBefore(10);
  enter('a');
  await clock.advance(19);
  enter('b');
  await settle();
  expect(went).toEqual(['a granted 0']);
  await clock.advance(1);
  expect(went).toEqual(['a granted 0', 'b granted 20']);
});

test('a person does not wait, neither from the start nor when they come to it later', async () => {
  const { clock, went, enter } = gateBefore(1);
  enter('a');
  enter('b');
  const c = enter('c');
  enter('mine', true);
  await settle();
  expect(went).toEqual(['a granted 0', 'mine granted 0']);
  c.promote();
  await settle();
  expect(went.slice(2)).toEqual(['c granted 0']);
  await clock.advance(1_000);
  expect(went).toHaveLength(3);
});

test('who leaves while waiting is told and holds nobody up', async () => {
  const { clock, went, enter } = gateBefore(1);
  const a = enter('a');
  const b = enter('b');
  enter('c');
  await settle();
  b.release();
  b.release();
  await settle();
  expect(went).toEqual(['a granted 0', 'b cancelled 0']);
  await clock.advance(100);
  expect(went).toHaveLength(2);
  a.release();
  await settle();
  expect(went.slice(2)).toEqual(['c granted 100']);
});

test('who has gone through and waits for a place can still be raised, or leave', async () => {
  const { clock, went, enter } = gateBefore(1);
  enter('running');
  const b = enter('b');
  const c = enter('c');
  await clock.advance(100);
  expect(went).toEqual(['running granted 0']);
  c.promote();
  b.release();
  await settle();
  expect(went.slice(1)).toEqual(['c granted 100', 'b cancelled 100']);
});

test('a few may go together, and the next few after the gap', async () => {
  const { clock, went, enter } = gateBefore(10, 3);
  for (const label of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) enter(label);
  await clock.advance(1_000);
  expect(went.map((line) => line.replace(' granted', ''))).toEqual([
    'a 0',
    'b 0',
    'c 0',
    'd 20',
    'e 20',
    'f 20',
    'g 50',
  ]);
  expect(clock.pending).toBe(0);
  enter('h');
  enter('i');
  await settle();
  expect(went.slice(7)).toEqual(['h granted 1000', 'i granted 1000']);
});
