import { expect, test } from 'vitest';

import { Pause } from '../../../src/main/connections/pause.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';

const among = (kinds: Readonly<Record<string, ConnectionState['kind']>>) =>
  new Map(
    Object.entries(kinds).map(([name, kind]) => [name, { state: { kind } as ConnectionState }]),
  );

test('pausing ends what runs or tries to, and resuming brings exactly that back, once', () => {
  const pause = new Pause(false);
  const connections = among({
    ready: 'ready',
    trying: 'connecting',
    waiting: 'waiting',
    failed: 'failed',
    idle: 'idle',
    off: 'disabled',
  });
  const busy = ['ready', 'trying', 'waiting', 'failed'];
  expect(pause.turn(true, connections)).toEqual({ end: busy, bringBack: [] });
  expect(pause.isOn).toBe(true);
  expect(pause.turn(false, among({}))).toEqual({ end: [], bringBack: busy });
  expect(pause.turn(true, among({}))).toEqual({ end: [], bringBack: [] });
  expect(pause.turn(false, among({}))).toEqual({ end: [], bringBack: [] });
});

test('to be turned to what is so already is nothing to do', () => {
  const pause = new Pause(true);
  expect(pause.turn(true, among({ a: 'ready' }))).toBeUndefined();
  expect(pause.turn(false, among({ a: 'ready' }))).toEqual({ end: [], bringBack: [] });
  expect(pause.turn(false, among({ a: 'ready' }))).toBeUndefined();
});
