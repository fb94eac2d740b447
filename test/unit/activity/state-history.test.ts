import { beforeEach, describe, expect, it } from 'vitest';

import { createStateHistory, type StateHistory } from '../../../src/main/activity/state-history.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { FailureCode } from '../../../src/shared/domain/failure.ts';

const hourMs = 3_600_000;
const failure = (code: FailureCode) =>
  ({ code, params: {}, detail: '', action: 'retry', at: 0 }) as const;
const connecting: ConnectionState = {
  kind: 'connecting',
  attempt: 1,
  startedAt: 0,
  phase: 'starting',
};
const ready: ConnectionState = {
  kind: 'ready',
  since: 0,
  era: 'modern',
  protocolVersion: '',
  serverInfo: { name: '', version: '' },
  connectedInMs: 0,
};
const waiting = (code: FailureCode): ConnectionState => ({
  kind: 'waiting',
  attempt: 1,
  of: 8,
  nextAttemptAt: 0,
  failure: failure(code),
});

describe('the history of states', () => {
  let now: number;
  let history: StateHistory;
  const kinds = (name = 'a') => history.of(name).map(({ kind }) => kind);
  const pass = (state: ConnectionState, afterMs = 1_000, name = 'a') => {
    now += afterMs;
    history.record(name, state);
  };

  beforeEach(() => {
    now = 1_000_000_000_000;
    history = createStateHistory({ clock: { now: () => now } });
  });

  it('lists changes with their moment and reason', () => {
    pass(connecting);
    pass(ready);
    pass(waiting('CONNECTION_REFUSED'));
    expect(history.of('a')).toEqual([
      { kind: 'connecting', at: now - 2_000, failure: null },
      { kind: 'ready', at: now - 1_000, failure: null },
      { kind: 'waiting', at: now, failure: 'CONNECTION_REFUSED' },
    ]);
    expect(history.of('b')).toEqual([]);
  });

  it('counts one outage once, however many attempts it takes, and a new reason anew', () => {
    pass(ready);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      pass(waiting('CONNECTION_REFUSED'));
      pass(connecting);
    }
    pass(waiting('TIMED_OUT'));
    pass(connecting);
    pass(ready);
    expect(kinds()).toEqual(['ready', 'waiting', 'waiting', 'ready']);
  });

  it('keeps a day, and the state in which the day began', () => {
    pass(ready);
    pass(waiting('TIMED_OUT'), hourMs);
    pass(ready, hourMs);
    now += 23.5 * hourMs;
    expect(kinds()).toEqual(['waiting', 'ready']);
    now += hourMs;
    expect(kinds()).toEqual(['ready']);
    now += 1_000 * hourMs;
    expect(kinds()).toEqual(['ready']);
  });

  it('keeps the latest of too many', () => {
    for (let round = 0; round < 400; round += 1) {
      pass(ready);
      pass(waiting('TIMED_OUT'));
    }
    expect(history.of('a')).toHaveLength(500);
    expect(history.of('a').at(-1)?.at).toBe(now);
  });

  it('forgets a server that is removed', () => {
    pass(ready);
    pass(ready, 0, 'b');
    history.drop('a');
    expect(kinds()).toEqual([]);
    expect(kinds('b')).toEqual(['ready']);
  });
});
