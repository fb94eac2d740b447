import { beforeEach, describe, expect, test } from 'vitest';

import type { StateHistoryFile } from '../../../src/main/activity/state-history-file.ts';
import { createStateHistory } from '../../../src/main/activity/state-history.ts';
import type { StateHistory } from '../../../src/main/activity/state-history.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { FailureCode } from '../../../src/shared/domain/failure.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import type { MemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

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

const me = 'personal';

describe('the history of states', () => {
  let now: number;
  let history: StateHistory;
  const kinds = (name = 'a') => history.of(me, name).map(({ kind }) => kind);
  const pass = (state: ConnectionState, afterMs = 1_000, name = 'a') => {
    now += afterMs;
    history.record(me, name, state);
  };

  beforeEach(() => {
    now = 1_000_000_000_000;
    history = createStateHistory({
      store: createMemoryDocument<StateHistoryFile>(),
      clock: {
        now: () => now,
        monotonicNow: () => now,
        schedule: () => ({ [Symbol.dispose]: () => undefined }),
      },
      logger: createSilentLogger(),
    });
  });

  test('lists changes with their moment and reason', () => {
    pass(connecting);
    pass(ready);
    pass(waiting('CONNECTION_REFUSED'));
    expect(history.of(me, 'a')).toEqual([
      { kind: 'connecting', at: now - 2_000, failure: null },
      { kind: 'ready', at: now - 1_000, failure: null },
      { kind: 'waiting', at: now, failure: 'CONNECTION_REFUSED' },
    ]);
    expect(history.of(me, 'b')).toEqual([]);
  });

  test('counts one outage once, however many attempts it takes, and a new reason anew', () => {
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

  test('keeps a day, and the state in which the day began', () => {
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

  test('keeps the latest of too many', () => {
    for (let round = 0; round < 400; round += 1) {
      pass(ready);
      pass(waiting('TIMED_OUT'));
    }
    expect(history.of(me, 'a')).toHaveLength(500);
    expect(history.of(me, 'a').at(-1)?.at).toBe(now);
  });

  test('forgets a server that is removed', () => {
    pass(ready);
    pass(ready, 0, 'b');
    history.drop('a');
    expect(kinds()).toEqual([]);
    expect(kinds('b')).toEqual(['ready']);
  });
});

describe('the history over a restart', () => {
  let clock: FakeClock;
  let store: MemoryDocument<StateHistoryFile>;
  const start = async (now: ConnectionState = { kind: 'idle' }): Promise<StateHistory> => {
    const history = createStateHistory({ store, clock, logger: createSilentLogger() });
    await history.load();
    history.resume(me, () => now);
    return history;
  };
  const kinds = (history: StateHistory) => history.of(me, 'a').map(({ kind }) => kind);

  beforeEach(() => {
    clock = new FakeClock(1_000_000_000_000);
    store = createMemoryDocument();
  });

  test('goes on where it ended, and says that Patchbay was not running meanwhile', async () => {
    const first = await start();
    first.record(me, 'a', ready);
    await clock.advance(hourMs);
    const endedAt = clock.now();
    const closed = first.close();
    // What ends with Patchbay says nothing about the server.
    first.record(me, 'a', { kind: 'idle' });
    await closed;
    await clock.advance(hourMs);
    const second = await start();
    second.record(me, 'a', connecting);
    expect(second.of(me, 'a')).toEqual([
      { kind: 'ready', at: endedAt - hourMs, failure: null },
      { kind: 'not-running', at: endedAt, failure: null },
      { kind: 'idle', at: clock.now(), failure: null },
      { kind: 'connecting', at: clock.now(), failure: null },
    ]);
  });

  test('claims nothing about the time after the last save of a run that crashed', async () => {
    const first = await start();
    first.record(me, 'a', ready);
    await clock.advance(3 * hourMs);
    const second = await start();
    expect(kinds(second)).toEqual(['ready', 'unknown', 'idle']);
    expect(second.of(me, 'a')[1]?.at).toBe(clock.now() - 3 * hourMs + 60_000);
  });

  test('leaves the disk alone: one save for many changes, none when nothing changed', async () => {
    const history = await start();
    for (let round = 0; round < 50; round += 1) {
      history.record(me, 'a', round % 2 === 0 ? ready : connecting);
      await clock.advance(1_000);
    }
    expect(store.saves).toBe(0);
    await clock.advance(hourMs);
    expect(store.saves).toBe(1);
    history.record(me, 'a', connecting);
    await clock.advance(hourMs);
    expect(store.saves).toBe(1);
    expect(clock.pending).toBe(0);
  });

  test('writes nothing for a Patchbay without servers', async () => {
    await (await start()).close();
    expect(store.saves).toBe(0);
  });

  test('does not bring back a server that was removed', async () => {
    const first = await start();
    first.record(me, 'a', ready);
    first.drop('a');
    await first.close();
    expect(kinds(await start())).toEqual([]);
  });

  test('stays small with many servers', async () => {
    const first = await start();
    for (let server = 0; server < 1_000; server += 1) {
      for (let round = 0; round < 20; round += 1) {
        first.record(me, `s${String(server)}`, round % 2 === 0 ? ready : waiting('TIMED_OUT'));
      }
    }
    await first.close();
    expect(store.text?.length).toBeLessThan(1_000_000);
  });

  test.each([
    ['lost', { status: 'lost', damagedFile: 'x' }],
    ['too new', { status: 'too-new', schemaVersion: 9 }],
    ['unreadable', { status: 'unreadable', code: 'IO_ERROR', detail: '' }],
  ] as const)('is empty when the file is %s', async (_, result) => {
    store.loadResult = result;
    const history = await start();
    expect(history.of(me, 'a')).toEqual([]);
    history.record(me, 'a', ready);
    expect(kinds(history)).toEqual(['ready']);
  });

  test('takes a restored file for what it is: older than the end', async () => {
    const value: StateHistoryFile = {
      savedAt: clock.now() - hourMs,
      isEnd: true,
      servers: { a: [{ kind: 'ready', at: clock.now() - 2 * hourMs, failure: null }] },
    };
    store.loadResult = { status: 'restored', value, damagedFile: 'x' };
    expect(kinds(await start())).toEqual(['ready', 'unknown', 'idle']);
  });

  test('drops what lies ahead after the clock was set back', async () => {
    const first = await start();
    first.record(me, 'a', ready);
    await clock.advance(hourMs);
    first.record(me, 'a', waiting('TIMED_OUT'));
    await first.close();
    await settle();
    clock = new FakeClock(clock.now() - hourMs / 2);
    const second = await start();
    expect(kinds(second)).toEqual(['ready', 'not-running', 'idle']);
  });

  test('does not begin with a gap', async () => {
    const first = await start();
    first.record(me, 'a', ready);
    await first.close();
    await clock.advance(30 * hourMs);
    expect(kinds(await start())).toEqual(['idle']);
  });
});

describe('the history of several owners', () => {
  test('is each one’s own, with a gap while nothing is known, over a restart too', async () => {
    const clock = new FakeClock(1_000_000_000_000);
    const store = createMemoryDocument<StateHistoryFile>();
    const begin = () => createStateHistory({ store, clock, logger: createSilentLogger() });
    const history = begin();
    const kinds = (of: StateHistory, owner: string) => of.of(owner, 'a').map(({ kind }) => kind);
    history.record(me, 'a', ready);
    await clock.advance(1_000);
    history.changeOwner(me);
    expect(kinds(history, 'work')).toEqual([]);
    history.record('work', 'a', waiting('CONNECTION_REFUSED'));
    await clock.advance(1_000);
    history.changeOwner('work');
    history.record(me, 'a', ready);
    expect(kinds(history, me)).toEqual(['ready', 'unknown', 'ready']);
    await history.close();

    const next = begin();
    await next.load();
    next.resume('work', () => ready);
    expect(kinds(next, 'work')).toEqual(['waiting', 'unknown', 'not-running', 'ready']);
    expect(kinds(next, me)).toEqual(['ready', 'unknown', 'ready', 'not-running']);
    next.drop('a');
    expect([kinds(next, me), kinds(next, 'work')]).toEqual([[], []]);
  });

  test('goes on for both at a time, where both are served', () => {
    const clock = new FakeClock(1_000_000_000_000);
    const store = createMemoryDocument<StateHistoryFile>();
    const history = createStateHistory({ store, clock, logger: createSilentLogger() });
    history.record(me, 'a', ready);
    history.record('work', 'a', connecting);
    history.record(me, 'a', connecting);
    expect(history.of('work', 'a').map(({ kind }) => kind)).toEqual(['connecting']);
    expect(history.of(me, 'a').map(({ kind }) => kind)).toEqual(['ready', 'connecting']);
  });
});
