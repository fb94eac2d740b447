import { describe, expect, test } from 'vitest';

import { settle } from '../../support/fake-clock.ts';
import { kitOf, never } from './pool-kit.ts';

const minute = 60_000;
const timedOut = { kind: 'timed-out', phase: 'request', afterMs: 10_000 } as const;

describe('a ready server that hangs', () => {
  test('is noticed while nobody uses it, closed, and connected anew', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    await pool.acquire('a', never);
    opener.server('a').probeFailsWith = timedOut;
    const first = opener.last('a');
    await clock.advance(7 * minute);
    expect([first.isClosed, first.probes]).toEqual([true, 2]);
    opener.server('a').probeFailsWith = undefined;
    await clock.advance(minute);
    expect(kindOf('a')).toBe('ready');
    expect(opener.opensOf('a')).toBeGreaterThan(1);
  });

  test('a healthy one is asked now and then, which is no use of it', async () => {
    const { pool, opener, clock, timeouts, kindOf } = kitOf(['a']);
    timeouts.idleMs = 30 * minute;
    await pool.acquire('a', never);
    await clock.advance(29 * minute);
    expect(opener.last('a').probes).toBeGreaterThan(2);
    await clock.advance(2 * minute);
    expect([kindOf('a'), opener.last('a').isClosed]).toEqual(['idle', true]);
    expect((await pool.acquire('a', never))?.ok).toBe(true);
    expect(opener.opensOf('a')).toBe(2);
  });

  test('nothing is asked of a server that was disconnected', async () => {
    const { pool, opener, clock } = kitOf(['a']);
    await pool.acquire('a', never);
    const disconnected = pool.disconnect('a');
    await settle();
    await disconnected;
    await clock.advance(60 * minute);
    expect(opener.last('a').probes).toBe(0);
    expect(clock.pending).toBe(0);
  });
});

describe('an attempt that hangs beyond all its limits', () => {
  test('is ended, told, and tried again', async () => {
    const { pool, opener, clock } = kitOf(['a'], {
      resolveLaunch: (_name, signal) =>
        new Promise((resolve) => {
          // Never answers by itself.
          signal.addEventListener('abort', () => resolve({ ok: true, value: unused }));
        }),
    });
    pool.connect('a');
    await clock.advance(3 * minute - 1);
    expect(pool.status('a')?.kind).toBe('connecting');
    await clock.advance(1);
    expect(pool.status('a')).toMatchObject({ kind: 'waiting', failure: { code: 'TIMED_OUT' } });
    expect(opener.opensOf('a')).toBe(0);
  });
});

const unused = {
  launch: { type: 'built-in', id: 'sample' },
  redact: [],
  era: 'auto',
  timeouts: { connectMs: 1, callMs: 1 },
} as const;
