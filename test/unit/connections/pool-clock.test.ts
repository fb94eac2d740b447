import { describe, expect, test } from 'vitest';

import { FakeClock } from '../../support/fake-clock.ts';
import { kitOf, never } from './pool-kit.ts';

const hour = 3_600_000;
const refused = {
  kind: 'network',
  errno: 'ECONNREFUSED',
  address: 'a.example:443',
  detail: 'refused',
} as const;

/** When, since the start, a server that never answers was tried within ten hours. */
async function attemptsWith(jumps: readonly number[]): Promise<readonly number[]> {
  const { pool, opener, clock } = kitOf(['a']);
  const startedAt = clock.monotonicNow();
  const at: number[] = [];
  opener.server('a').failWith = refused;
  using _seen = pool.onState((_name, { kind }) => {
    if (kind === 'connecting') at.push(clock.monotonicNow() - startedAt);
  });
  pool.startAll();
  for (let turn = 0; turn < 120; turn += 1) {
    await clock.advance(5 * 60_000);
    clock.setWallOn(jumps[turn % jumps.length] ?? 0);
  }
  return at;
}

describe('the time of day jumps back and forth', () => {
  test('attempts and pauses go on as if nothing had happened', async () => {
    const undisturbed = await attemptsWith([0]);
    expect(undisturbed.length).toBeGreaterThan(20);
    expect(await attemptsWith([-hour, 26 * hour, -25 * hour, -7])).toEqual(undisturbed);
  });

  test.each([-hour, 0, hour])(
    'somebody who needs a server joins a retry that comes soon, and no other (%i ms)',
    async (jumpMs) => {
      const { pool, opener, clock } = kitOf(['a']);
      await pool.acquire('a', never);
      await clock.advance(40_000);
      opener.last('a').die();
      clock.setWallOn(jumpMs);
      const joining = pool.acquire('a', never);
      await clock.advance(500);
      expect(await joining).toMatchObject({ ok: true });
    },
  );

  test('sessions lost long ago do not count as lost lately', async () => {
    const { pool, opener, clock, kindOf } = kitOf(['a']);
    await pool.acquire('a', never);
    for (let loss = 0; loss < 12; loss += 1) {
      await clock.advance(6 * 60_000);
      expect(kindOf('a')).toBe('ready');
      opener.last('a').die();
      clock.setWallOn(-6 * 60_000);
      await clock.advance(2_000);
    }
    expect(kindOf('a')).toBe('ready');
  });
});

test('the clock of tests starts far from the time of day', () => {
  const clock = new FakeClock();
  clock.setWallOn(-5);
  expect([clock.now(), clock.monotonicNow()]).toEqual([999_995, 7_000]);
});
