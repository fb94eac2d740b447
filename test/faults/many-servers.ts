import { monitorEventLoopDelay } from 'node:perf_hooks';

import { percentile } from '../../bench/figure.ts';
import { createEventHub } from '../../src/main/ipc/event-hub.ts';
import { createReconnectionScheduler } from '../../src/main/node/http/reconnection-scheduler.ts';
import { createSystemClock } from '../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../src/main/node/kernel/system-random.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeSessionOpener } from '../support/fake-session-opener.ts';
import { createFaultPool, named, refused } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';

const minute = 60_000;
const random = createSystemRandom();

/** What many servers in trouble do to the computer and to those who look. */
export function manyServers(): Scenario[] {
  return [
    () => unreachable(37),
    () => flapping(1_000, 'dies 1 s after each start'),
    () => flapping(31_000, 'dies 31 s after each start'),
    flappingStream,
    () => allAtOnce(200),
  ];
}

async function unreachable(count: number): Promise<FaultRow> {
  const clock = new FakeClock();
  const opener = new FakeSessionOpener(clock);
  const kit = createFaultPool(named(count), {}, { clock, random, opener });
  for (const name of Object.keys(named(count))) opener.server(name).failWith = refused;
  kit.pool.startAll();
  await clock.advance(10 * minute);
  const attempts = opener.opens.length;
  const states = Object.values(kit.pool.statusAll());
  const cooling = states.filter(({ kind }) => kind === 'cooling').length;
  const lines = kit.diagnostics() / 10;
  await closing(clock, kit.close());
  return {
    group: 'Many servers',
    scenario: `${count} servers unreachable for 10 simulated minutes`,
    happened: `${attempts} attempts (${(attempts / count).toFixed(1)} each), ${lines} lines a minute in the diagnostic log, 0 browsers (the pool has no way to open one); ${cooling} paused at the end`,
    goal: '≤ 12 attempts each, ≤ 10 lines a minute, 0 browsers',
    isMet: attempts <= 12 * count && lines <= 10,
  };
}

async function flapping(lifeMs: number, scenario: string): Promise<FaultRow> {
  const clock = new FakeClock();
  const opener = new FakeSessionOpener(clock);
  const kit = createFaultPool(named(1), {}, { clock, random, opener });
  const following = kit.pool.onState((name, { kind }) => {
    if (kind === 'ready') clock.schedule(lifeMs, () => opener.last(name).die());
  });
  kit.pool.startAll();
  await clock.advance(10 * minute);
  following[Symbol.dispose]();
  const attempts = opener.opens.length;
  await closing(clock, kit.close());
  return {
    group: 'Many servers',
    scenario: `a server that ${scenario}, for 10 simulated minutes`,
    happened: `${attempts} starts`,
    goal: '≤ 15 starts',
    isMet: attempts <= 15,
  };
}

function flappingStream(): Promise<FaultRow> {
  let now = 0;
  const due: { readonly at: number; readonly run: () => void }[] = [];
  const scheduler = createReconnectionScheduler({
    clock: {
      now: () => now,
      monotonicNow: () => now,
      schedule: (delayMs, run) => {
        due.push({ at: now + delayMs, run });
        return { [Symbol.dispose]: () => undefined };
      },
    },
    random,
    onFlapping: () => undefined,
    onGaveUp: () => undefined,
  });
  let opened = 0;
  const reopen = () => {
    opened += 1;
    scheduler.reconnectionScheduler(() => reopen(), 0, 0);
  };
  scheduler.reconnectionScheduler(() => reopen(), 0, 0);
  for (let next = due.shift(); next && next.at <= 10 * minute; next = due.shift()) {
    now = next.at;
    next.run();
  }
  return Promise.resolve({
    group: 'Many servers',
    scenario:
      'an event stream that the server ends at once for ever (`retry: 0`), 10 simulated minutes',
    happened: `${opened} reopenings`,
    goal: '≤ 10 reopenings',
    isMet: opened <= 10,
  });
}

async function allAtOnce(count: number): Promise<FaultRow> {
  const clock = createSystemClock({ keepsProcessAlive: true });
  const opener = new FakeSessionOpener(clock);
  const kit = createFaultPool(named(count), {}, { clock, random, opener });
  const all = Object.keys(named(count));
  for (const name of all) opener.server(name).handshakeMs = 50;
  kit.pool.startAll();
  await Promise.all(all.map((name) => kit.reached(name, 'ready')));

  const hub = createEventHub({ clock });
  const batches: number[] = [];
  const listening = new AbortController();
  const reading = (async () => {
    for await (const _batch of hub.subscribe(listening.signal)) batches.push(performance.now());
  })();
  const retriedAt: number[] = [];
  kit.pool.onState((name, state) => {
    hub.publish({ kind: 'connection-changed', name, state });
    if (state.kind === 'connecting' && state.phase === 'starting') {
      retriedAt.push(performance.now());
    }
  });
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  opener.maxHandshakes = 0;
  const lostAt = performance.now();
  for (const name of all) {
    opener.server(name).failWith = refused;
    opener.last(name).die(refused);
  }
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  for (const name of all) opener.server(name).failWith = undefined;
  await Promise.all(all.map((name) => kit.reached(name, 'ready')));
  const backMs = performance.now() - lostAt - 3_000;
  loop.disable();
  listening.abort();
  await reading;
  hub.dispose();
  const ready = Object.values(kit.pool.statusAll()).filter(({ kind }) => kind === 'ready').length;
  const peak = opener.maxHandshakes;
  const p99Ms = loop.percentile(99) / 1e6;
  const perSecond = busiestSecond(batches);
  const after = retriedAt.map((at) => at - lostAt);
  await kit.close();
  return {
    group: 'Many servers',
    scenario: `${count} servers lost at once, away for 3 s, then well again`,
    happened: `${ready}/${count} ready ${(backMs / 1000).toFixed(1)} s after they were well; at most ${peak} attempts at a time; attempts between ${Math.round(percentile(after, 1))} and ${Math.round(percentile(after, 99))} ms after the loss; event loop p99 ${p99Ms.toFixed(1)} ms; at most ${perSecond} batches of events in a second`,
    goal: `all ready, ≤ 12 attempts at a time, event loop p99 ≤ 50 ms, ≤ 60 batches in a second`,
    isMet: ready === count && peak <= 12 && p99Ms <= 50 && perSecond <= 60,
  };
}

function busiestSecond(times: readonly number[]): number {
  let most = 0;
  let from = 0;
  times.forEach((at, index) => {
    while (at - (times[from] ?? at) > 1_000) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

async function closing(clock: FakeClock, closed: Promise<void>): Promise<void> {
  await clock.advance(20_000);
  await closed;
}
