import { describe, expect, test } from 'vitest';

import { acquireAfterSignIn } from '../../../src/main/catalog/after-sign-in.ts';
import type { ConnectionPool, StateListener } from '../../../src/main/connections/pool-ports.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';

function kit() {
  const clock = new FakeClock();
  let state: ConnectionState = { kind: 'signing-in', flowId: 'f', expiresAt: 600_000 };
  const listeners = new Set<StateListener>();
  const asked: string[] = [];
  const pool = {
    status: () => state,
    onState(listener: StateListener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    acquire(name: string) {
      asked.push(name);
      return Promise.resolve(undefined);
    },
  } satisfies Pick<ConnectionPool, 'status' | 'onState' | 'acquire'>;
  const become = async (next: ConnectionState) => {
    state = next;
    for (const listener of [...listeners]) listener('a', next);
    await settle();
  };
  return { clock, asked, listeners, become, acquire: acquireAfterSignIn(pool, clock) };
}

describe('a call while somebody is signing in', () => {
  test('waits for how that ends', async () => {
    const { asked, listeners, become, acquire } = kit();
    void acquire('a', new AbortController().signal);
    await settle();
    expect(asked).toEqual([]);
    await become({ kind: 'signing-in', flowId: 'g', expiresAt: 1 });
    expect(asked).toEqual([]);
    await become({ kind: 'idle' });
    expect(asked).toEqual(['a']);
    expect(listeners.size).toBe(0);
  });

  test('waits for a minute at most', async () => {
    const { clock, asked, listeners, acquire } = kit();
    void acquire('a', new AbortController().signal);
    await clock.advance(59_999);
    expect(asked).toEqual([]);
    await clock.advance(1);
    expect(asked).toEqual(['a']);
    expect(listeners.size).toBe(0);
  });

  test('stops waiting with its caller', async () => {
    const { asked, listeners, acquire } = kit();
    const stop = new AbortController();
    void acquire('a', stop.signal);
    stop.abort();
    await settle();
    expect(asked).toEqual(['a']);
    expect(listeners.size).toBe(0);
  });
});
