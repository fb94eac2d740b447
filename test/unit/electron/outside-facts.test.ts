import { EventEmitter } from 'node:events';

import { expect, test } from 'vitest';

import { watchOutside } from '../../../src/main/electron/outside-facts.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

function kit() {
  const powerMonitor = new EventEmitter();
  const network = { isOnline: true };
  const clock = new FakeClock();
  const facts = watchOutside({
    powerMonitor,
    net: { isOnline: () => network.isOnline },
    logger: createSilentLogger(),
    clock,
  });
  const told: string[] = [];
  facts.onWake(() => told.push('wake'));
  facts.onNetwork((isOnline) => told.push(isOnline ? 'back' : 'lost'));
  return { powerMonitor, network, clock, facts, told };
}

test('a change of network is told once', async () => {
  const { network, clock, facts, told } = kit();
  network.isOnline = false;
  await clock.advance(20_000);
  expect([told, facts.isOnline()]).toEqual([['lost'], false]);
  network.isOnline = true;
  await clock.advance(20_000);
  expect([told, facts.isOnline()]).toEqual([['lost', 'back'], true]);
});

test('a waking is told once, after the network was looked at', async () => {
  const { powerMonitor, network, clock, told } = kit();
  network.isOnline = false;
  powerMonitor.emit('resume');
  powerMonitor.emit('resume');
  expect(told).toEqual(['lost', 'wake']);
  await clock.advance(15_000);
  powerMonitor.emit('resume');
  expect(told).toEqual(['lost', 'wake', 'wake']);
});

test('a clock that jumped means a waking, even where the system says nothing', () => {
  let now = 0;
  const timers: (() => void)[] = [];
  const facts = watchOutside({
    powerMonitor: new EventEmitter(),
    net: { isOnline: () => true },
    logger: createSilentLogger(),
    clock: {
      now: () => now,
      monotonicNow: () => now,
      schedule: (_delayMs, callback) => {
        timers.push(callback);
        return { [Symbol.dispose]: () => undefined };
      },
    },
  });
  let wakings = 0;
  facts.onWake(() => (wakings += 1));
  now = 6_000;
  timers.shift()?.();
  expect(wakings).toBe(0);
  now += 8 * 3_600_000;
  timers.shift()?.();
  expect(wakings).toBe(1);
});

test('nobody is told any more, and nothing is left, after it was disposed', async () => {
  const { powerMonitor, network, clock, facts, told } = kit();
  facts[Symbol.dispose]();
  network.isOnline = false;
  powerMonitor.emit('resume');
  await clock.advance(60_000);
  expect([told, clock.pending, powerMonitor.listenerCount('resume')]).toEqual([[], 0, 0]);
});

test('a waking counts although the time of day was set back before it', async () => {
  const { powerMonitor, clock, told } = kit();
  powerMonitor.emit('resume');
  await clock.advance(15_000);
  clock.setWallOn(-3_600_000);
  powerMonitor.emit('resume');
  expect(told).toEqual(['wake', 'wake']);
});
