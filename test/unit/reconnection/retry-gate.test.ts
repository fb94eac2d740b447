import { expect, test } from 'vitest';

import { createConnectWindow } from '../../../src/main/connections/connect-window.ts';
import { createRetryGate } from '../../../src/main/reconnection/retry-gate.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

function kit(places = 2, inner = 10) {
  const clock = new FakeClock();
  const window = createConnectWindow(inner);
  const gate = createRetryGate(window, { places, holdMs: 3_000, clock });
  const granted: string[] = [];
  const enter = (name: string, forUser = false) => {
    const ticket = gate.enter({ forUser });
    void ticket.place.then((place) => granted.push(`${name} ${place}`));
    return ticket;
  };
  return { clock, window, granted, enter };
}

test('only a few begin at a time; the next follows when one ends', async () => {
  const { granted, enter } = kit();
  const [a] = ['a', 'b', 'c', 'd'].map((name) => enter(name));
  await settle();
  expect(granted).toEqual(['a granted', 'b granted']);
  a?.release();
  await settle();
  expect(granted).toEqual(['a granted', 'b granted', 'c granted']);
});

test('one that takes long gives its place in the pace to the next', async () => {
  const { clock, granted, enter } = kit(1);
  for (const name of ['slow', 'next']) enter(name);
  await clock.advance(2_999);
  expect(granted).toEqual(['slow granted']);
  await clock.advance(1);
  await settle();
  expect(granted).toEqual(['slow granted', 'next granted']);
});

test('the window behind it still limits how many run', async () => {
  const { clock, granted, enter } = kit(2, 2);
  for (const name of ['a', 'b', 'c']) enter(name);
  await clock.advance(60_000);
  expect(granted).toEqual(['a granted', 'b granted']);
});

test('a person goes before the pace', async () => {
  const { granted, enter } = kit(1);
  enter('running');
  const late = enter('promoted');
  await settle();
  late.promote();
  await settle();
  expect(granted).toEqual(['running granted', 'promoted granted']);
});

test('whoever gives up is told so and holds nothing, wherever it waits', async () => {
  const { clock, granted, enter } = kit(1, 1);
  const first = enter('first');
  const atPace = enter('at the pace');
  await settle();
  atPace.release();
  await settle();
  expect(granted).toEqual(['first granted', 'at the pace cancelled']);
  await clock.advance(3_000);
  const atWindow = enter('at the window');
  await settle();
  atWindow.release();
  first.release();
  enter('last');
  await settle();
  expect(granted.slice(2)).toEqual(['at the window cancelled', 'last granted']);
  await clock.advance(10_000);
  expect(clock.pending).toBe(0);
});
