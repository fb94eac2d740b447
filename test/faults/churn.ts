import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

import { createSystemClock } from '../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../src/main/node/kernel/system-random.ts';
import type { Clock } from '../../src/main/kernel/clock.ts';
import { FakeSessionOpener } from '../support/fake-session-opener.ts';
import { createFaultPool, named, refused } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';
import { heapMb } from './heap.ts';
import { own } from '../../src/shared/util/own.ts';

/** How many times faster than real time passes. */
const speed = 30;
const minute = 60_000;
const random = createSystemRandom();

/** What servers that come and go at random do to the computer. */
export function churn(): Scenario[] {
  return [() => randomlyFlapping(200)];
}

function createFastClock(): Clock {
  const clock = createSystemClock({ keepsProcessAlive: true });
  const startedAt = clock.now();
  return {
    now: () => startedAt + (clock.now() - startedAt) * speed,
    monotonicNow: () => clock.monotonicNow() * speed,
    schedule: (delayMs, run) => clock.schedule(delayMs / speed, run),
  };
}

/** Lets each server live and be away for random times until it is stopped. */
function startFlapping(opener: FakeSessionOpener, names: readonly string[], clock: Clock) {
  let isOver = false;
  const flap = (name: string, isUp: boolean) => {
    if (isOver) return;
    setUp(opener, name, isUp);
    const meanMs = isUp ? minute : minute / 2;
    clock.schedule(-Math.log(1 - random.next()) * meanMs, () => flap(name, !isUp));
  };
  for (const name of names) flap(name, true);
  return () => void (isOver = true);
}

function setUp(opener: FakeSessionOpener, name: string, isUp: boolean) {
  opener.server(name).failWith = isUp ? undefined : refused;
  if (!isUp) opener.sessions.findLast(({ opening }) => opening.serverName === name)?.die(refused);
}

async function randomlyFlapping(count: number): Promise<FaultRow> {
  const clock = createFastClock();
  const opener = new FakeSessionOpener(clock);
  const kit = createFaultPool(named(count), {}, { clock, random, opener });
  const names = Object.keys(named(count));
  for (const name of names) opener.server(name).handshakeMs = 200;
  kit.pool.startAll();
  await Promise.all(names.map((name) => kit.reached(name, 'ready')));

  const stop = startFlapping(opener, names, clock);
  await delay((2 * minute) / speed);
  const heapBefore = heapMb();
  const cpuBefore = process.cpuUsage();
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  await delay((10 * minute) / speed);
  loop.disable();
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuPercent = (user + system) / 10 / (10 * minute);
  // The fake remembers every session it ever made; those are not ours to count.
  opener.sessions.splice(0, opener.sessions.length - count);
  const grownMb = heapMb() - heapBefore;
  stop();

  const [well, away] = [names.slice(0, count / 2), names.slice(count / 2)];
  const awayStates = ['waiting', 'cooling', 'failed', 'connecting'] as const;
  for (const name of away) setUp(opener, name, false);
  for (const name of well) setUp(opener, name, true);
  await Promise.all([
    ...well.map((name) => kit.reached(name, 'ready')),
    ...away.map((name) => kit.reached(name, ...awayStates)),
  ]);
  const states = kit.pool.statusAll();
  const right =
    well.filter((name) => own(states, name)?.kind === 'ready').length +
    away.filter((name) => awayStates.some((kind) => kind === own(states, name)?.kind)).length;
  const p99Ms = loop.percentile(99) / 1e6;
  await kit.close();
  const leaked = opener.alive;
  return {
    group: 'Many servers',
    scenario: `${count} servers that come and go at random for 10 minutes (a minute well, half a minute away on average), ${speed} times as fast`,
    happened: `${opener.opens.length} attempts; ${cpuPercent.toFixed(2)} % of a core at real speed; event loop p99 ${p99Ms.toFixed(1)} ms; ${grownMb.toFixed(1)} MiB more heap; ${right}/${count} in the right state at the end, ${leaked} sessions left after closing`,
    goal: `all right, none left, event loop p99 ≤ 50 ms, ≤ 2 % of a core, ≤ 10 MiB`,
    isMet: right === count && leaked === 0 && p99Ms <= 50 && cpuPercent <= 2 && grownMb <= 10,
  };
}
