import { describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { kitOf, names, never, program, serverNamed } from './pool-kit.ts';
import { acquireEach, connectAndSettle } from '../../support/pool-steps.ts';

const manual = (name: string) => serverNamed(name, { start: 'manual' });
const notStarted = {
  ok: false,
  error: { state: { kind: 'idle' }, failure: { code: 'NOT_STARTED', action: 'retry' } },
};

describe('a server that starts by a click alone', () => {
  test('no use begins it, of one, of many, or of its lists', async () => {
    const { pool, opener, clock } = kitOf([manual('a')]);
    expect(await pool.acquire('a', never)).toMatchObject(notStarted);
    expect((await acquireEach(pool, ['a'], never)).get('a')).toMatchObject(notStarted);
    expect(await pool.refreshCatalog('a', never)).toMatchObject({
      error: { kind: 'unavailable', unavailable: notStarted.error },
    });
    await clock.advance(600_000);
    expect(opener.opens).toEqual([]);
  });

  test('it is used like any other once a person has connected it, until they end it', async () => {
    const { pool, opener } = kitOf([manual('a')]);
    pool.connect('a', 'user');
    expect(await pool.acquire('a', never)).toMatchObject({ ok: true });
    await pool.disconnect('a');
    expect(await pool.acquire('a', never)).toMatchObject(notStarted);
    expect(opener.opensOf('a')).toBe(1);
  });

  test('a use that waited while it was ended does not begin it anew', async () => {
    const { pool, opener, clock } = kitOf([manual('a')]);
    await connectAndSettle(pool, 'a', never);
    opener.server('a').closeMs = 1_000;
    const stopped = pool.disconnect('a');
    const late = pool.acquire('a', never);
    await clock.advance(1_010);
    await stopped;
    expect(await late).toMatchObject(notStarted);
    expect(opener.opensOf('a')).toBe(1);
  });

  test('it comes back by itself when it is lost, as what a person has begun', async () => {
    const { pool, opener, clock, kindOf } = kitOf([manual('a')]);
    await connectAndSettle(pool, 'a', never);
    opener.last('a').die();
    await clock.advance(5_000);
    expect(kindOf('a')).toBe('ready');
    expect(opener.opensOf('a')).toBe(2);
  });
});

describe('what starts with the app', () => {
  test('begins one after another: programs one at a time, addresses a few', async () => {
    const programs = names(3).map((name) => serverNamed(name, { transport: program }));
    const addresses = names(9).map((name) => serverNamed(`far-${name}`));
    const { pool, opener, clock } = kitOf([...programs, ...addresses]);
    const begun = (isFar: boolean) =>
      opener.opens.filter(({ serverName }) => serverName.startsWith('far') === isFar).length;
    pool.startAll();
    await settle();
    expect([begun(false), begun(true)]).toEqual([1, 8]);
    await clock.advance(2);
    expect([begun(false), begun(true)]).toEqual([1, 9]);
    await clock.advance(36);
    expect(begun(false)).toBe(2);
    await clock.advance(38);
    expect(begun(false)).toBe(3);
  });

  test('does not hold up what a use or a person begins', async () => {
    const all = [...names(9), 'used', 'clicked'];
    const { pool, clock, kindOf } = kitOf(
      all.map((name) => serverNamed(name, { transport: program, start: startOf(name) })),
    );
    pool.startAll();
    await settle();
    void pool.acquire('used', never);
    pool.connect('clicked', 'user');
    pool.connect('s7', 'user');
    await settle();
    expect(['used', 'clicked', 's7', 's6'].map(kindOf)).toEqual([
      'ready',
      'ready',
      'ready',
      'connecting',
    ]);
    await clock.advance(1_000);
    expect(kindOf('s6')).toBe('ready');
  });
});

const startOf = (name: string) => (name.startsWith('s') ? 'on-launch' : 'on-demand');
