import { describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { kitOf, names, never, program, serverNamed } from './pool-kit.ts';
import type { PoolKit } from './pool-kit.ts';

const minute = 60_000;
const refused = {
  kind: 'network',
  errno: 'ECONNREFUSED',
  address: 'a.example:443',
  detail: 'refused',
} as const;

function dyingAfter(lifeMs: number, kit: Pick<PoolKit, 'pool' | 'opener' | 'clock'>): Disposable {
  const { pool, opener, clock } = kit;
  return pool.onState((name, { kind }) => {
    if (kind === 'ready') clock.schedule(lifeMs, () => opener.last(name).die());
  });
}

describe('coming back', () => {
  test('a lost session is noticed at once and comes back by itself', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    await pool.acquire('a', never);
    await clock.advance(40_000);
    opener.last('a').die();
    expect(pool.status('a')).toMatchObject({
      kind: 'waiting',
      attempt: 1,
      failure: { code: 'PROCESS_KILLED' },
    });
    await clock.advance(500);
    expect(kindOf('a')).toBe('ready');
    expect(opener.sessions[0]?.isClosed).toBe(true);
  });

  test('after eight attempts it pauses for longer and longer, with one attempt between', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    opener.server('a').failWith = refused;
    pool.startAll();
    await clock.advance(4 * minute);
    expect([pool.status('a')?.kind, opener.opensOf('a')]).toEqual(['cooling', 8]);
    const pauses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const state = pool.status('a');
      if (state?.kind !== 'cooling') throw new Error('not paused');
      pauses.push(Math.round((state.until - state.failure.at) / minute));
      await clock.advance(state.until - clock.now());
    }
    expect(pauses).toEqual([5, 10, 20, 30, 30, 30]);
    expect(opener.opensOf('a')).toBe(8 + 6);
  });

  test('while it pauses nobody waits for it, and a person starts it anew', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    opener.server('a').failWith = refused;
    pool.startAll();
    await clock.advance(4 * minute);
    expect(await pool.acquire('a', never)).toMatchObject({ error: { state: { kind: 'cooling' } } });
    expect(opener.opensOf('a')).toBe(8);
    opener.server('a').failWith = undefined;
    pool.connect('a');
    await settle();
    expect(kindOf('a')).toBe('ready');
  });

  test('a server that comes back between two pauses and stays has all its attempts again', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    opener.server('a').failWith = refused;
    pool.startAll();
    await clock.advance(4 * minute);
    opener.server('a').failWith = undefined;
    await clock.advance(6 * minute);
    expect(kindOf('a')).toBe('ready');
    opener.server('a').failWith = refused;
    opener.last('a').die();
    await clock.advance(10_000);
    expect(pool.status('a')).toMatchObject({ kind: 'waiting', of: 8 });
  });

  test('a server that dies just after each start is left alone after a while', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    using _crash = dyingAfter(1_000, { pool, opener, clock });
    pool.startAll();
    await clock.advance(10 * minute);
    expect(pool.status('a')?.kind).toBe('cooling');
    expect(opener.opensOf('a')).toBeLessThanOrEqual(10);
  });

  test('so is one that lives just long enough to seem well', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    using _crash = dyingAfter(31_000, { pool, opener, clock });
    pool.startAll();
    await clock.advance(4 * minute);
    expect(pool.status('a')?.kind).toBe('cooling');
    expect(opener.opensOf('a')).toBe(7);
    await clock.advance(6 * minute);
    expect(opener.opensOf('a')).toBeLessThanOrEqual(12);
  });

  test('what looks like wrong settings is not believed of a server that has worked', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['known', 'new']);
    await pool.acquire('known', never);
    const page = {
      kind: 'unexpected-content',
      url: 'https://portal.example',
      contentType: 'text/html',
    } as const;
    for (const name of ['known', 'new']) opener.server(name).failWith = page;
    opener.last('known').die();
    await pool.acquire('new', never);
    await clock.advance(1_000);
    expect([kindOf('known'), kindOf('new')]).toEqual(['waiting', 'failed']);
    pool.notify({ kind: 'wake' });
    for (const name of ['known', 'new']) opener.server(name).failWith = undefined;
    await clock.advance(2_000);
    expect([kindOf('known'), kindOf('new')]).toEqual(['ready', 'ready']);
  });

  test('a person does not wait for the next retry', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    opener.server('a').failWith = {
      kind: 'http-status',
      status: 503,
      url: 'https://a.example',
      retryAfterMs: 300_000,
    };
    pool.startAll();
    await settle();
    opener.server('a').failWith = undefined;
    pool.connect('a');
    await settle();
    expect(kindOf('a')).toBe('ready');
    await clock.advance(400_000);
    expect(opener.opensOf('a')).toBe(2);
  });
});

