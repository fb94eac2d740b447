import { afterEach, describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { createPoolKit, never, program, serverNamed } from './pool-kit.ts';
import type { PoolKit } from './pool-kit.ts';

const kits: PoolKit[] = [];
function kitOf(...input: Parameters<typeof createPoolKit>): PoolKit {
  const kit = createPoolKit(...input);
  kits.push(kit);
  return kit;
}

/** Whatever a test did: after disposing, no session, attempt, timer or listener is left. */
afterEach(async () => {
  for (const kit of kits.splice(0)) {
    const disposed = kit.pool.dispose();
    await kit.clock.advance(20_000);
    await disposed;
    kit.log.dispose();
    expect({
      alive: kit.opener.alive,
      maxAlive: Math.max(kit.opener.maxAlive, 1),
      timers: kit.clock.pending,
      listeners: kit.listenerCount(),
    }).toEqual({ alive: 0, maxAlive: 1, timers: 0, listeners: 0 });
  }
});

const names = (count: number, prefix = 's') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

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

describe('getMany', () => {
  test('one bad server of six fails alone (R2)', async () => {
    const { pool, opener } = kitOf(names(6));
    opener.server('s2').failWith = { kind: 'http-status', status: 404, url: 'https://s2.example' };
    const found = await pool.getMany([...names(6), 'nobody'], never);
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
    const all = pool.getMany(names(9), never);
    await clock.advance(20);
    expect(names(9).filter((name) => kindOf(name) === 'ready')).toHaveLength(8);
    await clock.advance(8_000);
    expect((await all).size).toBe(9);
  });

  test('thirty servers over the network that need a second each are ready after a second', async () => {
    const { pool, opener, clock } = kitOf(names(30));
    for (const name of names(30)) opener.server(name).handshakeMs = 1_000;
    const start = clock.now();
    const all = pool.getMany(names(30), never);
    await clock.advance(1_000);
    expect([...(await all).values()].every(({ ok }) => ok)).toBe(true);
    expect(clock.now() - start).toBe(1_000);
  });
});

describe('the window', () => {
  test('programs start eight at a time, the next the moment one is done', async () => {
    const { pool, opener, clock } = kitOf(
      names(20).map((name) => serverNamed(name, { transport: program })),
    );
    names(20).forEach((name, index) => (opener.server(name).handshakeMs = 100 + index));
    pool.startAll();
    await clock.advance(100);
    expect(opener.handshakes).toBe(8);
    expect(opener.opens).toHaveLength(9);
    await clock.advance(1_000);
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
    await settle();
    expect(opener.opensOf('mine')).toBe(0);
    pool.connect('mine');
    await clock.advance(50);
    expect(kindOf('mine')).toBe('ready');
  });

  test('a queued server that is stopped never starts', async () => {
    const { pool, opener, clock } = kitOf(
      names(9).map((name) => serverNamed(name, { transport: program })),
    );
    for (const name of names(9)) opener.server(name).handshakeMs = 100;
    pool.startAll();
    await settle();
    await pool.disconnect('s8');
    await clock.advance(1_000);
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
      expect(await pool.connectAndSettle('a', never)).toMatchObject({ kind: 'ready' });
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

describe('ready', () => {
  test('only after a real list: a server that refuses all lists is not ready', async () => {
    const { pool, opener } = kitOf(['a']);
    opener.server('a').listFailWith = { kind: 'rpc-error', rpcCode: -32_603, message: 'boom' };
    expect(await pool.connectAndSettle('a', never)).toMatchObject({
      kind: 'waiting',
      failure: { code: 'LIST_FAILED' },
    });
    opener.server('a').listFailWith = {
      kind: 'http-status',
      status: 401,
      url: 'https://a.example',
    };
    expect(await pool.connectAndSettle('a', never)).toMatchObject({ kind: 'needs-sign-in' });
    expect(opener.alive).toBe(0);
  });

  test('the catalog is there the moment it is ready', async () => {
    const { pool, catalogs } = kitOf(['a']);
    const seen: unknown[] = [];
    pool.onState((name, { kind }) => {
      if (kind === 'ready') seen.push(catalogs.summary(name)?.tools);
    });
    await pool.acquire('a', never);
    expect(seen).toEqual([1]);
  });

  test('a changed list is fetched again, alone and once', async () => {
    const { pool, opener, clock, catalogs } = kitOf(['a']);
    opener.server('a').offers = ['tools', 'prompts'];
    await pool.acquire('a', never);
    const session = opener.last('a');
    expect(session.lists).toBe(2);
    opener.server('a').tools = [{ name: 'one' }, { name: 'two' }];
    for (let time = 0; time < 50; time += 1) session.observer.listChanged('tools');
    await clock.advance(300);
    expect(session.lists).toBe(3);
    expect(catalogs.summary('a')?.tools).toBe(2);
  });

  test('it disconnects after the idle time, and a use wakes it', async () => {
    const { pool, opener, clock, kindOf, timeouts } = kitOf(['a']);
    timeouts.idleMs = 60_000;
    const acquired = await pool.acquire('a', never);
    await clock.advance(50_000);
    if (acquired?.ok) await acquired.value.callTool({ name: 'echo', args: {} }, never);
    await clock.advance(59_000);
    expect(kindOf('a')).toBe('ready');
    await clock.advance(1_000);
    expect(kindOf('a')).toBe('idle');
    expect(opener.alive).toBe(0);
    expect(await pool.acquire('a', never)).toMatchObject({ ok: true });
  });

  test('the era that was settled is not asked for again', async () => {
    const { pool, opener } = kitOf(['a']);
    await pool.acquire('a', never);
    await pool.reinitialize('a', never);
    expect(opener.opens.map(({ knownEra }) => knownEra)).toEqual([undefined, 'modern']);
  });

  test('its log tells what happened, without the secrets of the launch', async () => {
    const { pool, opener, log } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.last('a').observer.log({ source: 'stderr', level: 'info', text: 'key=hunter22' });
    const lines = log.tail('a', { limit: 10 }).map(({ text }) => text);
    expect(lines).toEqual([
      'connecting (attempt 1)',
      'ready in 0 ms (modern, 2026-07-28)',
      'key=•••',
    ]);
  });
});
