import { describe, expect, test } from 'vitest';

import type { LiveSession } from '../../../src/main/connections/connection-ports.ts';
import { createResourceWatches } from '../../../src/main/gateway/resource-watches.ts';
import type { ResourceWatch } from '../../../src/main/sessions/session.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

const place = { profile: 'personal', server: 'one' };
const never = new AbortController().signal;

/** A server that can be watched, refuses, or is away. */
function furnished() {
  const clock = new FakeClock();
  const upstream: ResourceWatch[] = [];
  const state = { asked: 0, released: 0, how: 'watches' as 'watches' | 'refuses' | 'away' };
  const session = {
    watchResource(_uri: string, watch: ResourceWatch) {
      state.asked += 1;
      if (state.how === 'refuses') {
        return Promise.resolve(
          err({ kind: 'rpc-error', rpcCode: -32_601, message: 'no' } as const),
        );
      }
      upstream.push(watch);
      return Promise.resolve(ok({ [Symbol.dispose]: () => void (state.released += 1) }));
    },
  } as unknown as LiveSession;
  const watches = createResourceWatches({
    clock,
    acquire: () =>
      Promise.resolve(
        state.how === 'away'
          ? err({ state: { kind: 'idle' }, failure: null } as const)
          : ok(session),
      ),
  });
  const add = async (heard: string[], name: string, uri = 'note://one') => {
    const added = await watches.add(place, uri, () => void heard.push(name), never);
    if (!added.ok) throw new Error(added.error.kind);
    return added.value;
  };
  return { clock, upstream, state, watches, add };
}

describe('a watched resource', () => {
  test('is asked for once, told to all who watch it, and released with the last', async () => {
    const { upstream, state, add } = furnished();
    const heard: string[] = [];
    const [a, b] = await Promise.all([add(heard, 'a'), add(heard, 'b')]);
    await add([], 'c', 'note://two');
    expect(state.asked).toBe(2);
    upstream[0]?.updated({ uri: 'note://one' });
    expect(heard).toEqual(['a', 'b']);
    a[Symbol.dispose]();
    a[Symbol.dispose]();
    expect(state.released).toBe(0);
    upstream[0]?.updated({ uri: 'note://one' });
    expect(heard).toEqual(['a', 'b', 'b']);
    b[Symbol.dispose]();
    expect(state.released).toBe(1);
    const again = await add(heard, 'again');
    expect(state.asked).toBe(3);
    again[Symbol.dispose]();
  });

  test('is asked for again after its session has ended, and may have changed meanwhile', async () => {
    const { clock, upstream, state, add } = furnished();
    const heard: string[] = [];
    await add(heard, 'a');
    state.how = 'away';
    upstream[0]?.lost();
    await clock.advance(1_000);
    expect([state.asked, heard]).toEqual([1, []]);
    state.how = 'watches';
    await clock.advance(1_999);
    expect(state.asked).toBe(1);
    await clock.advance(1);
    expect([state.asked, heard]).toEqual([2, ['a']]);
    upstream[1]?.updated({ uri: 'note://one' });
    expect(heard).toEqual(['a', 'a']);
  });

  test('is not asked for again when nobody watches it any more', async () => {
    const { clock, upstream, state, add } = furnished();
    const a = await add([], 'a');
    upstream[0]?.lost();
    a[Symbol.dispose]();
    await clock.advance(10_000);
    expect(state.asked).toBe(1);
    expect(clock.pending).toBe(0);
  });

  test.each(['refuses', 'away'] as const)('of a server that %s is not kept', async (how) => {
    const { state, watches, add } = furnished();
    state.how = how;
    const refused = await watches.add(place, 'note://one', () => undefined, never);
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: how === 'away' ? 'away' : 'failed' },
    });
    state.how = 'watches';
    const heard: string[] = [];
    await add(heard, 'a');
    expect(state.asked).toBe(how === 'away' ? 1 : 2);
  });

  test('that an app gave up while the server was asked is released', async () => {
    const { state, watches } = furnished();
    const leaving = new AbortController();
    const adding = watches.add(place, 'note://one', () => undefined, leaving.signal);
    leaving.abort();
    expect(await adding).toMatchObject({ ok: false });
    await settle();
    expect([state.asked, state.released]).toEqual([1, 1]);
  });

  test('is released when the gateway ends', async () => {
    const { state, watches, add } = furnished();
    await add([], 'a');
    watches[Symbol.dispose]();
    expect(state.released).toBe(1);
  });
});
