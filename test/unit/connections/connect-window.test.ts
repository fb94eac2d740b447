import { expect, test } from 'vitest';

import { createConnectWindow } from '../../../src/main/connections/connect-window.ts';
import type { ConnectWindow } from '../../../src/main/connections/connect-window.ts';
import { settle } from '../../support/fake-clock.ts';

function enter(window: ConnectWindow, label: string, order: string[], forUser = false) {
  const ticket = window.enter({ forUser });
  void ticket.place.then((place) => order.push(`${label} ${place}`));
  return ticket;
}

test('places are given in order, one as soon as one is free', async () => {
  const window = createConnectWindow(2);
  const order: string[] = [];
  const [a, b] = ['a', 'b', 'c', 'd'].map((label) => enter(window, label, order));
  await settle();
  expect(order).toEqual(['a granted', 'b granted']);
  b?.release();
  await settle();
  expect(order.slice(2)).toEqual(['c granted']);
  a?.release();
  await settle();
  expect(order.slice(3)).toEqual(['d granted']);
});

test('people go first and have places of their own, but not without end', async () => {
  const window = createConnectWindow(1);
  const order: string[] = [];
  enter(window, 'running', order);
  enter(window, 'waiting', order);
  for (const label of ['u1', 'u2', 'u3', 'u4', 'u5']) enter(window, label, order, true);
  await settle();
  expect(order).toEqual(['running', 'u1', 'u2', 'u3', 'u4'].map((label) => `${label} granted`));
});

test('a waiting wish can be promoted', async () => {
  const window = createConnectWindow(1);
  const order: string[] = [];
  enter(window, 'running', order);
  enter(window, 'first', order);
  enter(window, 'second', order).promote();
  await settle();
  expect(order).toEqual(['running granted', 'second granted']);
});

test('giving back twice frees one place, and whoever stops waiting is told', async () => {
  const window = createConnectWindow(1);
  const order: string[] = [];
  const running = enter(window, 'running', order);
  const leaving = enter(window, 'leaving', order);
  enter(window, 'b', order);
  enter(window, 'c', order);
  leaving.release();
  running.release();
  running.release();
  await settle();
  expect(order).toEqual(['running granted', 'leaving cancelled', 'b granted']);
});
