import { describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { kitOf, never, serverNamed } from './pool-kit.ts';
import { connectAndSettle } from '../../support/pool-steps.ts';

const refusal = { kind: 'http-status', status: 401, url: 'https://b.example' } as const;

describe('pausing all', () => {
  test('ends every connection, also those that wait or failed, and says so', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a', 'b', 'c']);
    opener.server('b').failWith = refusal;
    opener.server('c').handshakeMs = 'never';
    pool.startAll();
    await clock.advance(10);
    expect([kindOf('a'), kindOf('b'), kindOf('c')]).toEqual([
      'ready',
      'needs-sign-in',
      'connecting',
    ]);
    await pool.setPaused(true);
    expect([kindOf('a'), kindOf('b'), kindOf('c')]).toEqual(['idle', 'idle', 'idle']);
    expect(opener.alive).toBe(0);
  });

  test('lets nothing begin by itself or on demand', async () => {
    const { pool, opener, clock } = kitOf(['a'], { isPaused: true });
    pool.startAll();
    pool.connect('a', 'launch');
    expect(await pool.acquire('a', never)).toMatchObject({
      ok: false,
      error: { state: { kind: 'idle' }, failure: { code: 'PAUSED', action: 'retry' } },
    });
    await clock.advance(600_000);
    expect(opener.opens).toEqual([]);
  });

  test('nothing begins by being refreshed, or by a use that waited for its end', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.server('a').closeMs = 3_000;
    const paused = pool.setPaused(true);
    const late = pool.acquire('a', never);
    await clock.advance(3_010);
    await paused;
    expect(await late).toMatchObject({
      error: { state: { kind: 'idle' }, failure: { code: 'PAUSED' } },
    });
    expect(await pool.refreshCatalog('a', never)).toMatchObject({ error: { kind: 'unavailable' } });
    expect(opener.opensOf('a')).toBe(1);
  });

  test('a person can still connect one, and use it', async () => {
    const { pool, kindOf } = kitOf(['a', 'b'], { isPaused: true });
    pool.connect('a', 'user');
    await settle();
    expect([kindOf('a'), kindOf('b')]).toEqual(['ready', 'idle']);
    expect(await pool.acquire('a', never)).toMatchObject({ ok: true });
  });

  test('resuming brings back what was there and what starts by itself, and no more', async () => {
    const manual = (name: string) => serverNamed(name, { start: 'manual' });
    const { pool, opener, clock, kindOf } = kitOf(['a', manual('used'), manual('unused')]);
    await connectAndSettle(pool, 'used', never);
    await pool.setPaused(true);
    await pool.setPaused(false);
    await clock.advance(10);
    expect([kindOf('a'), kindOf('used'), kindOf('unused')]).toEqual(['ready', 'ready', 'idle']);
    expect(opener.alive).toBe(2);
  });

  test('resuming during the stop begins anew after it', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.server('a').closeMs = 3_000;
    const paused = pool.setPaused(true);
    await pool.setPaused(false);
    await clock.advance(3_010);
    await paused;
    expect(kindOf('a')).toBe('ready');
    expect(opener.alive).toBe(1);
  });
});