describe('the network', () => {
  test('its loss holds back what needs it, and programs go on', async () => {
    const { pool, opener, clock, kindOf } = kitOf([
      'remote',
      serverNamed('local', { transport: program }),
    ]);
    for (const name of ['remote', 'local']) {
      opener.server(name).failWith = { kind: 'stream-closed', detail: 'gone' };
    }
    pool.startAll();
    await settle();
    pool.notify({ kind: 'network-lost' });
    await clock.advance(5 * minute);
    expect([kindOf('remote'), kindOf('local')]).toEqual(['offline', 'cooling']);
    expect(opener.opensOf('remote')).toBe(1);
    opener.server('remote').failWith = undefined;
    pool.notify({ kind: 'network-back' });
    await clock.advance(2_000);
    expect(kindOf('remote')).toBe('ready');
  });

  test('a start without it tries nothing, except what this computer runs and a person asks', async () => {
    const { pool, opener, clock, kindOf } = kitOf([
      'remote',
      'asked',
      serverNamed('near', {
        transport: { type: 'streamable-http', url: 'http://127.0.0.1:9/mcp', headers: {} },
      }),
    ]);
    pool.notify({ kind: 'network-lost' });
    pool.startAll();
    await settle();
    expect(['remote', 'asked', 'near'].map(kindOf)).toEqual(['offline', 'offline', 'ready']);
    expect(await pool.acquire('remote', never)).toMatchObject({
      error: { state: { kind: 'offline' } },
    });
    pool.connect('asked');
    await settle();
    expect(kindOf('asked')).toBe('ready');
    expect(opener.opensOf('remote')).toBe(0);
    pool.notify({ kind: 'network-back' });
    await clock.advance(2_000);
    expect(kindOf('remote')).toBe('ready');
  });

  test('its loss ends what is ready only when it gives no sign of life', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['far', 'virtual']);
    pool.startAll();
    await clock.advance(10);
    opener.server('far').probeFailsWith = { kind: 'timed-out', phase: 'request', afterMs: 1 };
    opener.server('far').failWith = refused;
    pool.notify({ kind: 'network-lost' });
    expect([kindOf('far'), kindOf('virtual')]).toEqual(['ready', 'ready']);
    await clock.advance(2_000);
    expect([kindOf('far'), kindOf('virtual')]).toEqual(['offline', 'ready']);
    expect(opener.opensOf('far')).toBe(1);
  });

  test('its return spreads those who waited', async () => {
    const all = names(40);
    let turn = 0;
    const { pool, opener, clock } = kitOf(all, {
      random: { id: () => 'id', next: () => (turn = (turn + 0.618) % 1) },
    });
    pool.notify({ kind: 'network-lost' });
    pool.startAll();
    pool.notify({ kind: 'network-back' });
    await clock.advance(400);
    expect(opener.opens.length).toBeGreaterThan(0);
    expect(opener.opens.length).toBeLessThan(20);
    await clock.advance(2_000);
    expect(opener.opens).toHaveLength(40);
  });
});

describe('waking up', () => {
  test('brings back what waited or paused, and asks what was ready for a sign of life', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['paused', 'well', 'gone']);
    opener.server('paused').failWith = refused;
    pool.startAll();
    await clock.advance(4 * minute);
    expect(kindOf('paused')).toBe('cooling');
    opener.server('paused').failWith = undefined;
    opener.server('gone').probeFailsWith = refused;
    pool.notify({ kind: 'wake' });
    await clock.advance(1_000);
    expect(opener.sessions.filter(({ isClosed }) => isClosed)).toHaveLength(1);
    opener.server('gone').probeFailsWith = undefined;
    await clock.advance(2_000);
    expect(['paused', 'well', 'gone'].map(kindOf)).toEqual(['ready', 'ready', 'ready']);
    expect([opener.opensOf('well'), opener.opensOf('gone')]).toEqual([1, 2]);
  });

  test('what failed for good stays as it is', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    opener.server('a').failWith = { kind: 'invalid-url', url: 'x' };
    pool.startAll();
    await settle();
    pool.notify({ kind: 'wake' });
    await clock.advance(minute);
    expect([kindOf('a'), opener.opensOf('a')]).toEqual(['failed', 1]);
  });
});
