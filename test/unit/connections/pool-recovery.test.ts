import { describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { kitOf, never, program, serverNamed } from './pool-kit.ts';

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

  test('after eight attempts it is left to a person, who starts it anew', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    opener.server('a').failWith = {
      kind: 'network',
      errno: 'ECONNREFUSED',
      address: 'a.example:443',
      detail: 'refused',
    };
    pool.startAll();
    await clock.advance(600_000);
    expect(pool.status('a')).toMatchObject({ kind: 'failed', attempts: 8 });
    expect(opener.opensOf('a')).toBe(8);
    expect(await pool.acquire('a', never)).toMatchObject({ error: { state: { kind: 'failed' } } });
    opener.server('a').failWith = undefined;
    pool.connect('a');
    await settle();
    expect(kindOf('a')).toBe('ready');
  });

  test('a server that dies just after each start does not run for ever', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    const crash = pool.onState((_name, { kind }) => {
      if (kind === 'ready') clock.schedule(1_000, () => opener.last('a').die());
    });
    pool.startAll();
    await clock.advance(600_000);
    crash[Symbol.dispose]();
    expect(pool.status('a')).toMatchObject({ kind: 'failed', attempts: 8 });
    expect(opener.opensOf('a')).toBe(8);
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
    await clock.advance(300_000);
    expect([kindOf('remote'), kindOf('local')]).toEqual(['offline', 'failed']);
    expect(opener.opensOf('remote')).toBe(1);
    opener.server('remote').failWith = undefined;
    pool.notify({ kind: 'network-back' });
    await settle();
    expect(kindOf('remote')).toBe('ready');
  });
});
