import { describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { kitOf, names, never, program, serverNamed } from './pool-kit.ts';
import { acquireEach } from '../../support/pool-steps.ts';

describe('acquire', () => {
  test('five at the same time open one session (R1)', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    opener.server('a').handshakeMs = 1_000;
    const all = Promise.all(names(5).map(() => pool.acquire('a', never)));
    await clock.advance(1_000);
    const sessions = (await all).map((acquired) => (acquired?.ok ? acquired.value : undefined));
    expect(new Set(sessions).size).toBe(1);
    expect(sessions[0]).toBeDefined();
    expect(opener.opensOf('a')).toBe(1);
    expect(pool.status('a')).toMatchObject({ kind: 'ready', connectedInMs: 1_000 });
  });

  test('a connected server is reused, an unknown one is undefined', async () => {
    const { pool, opener } = kitOf(['a']);
    await pool.acquire('a', never);
    await pool.acquire('a', never);
    expect(opener.opensOf('a')).toBe(1);
    expect(await pool.acquire('nobody', never)).toBeUndefined();
  });

  test('a failing server answers with its failure, and at once while it waits (R6)', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    opener.server('a').failWith = { kind: 'http-status', status: 429, url: 'https://a.example' };
    const first = await pool.acquire('a', never);
    expect(first).toMatchObject({ ok: false, error: { failure: { code: 'HTTP_RATE_LIMITED' } } });
    const before = clock.now();
    const second = await pool.acquire('a', never);
    expect(second).toMatchObject({ ok: false, error: { state: { kind: 'waiting' } } });
    expect(clock.now()).toBe(before);
    expect(opener.opensOf('a')).toBe(1);
  });

  test('a use just after a loss joins the retry that is about to come', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    await pool.acquire('a', never);
    await clock.advance(40_000);
    opener.last('a').die();
    const acquired = pool.acquire('a', never);
    await clock.advance(1_000);
    expect(await acquired).toMatchObject({ ok: true });
    expect(opener.opensOf('a')).toBe(2);
  });

  test('a use that joined a retry answers when that fails, and does not join the next', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    await pool.acquire('a', never);
    await clock.advance(40_000);
    opener.server('a').failWith = { kind: 'stream-closed', detail: 'no' };
    opener.last('a').die();
    const acquired = pool.acquire('a', never);
    await clock.advance(300);
    expect(opener.opensOf('a')).toBe(2);
    expect(await acquired).toMatchObject({ error: { failure: { code: 'STREAM_CLOSED' } } });
  });

  test('a fault while reading the launch is a failure like others', async () => {
    const { pool } = kitOf(['a'], { resolveLaunch: () => Promise.reject(new Error('a bug')) });
    expect(await pool.acquire('a', never)).toMatchObject({
      error: { state: { kind: 'waiting' }, failure: { code: 'INTERNAL', detail: 'a bug' } },
    });
  });

  test('giving up waiting does not end the attempt of the others', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    opener.server('a').handshakeMs = 1_000;
    const impatient = new AbortController();
    const left = pool.acquire('a', impatient.signal);
    const stays = pool.acquire('a', never);
    await settle();
    impatient.abort();
    expect(await left).toMatchObject({ ok: false, error: { failure: { code: 'CANCELLED' } } });
    await clock.advance(1_000);
    expect(await stays).toMatchObject({ ok: true });
  });

  test('what is missing is said, and nothing is opened', async () => {
    const { pool, opener, problems } = kitOf(['a']);
    problems.set('a', { kind: 'missing', missing: [{ kind: 'consent' }] });
    const acquired = await pool.acquire('a', never);
    expect(acquired).toMatchObject({ error: { state: { kind: 'needs-setup' }, failure: null } });
    expect(opener.opens).toEqual([]);
  });
});

describe('several servers at once', () => {
  test('one bad server of six fails alone (R2)', async () => {
    const { pool, opener } = kitOf(names(6));
    opener.server('s2').failWith = { kind: 'http-status', status: 404, url: 'https://s2.example' };
    const found = await acquireEach(pool, [...names(6), 'nobody'], never);
    const good = [...found].filter(([, acquired]) => acquired.ok).map(([name]) => name);
    expect(good).toHaveLength(5);
    expect(found.get('s2')).toMatchObject({ error: { state: { kind: 'failed' } } });
    expect(found.has('nobody')).toBe(false);
  });

  test('a slow server does not delay the others (R3)', async () => {
    const { pool, opener, clock, kindOf } = kitOf(
      names(9).map((name) => serverNamed(name, { transport: program })),
    );
    for (const name of names(9)) opener.server(name).handshakeMs = 10;
    opener.server('s0').handshakeMs = 8_000;
    const all = acquireEach(pool, names(9), never);
    await clock.advance(20);
    expect(names(9).filter((name) => kindOf(name) === 'ready')).toHaveLength(8);
    await clock.advance(8_000);
    expect((await all).size).toBe(9);
  });

  test('thirty servers over the network that need a second each are ready after a second', async () => {
    const { pool, opener, clock } = kitOf(names(30));
    for (const name of names(30)) opener.server(name).handshakeMs = 1_000;
    const start = clock.now();
    const all = acquireEach(pool, names(30), never);
    await clock.advance(1_000);
    expect([...(await all).values()].every(({ ok }) => ok)).toBe(true);
    expect(clock.now() - start).toBe(1_000);
  });
});

