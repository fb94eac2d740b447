import { expect, test } from 'vitest';

import { followOutside } from '../../../src/main/reconnection/follow-outside.ts';
import { FakeOutside } from '../../support/fake-outside.ts';

test('a pool hears of sleep and network until nobody follows any more', () => {
  const outside = new FakeOutside();
  const told: string[] = [];
  const following = followOutside(outside, { notify: ({ kind }) => void told.push(kind) });
  outside.setOnline(false);
  outside.setOnline(true);
  outside.wake();
  following[Symbol.dispose]();
  outside.setOnline(false);
  expect(told).toEqual(['network-lost', 'network-back', 'wake']);
  expect(outside.listeners).toBe(0);
});

test('a computer that starts without a network says so at once', () => {
  const outside = new FakeOutside();
  outside.setOnline(false);
  const told: string[] = [];
  followOutside(outside, { notify: ({ kind }) => void told.push(kind) });
  expect(told).toEqual(['network-lost']);
});
