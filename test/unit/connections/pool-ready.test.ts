import { byHand } from '../../support/by-hand.ts';
import { describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { kitOf, never } from './pool-kit.ts';
import { connectAndSettle } from '../../support/pool-steps.ts';

describe('ready', () => {
  test('only after a real list: a server that refuses all lists is not ready', async () => {
    const { pool, opener } = kitOf(['a']);
    opener.server('a').listFailWith = { kind: 'rpc-error', rpcCode: -32_603, message: 'boom' };
    expect(await connectAndSettle(pool, 'a', never)).toMatchObject({
      kind: 'waiting',
      failure: { code: 'LIST_FAILED' },
    });
    opener.server('a').listFailWith = {
      kind: 'http-status',
      status: 401,
      url: 'https://a.example',
    };
    expect(await connectAndSettle(pool, 'a', never)).toMatchObject({ kind: 'needs-sign-in' });
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
    if (acquired?.ok) await byHand('a', acquired.value).callTool({ name: 'echo', args: {} }, never);
    await clock.advance(59_000);
    expect(kindOf('a')).toBe('ready');
    await clock.advance(1_000);
    expect(kindOf('a')).toBe('idle');
    expect(opener.alive).toBe(0);
    expect(await pool.acquire('a', never)).toMatchObject({ ok: true });
  });

  test('no tool is called without a permit, whichever way a request is made', async () => {
    const { pool } = kitOf(['a']);
    const acquired = await pool.acquire('a', never);
    if (!acquired?.ok) throw new Error('not connected');
    const call = { name: 'echo', args: {} };
    await expect(acquired.value.callTool(call as never, never)).rejects.toThrow(/gate/);
    const params = { name: 'echo', arguments: {} };
    const made = acquired.value.request('tools/call', params, { signal: never });
    await expect(made).rejects.toThrow(/gate/);
  });

  test('a long call is no idle time', async () => {
    const { pool, opener, clock, kindOf, timeouts } = kitOf(['a']);
    timeouts.idleMs = 60_000;
    opener.server('a').callMs = 200_000;
    const acquired = await pool.acquire('a', never);
    if (!acquired?.ok) throw new Error('not connected');
    const called = byHand('a', acquired.value).callTool({ name: 'echo', args: {} }, never);
    await clock.advance(200_000);
    expect(await called).toMatchObject({ ok: true });
    expect(kindOf('a')).toBe('ready');
  });

  test('the era is asked anew by a person who reinitializes, and by a changed definition', async () => {
    const { pool, opener, save } = kitOf(['a']);
    await pool.acquire('a', never);
    await pool.disconnect('a');
    await pool.acquire('a', never);
    await pool.reinitialize('a', never);
    save('a', { updatedAt: 2 });
    await pool.acquire('a', never);
    expect(opener.opens.map(({ freshEra }) => freshEra)).toEqual([false, false, true, true]);
  });

  test('the era is asked anew until a session is there', async () => {
    const { pool, opener } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.server('a').failWith = { kind: 'http-status', status: 400, url: 'https://a.example' };
    await pool.reinitialize('a', never);
    opener.server('a').failWith = undefined;
    await connectAndSettle(pool, 'a', never);
    await pool.disconnect('a');
    await pool.acquire('a', never);
    expect(opener.opens.map(({ freshEra }) => freshEra)).toEqual([false, true, true, false]);
  });

  test('a list that changes while it is read for the first time is read again', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    opener.server('a').onList = ({ lists, observer }) => {
      if (lists === 1) observer.listChanged('tools');
    };
    await pool.acquire('a', never);
    await clock.advance(300);
    expect(opener.last('a').lists).toBe(2);
  });

  test.each(Array.from({ length: 40 }, (_, turns) => turns))(
    'a session that ends %i turns after its list never stays green',
    async (turns) => {
      const { pool, opener, kindOf } = kitOf(['a']);
      opener.server('a').onList = (session) => {
        let wait = Promise.resolve();
        for (let turn = 0; turn < turns; turn += 1) wait = wait.then(() => undefined);
        void wait.then(() => session.die());
      };
      pool.connect('a');
      await settle();
      expect(kindOf('a')).toBe('waiting');
      expect(pool.status('a')).toMatchObject({ failure: { code: 'PROCESS_KILLED' } });
      expect(opener.alive).toBe(0);
    },
  );

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