describe('a person who stops a server', () => {
  test('is not overruled by a use that waited for its start', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    opener.server('a').handshakeMs = 1_000;
    const use = pool.acquire('a', never);
    await clock.advance(500);
    await pool.disconnect('a');
    expect(await use).toMatchObject({ ok: false, error: { state: { kind: 'idle' } } });
    await clock.advance(10_000);
    expect(kindOf('a')).toBe('idle');
    expect(opener.opensOf('a')).toBe(1);
  });
});

describe('the window', () => {
  test('programs start eight at a time, the next the moment one is done', async () => {
    const { pool, opener, clock } = kitOf(
      names(20).map((name) => serverNamed(name, { transport: program })),
    );
    names(20).forEach((name, index) => (opener.server(name).handshakeMs = 1_000 + index));
    pool.startAll();
    await clock.advance(999);
    expect(opener.handshakes).toBe(8);
    expect(opener.opens).toHaveLength(8);
    await clock.advance(1);
    expect(opener.opens).toHaveLength(9);
    await clock.advance(3_000);
    expect(opener.maxHandshakes).toBe(8);
    expect(opener.opens).toHaveLength(20);
  });

  test('a click is never stuck behind forty launches that hang', async () => {
    const { pool, opener, clock, kindOf } = kitOf(
      [...names(40), 'mine'].map((name) => serverNamed(name, { transport: program })),
    );
    for (const name of names(40)) opener.server(name).handshakeMs = 'never';
    opener.server('mine').handshakeMs = 50;
    pool.startAll();
    await clock.advance(2_000);
    expect(opener.opens).toHaveLength(8);
    expect(opener.opensOf('mine')).toBe(0);
    pool.connect('mine');
    await clock.advance(50);
    expect(kindOf('mine')).toBe('ready');
  });

  test('a queued server that is stopped never starts', async () => {
    const { pool, opener, clock } = kitOf(
      names(9).map((name) => serverNamed(name, { transport: program })),
    );
    for (const name of names(9)) opener.server(name).handshakeMs = 1_000;
    pool.startAll();
    await clock.advance(600);
    await pool.disconnect('s8');
    await clock.advance(2_000);
    expect(opener.opens).toHaveLength(8);
    expect(opener.opensOf('s8')).toBe(0);
  });
});

describe('status', () => {
  test('reading it opens nothing, even of a server that died (R7)', async () => {
    const { pool, opener, clock } = kitOf(['a', 'b', serverNamed('c', { enabled: false })]);
    await pool.acquire('a', never);
    await clock.advance(40_000);
    opener.server('a').failWith = { kind: 'stream-closed', detail: 'gone' };
    opener.last('a').die();
    for (const name of ['a', 'b', 'c']) pool.status(name);
    expect(Object.entries(pool.statusAll()).map(([name, { kind }]) => `${name} ${kind}`)).toEqual([
      'a waiting',
      'b idle',
      'c disabled',
    ]);
    await settle();
    expect(opener.opens).toHaveLength(1);
    expect(pool.status('nobody')).toBeUndefined();
  });
});

describe('a tool of a server that is away', () => {
  const refused = {
    kind: 'network',
    errno: 'ECONNREFUSED',
    address: 'a.example:443',
    detail: 'refused',
  } as const;

  test('answers at once while the next try is far, and its tools stay listed', async () => {
    const { pool, opener, clock, catalogs } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.server('a').failWith = refused;
    opener.last('a').die();
    await clock.advance(240_000);
    const before = opener.opensOf('a');
    const answer = await pool.acquire('a', never);
    expect(answer).toMatchObject({
      ok: false,
      error: { state: { kind: 'cooling' }, failure: { code: 'CONNECTION_REFUSED' } },
    });
    expect(opener.opensOf('a')).toBe(before);
    expect((await catalogs.get('a'))?.tools.map(({ item }) => item.name)).toEqual(['echo']);
  });

  test('waits for a retry that hangs no longer than two seconds', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    opener.server('a').failWith = refused;
    await pool.acquire('a', never);
    opener.server('a').handshakeMs = 'never';
    await clock.advance(1_000);
    expect(pool.status('a')).toMatchObject({ kind: 'connecting', attempt: 2 });
    let answered: unknown;
    void pool.acquire('a', never).then((answer) => (answered = answer));
    await clock.advance(1_900);
    expect(answered).toBeUndefined();
    await clock.advance(200);
    expect(answered).toMatchObject({ ok: false, error: { state: { kind: 'connecting' } } });
  });
});
