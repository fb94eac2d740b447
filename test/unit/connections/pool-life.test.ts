import { describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { kitOf, never, serverNamed } from './pool-kit.ts';
import { connectAndSettle } from '../../support/pool-steps.ts';

describe('start and stop', () => {
  test('only enabled servers that start on launch are brought up', async () => {
    const { pool, opener } = kitOf([
      'a',
      serverNamed('b', { start: 'on-demand' }),
      serverNamed('c', { start: 'manual' }),
      serverNamed('d', { enabled: false }),
    ]);
    pool.startAll();
    await settle();
    expect(opener.opens.map(({ serverName }) => serverName)).toEqual(['a']);
  });

  test('a stop during a start wins', async () => {
    const { pool, opener, clock, changes } = kitOf(['a']);
    opener.server('a').handshakeMs = 1_000;
    pool.connect('a');
    await clock.advance(500);
    const stopped = pool.disconnect('a');
    expect(pool.status('a')).toEqual({ kind: 'stopping' });
    expect(await stopped).toEqual({ kind: 'idle' });
    expect(opener.alive).toBe(0);
    await clock.advance(60_000);
    expect(changes).not.toContain('a ready');
  });

  test('a connect while stopping waits until nothing of the old session lives', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.server('a').closeMs = 3_000;
    const stopped = pool.disconnect('a');
    pool.connect('a');
    await clock.advance(2_999);
    expect(opener.opensOf('a')).toBe(1);
    await clock.advance(10);
    await stopped;
    expect(kindOf('a')).toBe('ready');
    expect(opener.opensOf('a')).toBe(2);
  });

  test('a server that never answers is closed by a stop, with nothing left (R4)', async () => {
    const { pool, opener } = kitOf(['a']);
    opener.server('a').handshakeMs = 'never';
    pool.connect('a');
    await settle();
    expect(opener.alive).toBe(1);
    await pool.disconnect('a');
    expect(opener.alive).toBe(0);
  });

  test('reinitialize closes, reads the launch again and tells the outcome', async () => {
    const { pool, opener, resolves, clock } = kitOf(['a']);
    await pool.acquire('a', never);
    expect(await pool.reinitialize('a', never)).toMatchObject({ kind: 'ready' });
    expect(opener.opensOf('a')).toBe(2);
    expect(resolves()).toBe(2);
    opener.server('a').failWith = { kind: 'http-status', status: 401, url: 'https://a.example' };
    expect(await pool.reinitialize('a', never)).toMatchObject({ kind: 'needs-sign-in' });
    await clock.advance(600_000);
    expect(opener.opensOf('a')).toBe(3);
  });

  test('nine quick rounds of connect and disconnect all work', async () => {
    const { pool, opener } = kitOf(['a']);
    for (let round = 0; round < 9; round += 1) {
      expect(await connectAndSettle(pool, 'a', never)).toMatchObject({ kind: 'ready' });
      expect(await pool.disconnect('a')).toEqual({ kind: 'idle' });
    }
    expect(opener.opensOf('a')).toBe(9);
  });

  test('a session that does not close blocks nothing for ever', async () => {
    const { pool, opener, clock, errors, kindOf } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.server('a').closeMs = 1_000_000;
    void pool.disconnect('a');
    await clock.advance(15_000);
    expect(kindOf('a')).toBe('idle');
    expect(errors).toEqual(['a session did not close']);
    await clock.advance(1_000_000);
  });

  test('disposing the pool refuses further use', async () => {
    const { pool, opener } = kitOf(['a', 'b']);
    await pool.acquire('a', never);
    await pool.dispose();
    expect(opener.alive).toBe(0);
    expect(await pool.acquire('b', never)).toMatchObject({ ok: false });
    expect(opener.opensOf('b')).toBe(0);
  });
});

describe('changes of the definition', () => {
  test('a newer definition replaces a live connection at once', async () => {
    const { pool, opener, save, clock } = kitOf(['a']);
    const before = await pool.acquire('a', never);
    save('a', { updatedAt: 2 });
    const after = await pool.acquire('a', never);
    expect(after).toMatchObject({ ok: true });
    expect(after).not.toBe(before);
    expect(opener.opensOf('a')).toBe(2);
    expect(opener.sessions[0]?.isClosed).toBe(true);
    save('a', { updatedAt: 2 });
    await clock.advance(100);
    expect(opener.opensOf('a')).toBe(2);
  });

  test('one that is idle is left alone, a failed one is tried again', async () => {
    const { pool, opener, save, kindOf } = kitOf(['a', 'b']);
    save('a', { updatedAt: 2 });
    opener.server('b').failWith = { kind: 'invalid-url', url: 'x' };
    await pool.acquire('b', never);
    opener.server('b').failWith = undefined;
    save('b', { updatedAt: 2 });
    await settle();
    expect([kindOf('a'), kindOf('b')]).toEqual(['idle', 'ready']);
  });

  test('removal ends the session; the same name again waits for that', async () => {
    const { pool, opener, save, clock, kindOf } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.server('a').closeMs = 2_000;
    save('a', null);
    expect(pool.status('a')).toBeUndefined();
    save('a', { updatedAt: 5 });
    pool.connect('a');
    await clock.advance(1_000);
    expect(opener.opensOf('a')).toBe(1);
    await clock.advance(1_000);
    expect(kindOf('a')).toBe('ready');
  });

  test('disabling ends it, enabling brings it back', async () => {
    const { opener, pool, save, clock, kindOf } = kitOf(['a']);
    await pool.acquire('a', never);
    save('a', { enabled: false });
    await settle();
    expect(kindOf('a')).toBe('disabled');
    expect(opener.alive).toBe(0);
    expect(await pool.acquire('a', never)).toMatchObject({
      error: { state: { kind: 'disabled' } },
    });
    save('a', { enabled: true });
    await clock.advance(10);
    expect(kindOf('a')).toBe('ready');
  });
});
