import { expect, test } from 'vitest';

import { HeldPlaces } from '../../../src/main/gateway/held-places.ts';

function places(limits = { perApp: 2, inAll: 3, idleMs: 100 }) {
  let now = 0;
  const ended: string[] = [];
  const held = new HeldPlaces(limits, { monotonicNow: () => now });
  const add = (key: string, app: string): boolean => {
    if (!held.hasRoom(app)) return false;
    held.add(key, { app, end: () => void ended.push(key) });
    return true;
  };
  const enter = (key: string) => {
    let leave = () => {};
    held.enter(key, new Promise<void>((resolve) => (leave = resolve)));
    return async () => {
      leave();
      await Promise.resolve();
      await Promise.resolve();
    };
  };
  return { held, add, enter, ended, later: (ms: number) => void (now += ms) };
}

test('the one that was idle longest makes room, of the same app first', () => {
  const { add, ended, later } = places();
  add('other', 'b');
  later(1);
  add('one', 'a');
  later(1);
  add('two', 'a');
  later(1);
  expect(add('three', 'a')).toBe(true);
  expect(ended).toEqual(['one']);
});

test('what is in use never makes room; where all is, nobody else comes in', async () => {
  const { held, add, enter, ended, later } = places();
  add('one', 'a');
  add('two', 'a');
  const leaveOne = enter('one');
  enter('two');
  later(1_000);
  expect(add('three', 'a')).toBe(false);
  expect(ended).toEqual([]);
  await leaveOne();
  expect(held.isOpen('one')).toBe(false);
  expect(add('three', 'a')).toBe(true);
  expect(ended).toEqual(['one']);
});

test('one app cannot take the room of all', () => {
  const { held, add } = places({ perApp: 3, inAll: 3, idleMs: 100 });
  for (const key of ['1', '2', '3']) add(key, 'a');
  expect(add('x', 'b')).toBe(true);
  expect(held.size).toBe(3);
});

test('idle since the last answer, not since the beginning, and too long means the end', async () => {
  const { held, add, enter, ended, later } = places();
  add('one', 'a');
  const leave = enter('one');
  later(1_000);
  await leave();
  later(100);
  add('two', 'b');
  expect(ended).toEqual([]);
  later(1);
  add('three', 'b');
  expect(ended).toEqual(['one']);
  expect(held.get('one')).toBeUndefined();
});

test('ending those of one app leaves the others', () => {
  const { held, add, ended } = places();
  add('one', 'a');
  add('two', 'b');
  held.endAll('a');
  expect(ended).toEqual(['one']);
  held.endAll();
  expect(ended).toEqual(['one', 'two']);
  held.end('two');
  expect(ended).toEqual(['one', 'two']);
});
