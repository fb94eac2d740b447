import { createSystemRandom } from '../../src/main/node/kernel/system-random.ts';
import type { Clock } from '../../src/main/kernel/clock.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeSessionOpener } from '../support/fake-session-opener.ts';
import { createOAuthKit, patient } from '../support/oauth-kit.ts';
import { startOAuthServer } from '../support/oauth-server.ts';
import { createFaultPool, named, refused } from './fault-pool.ts';
import type { FaultPool } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';

const minute = 60_000;
const hour = 60 * minute;
const random = createSystemRandom();

/** What sleep and a lost network do to everything at once. */
export function outages(): Scenario[] {
  return [() => networkAway(50), () => asleep(50), () => expiredMeanwhile(100)];
}

interface Crowd {
  readonly clock: FakeClock;
  readonly opener: FakeSessionOpener;
  readonly kit: FaultPool;
  readonly names: readonly string[];
  /** Lets time pass without anything running, as a sleeping computer does. */
  readonly skip: (ms: number) => void;
  /** When the last server became ready, ms from `from`. */
  readonly lastReadyMs: (from: number) => number;
  close(): Promise<void>;
}

/** Many ready servers whose handshakes take 50 ms, in simulated time. */
async function crowd(count: number): Promise<Crowd> {
  const clock = new FakeClock();
  const opener = new FakeSessionOpener(clock);
  let skippedMs = 0;
  const wall: Clock = {
    now: () => clock.now() + skippedMs,
    monotonicNow: () => clock.monotonicNow(),
    schedule: (delayMs, run) => clock.schedule(delayMs, run),
  };
  const kit = createFaultPool(named(count), {}, { clock: wall, random, opener });
  const names = Object.keys(named(count));
  for (const name of names) opener.server(name).handshakeMs = 50;
  let readyAt = 0;
  kit.pool.onState((_name, { kind }) => {
    if (kind === 'ready') readyAt = wall.now();
  });
  kit.pool.startAll();
  await clock.advance(minute);
  return {
    clock,
    opener,
    kit,
    names,
    skip: (ms) => void (skippedMs += ms),
    lastReadyMs: (from) => readyAt - from - skippedMs,
    async close() {
      const closed = kit.close();
      await clock.advance(20_000);
      await closed;
    },
  };
}

const readyIn = (kit: FaultPool) =>
  Object.values(kit.pool.statusAll()).filter(({ kind }) => kind === 'ready').length;

async function networkAway(count: number): Promise<FaultRow> {
  const { clock, opener, kit, names, lastReadyMs, close } = await crowd(count);
  kit.pool.notify({ kind: 'network-lost' });
  for (const name of names) {
    opener.server(name).failWith = refused;
    opener.last(name).die(refused);
  }
  const before = opener.opens.length;
  await clock.advance(hour);
  const whileAway = opener.opens.length - before;
  for (const name of names) opener.server(name).failWith = undefined;
  opener.maxHandshakes = 0;
  const backAt = clock.now();
  kit.pool.notify({ kind: 'network-back' });
  await clock.advance(5 * minute);
  const tookMs = lastReadyMs(backAt);
  const ready = readyIn(kit);
  const attempts = opener.opens.length - before - whileAway;
  await close();
  return {
    group: 'Many servers',
    scenario: `${count} ready servers, the network away for an hour and back, simulated`,
    happened: `${whileAway} attempts while it was away; ${ready}/${count} ready within ${(tookMs / 1000).toFixed(1)} s of its return, by ${attempts} attempts, at most ${opener.maxHandshakes} at a time`,
    goal: 'no attempt meanwhile; all ready within 10 s, by one attempt each, ≤ 12 at a time',
    isMet:
      whileAway === 0 &&
      ready === count &&
      tookMs <= 10_000 &&
      attempts === count &&
      opener.maxHandshakes <= 12,
  };
}

async function asleep(count: number): Promise<FaultRow> {
  const { clock, opener, kit, names, skip, lastReadyMs, close } = await crowd(count);
  const gone = names.filter((_, index) => index % 2 === 0);
  for (const name of gone) opener.server(name).probeFailsWith = refused;
  skip(8 * hour);
  const before = opener.opens.length;
  opener.maxHandshakes = 0;
  const wokeAt = clock.now();
  kit.pool.notify({ kind: 'wake' });
  for (const name of gone) {
    // The old session is dead, a new one is not.
    opener.last(name).probe = () => Promise.resolve({ ok: false, error: refused });
    opener.server(name).probeFailsWith = undefined;
  }
  await clock.advance(5 * minute);
  const tookMs = lastReadyMs(wokeAt);
  const ready = readyIn(kit);
  const attempts = opener.opens.length - before;
  await close();
  return {
    group: 'Many servers',
    scenario: `${count} ready servers, 8 h asleep, half of the sessions dead without a sign, simulated`,
    happened: `${ready}/${count} ready within ${(tookMs / 1000).toFixed(1)} s of waking, by ${attempts} attempts, at most ${opener.maxHandshakes} at a time`,
    goal: `all ready within 10 s, by one attempt for each dead session, ≤ 12 at a time`,
    isMet:
      ready === count && tookMs <= 10_000 && attempts === gone.length && opener.maxHandshakes <= 12,
  };
}

async function expiredMeanwhile(calls: number): Promise<FaultRow> {
  await using server = await startOAuthServer();
  await using kit = await createOAuthKit([{ name: 'a', url: server.mcpUrl }]);
  await kit.signIn('a');
  const old = await kit.token('a');
  kit.clock.aheadMs = 8 * hour;
  const source = kit.source('a');
  const startedAt = performance.now();
  const tokens = await Promise.all(Array.from({ length: calls }, () => source.token(patient)));
  const tookMs = performance.now() - startedAt;
  const fresh = tokens.filter((token) => token.ok && token.value !== old).length;
  const renewals = server.count('/token', 'refresh_token');
  const browsers = kit.opened.length - 1;
  return {
    group: 'Many servers',
    scenario: `a token that expired during 8 h of sleep, and ${calls} calls at waking`,
    happened: `${fresh}/${calls} calls got a new token before they were sent, within ${Math.round(tookMs)} ms; ${renewals} renewal, ${browsers} browsers opened`,
    goal: 'all get a new token first; 1 renewal, 0 browsers',
    isMet: fresh === calls && renewals === 1 && browsers === 0,
  };
}
