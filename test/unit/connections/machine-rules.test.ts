import { describe, expect, test } from 'vitest';

import type { ConnectReason, MachineEvent } from '../../../src/main/connections/machine-events.ts';
import { initialMachineState } from '../../../src/main/connections/machine-state.ts';
import type { MachineState, Situation } from '../../../src/main/connections/machine-state.ts';
import { transition } from '../../../src/main/connections/machine.ts';
import { classified, eventsOf, factsAt, failure, situations, stateIn } from './machine-samples.ts';

const connect = (by: ConnectReason): MachineEvent => ({ kind: 'connect-requested', by });
const successOf = (generation: number) =>
  eventsOf(generation).find(({ kind }) => kind === 'attempt-succeeded') as MachineEvent;

function play(state: MachineState, events: readonly MachineEvent[], jitter = 0.5) {
  const log: string[] = [];
  let current = state;
  for (const event of events) {
    const { state: next, effects } = transition(current, event, factsAt(100, jitter));
    current = next;
    log.push(...effects.map(({ kind }) => kind));
  }
  return { state: current, log };
}

describe('who may start what', () => {
  const starters: readonly [Situation['kind'], readonly ConnectReason[]][] = [
    ['disabled', []],
    ['idle', ['user', 'demand', 'launch']],
    ['needs-setup', ['user']],
    ['connecting', []],
    ['needs-sign-in', ['user']],
    ['signing-in', []],
    ['ready', []],
    ['waiting', ['user']],
    ['offline', ['user']],
    ['cooling', ['user']],
    ['failed', ['user', 'launch']],
    ['stopping', []],
  ];
  test.each(starters)('%s', (kind, expected) => {
    const started = (['user', 'demand', 'launch'] as const).filter((by) => {
      const { effects } = transition(stateIn(situations[kind]), connect(by), factsAt(100));
      return effects.some((effect) => effect.kind === 'start-attempt');
    });
    expect(started).toEqual(expected);
  });

  test('what a person has to correct is not tried again by itself', () => {
    const broken = stateIn({ ...situations.failed, isRecoverable: false });
    for (const by of ['demand', 'launch'] as const) {
      expect(transition(broken, connect(by), factsAt(100)).effects).toEqual([]);
    }
  });
});

test('a start that is running is joined, and a person makes it overtake', () => {
  const { state, log } = play(initialMachineState({ enabled: true }), [
    connect('launch'),
    connect('demand'),
    connect('user'),
  ]);
  expect(log).toEqual(['start-attempt', 'raise-priority']);
  expect(state.generation).toBe(1);
});

test('a stop during a start wins, even over a success that arrives meanwhile', () => {
  const stopping = play(initialMachineState({ enabled: true }), [
    connect('user'),
    { kind: 'disconnect-requested' },
    successOf(1),
  ]);
  expect(stopping.state.situation).toEqual({ kind: 'stopping', then: 'idle' });
  expect(stopping.log).toEqual(['start-attempt', 'abort-attempt', 'close-session']);
  const { state } = play(stopping.state, [{ kind: 'stopped', generation: 1 }]);
  expect(state.situation).toEqual({ kind: 'idle' });
});

test('a connect during a stop starts only once nothing lives any more', () => {
  const { state, log } = play(stateIn(situations.ready), [
    { kind: 'disconnect-requested' },
    connect('user'),
    { kind: 'stopped', generation: 2 },
  ]);
  expect(log).toEqual(['cancel-timer', 'close-session']);
  const after = transition(state, { kind: 'stopped', generation: 3 }, factsAt(100));
  expect(after.effects).toEqual([{ kind: 'start-attempt', generation: 4, by: 'user' }]);
});

test('nothing brings back a server that was disabled while stopping', () => {
  const { state } = play(stateIn(situations.ready), [
    { kind: 'disabled' },
    connect('user'),
    { kind: 'disconnect-requested' },
    { kind: 'stopped', generation: 3 },
  ]);
  expect(state.situation).toEqual({ kind: 'disabled' });
});

test.each(['connecting', 'ready', 'waiting', 'failed', 'needs-setup', 'needs-sign-in'] as const)(
  'a changed configuration replaces a server that is %s',
  (kind) => {
    const first = transition(stateIn(situations[kind]), { kind: 'config-changed' }, factsAt(100));
    const { state } = play(first.state, [{ kind: 'stopped', generation: 3 }]);
    expect(state.situation).toMatchObject({ kind: 'connecting', attempt: 1 });
  },
);

test.each(['idle', 'disabled'] as const)('a changed configuration leaves %s alone', (kind) => {
  const before = stateIn(situations[kind]);
  const after = transition(before, { kind: 'config-changed' }, factsAt(1));
  expect(after).toEqual({ state: before, effects: [] });
});

describe('retries', () => {
  const failOnce = (state: MachineState, jitter: number, event = classified('retry-soon')) =>
    transition(
      state,
      { kind: 'attempt-failed', generation: state.generation, classified: event },
      factsAt(100, jitter),
    );

  test('wait with full jitter under a doubling limit, and pause after the eighth', () => {
    let state = transition(
      initialMachineState({ enabled: true }),
      connect('launch'),
      factsAt(100),
    ).state;
    const waits: (readonly [least: number, most: number])[] = [];
    for (;;) {
      const { state: next } = failOnce(state, 0.999_999);
      const least = failOnce(state, 0).state.situation;
      if (next.situation.kind !== 'waiting' || least.kind !== 'waiting') {
        expect(next.situation).toMatchObject({ kind: 'cooling', failure });
        break;
      }
      waits.push([least.nextAttemptAt - 100, next.situation.nextAttemptAt - 100]);
      expect(next.situation).toMatchObject({ attempt: waits.length + 1, of: 8 });
      state = transition(
        next,
        { kind: 'retry-due', generation: next.generation },
        factsAt(100),
      ).state;
    }
    expect(waits).toEqual(
      [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000].map((most) => [100, most]),
    );
  });

  test('a program that ends three times before saying hello is left to a person', () => {
    let state = initialMachineState({ enabled: true });
    state = transition(state, connect('user'), factsAt(1)).state;
    const kinds: string[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      state = failOnce(state, 0.5, classified('retry-soon', true)).state;
      kinds.push(state.situation.kind);
      state = transition(
        state,
        { kind: 'retry-due', generation: state.generation },
        factsAt(100),
      ).state;
    }
    expect(kinds).toEqual(['waiting', 'waiting', 'failed']);
    expect(state.situation).toMatchObject({ attempts: 3, isRecoverable: false });
  });

  test('the wait a server asked for is never shortened', () => {
    const { state } = failOnce(stateIn(situations.connecting), 0, classified('retry-later'));
    expect(state.situation).toMatchObject({ kind: 'waiting', nextAttemptAt: 5_100 });
  });

  test('a stable session is brought back within half a second, counting anew', () => {
    const { state } = play(
      stateIn(situations.ready),
      [
        { kind: 'stable', generation: 3 },
        { kind: 'session-ended', generation: 3, classified: classified('retry-soon') },
      ],
      0.999_999,
    );
    expect(state.situation).toMatchObject({ kind: 'waiting', attempt: 1, nextAttemptAt: 600 });
  });

  const ended = (code: 'PROCESS_EXITED' | 'PROCESS_KILLED', kind: 'retry-soon' | 'retry-later') => {
    const lost = classified(kind);
    return { ...lost, failure: { ...lost.failure, code } };
  };

  const lostProgram = (code: 'PROCESS_EXITED' | 'PROCESS_KILLED', before: Partial<MachineState>) =>
    play(
      stateIn(situations.ready, before),
      [{ kind: 'session-ended', generation: 3, classified: ended(code, 'retry-soon') }],
      0.999_999,
    ).state.situation;

  test.each(['PROCESS_EXITED', 'PROCESS_KILLED'] as const)(
    'a program that was ready is started again at once, at its first loss for a while (%s)',
    (code) => {
      expect(lostProgram(code, { attempts: 0, losses: [50] })).toMatchObject({
        nextAttemptAt: 200,
      });
      expect(lostProgram(code, { attempts: 1 })).toMatchObject({ nextAttemptAt: 200 });
      expect(lostProgram(code, { attempts: 1, losses: [50] })).toMatchObject({
        nextAttemptAt: 1_100,
      });
    },
  );

  test('a program that ended before it was ready waits, however seldom it was lost', () => {
    const failed = {
      kind: 'attempt-failed',
      generation: 3,
      classified: ended('PROCESS_KILLED', 'retry-soon'),
    } as const;
    const { state } = play(
      stateIn(situations.connecting, { attempts: 1, losses: [50] }),
      [failed],
      0.999_999,
    );
    expect(state.situation).toMatchObject({ nextAttemptAt: 1_100 });
  });

  test('a program that names a time is started no sooner', () => {
    const lost = { kind: 'session-ended', generation: 3 } as const;
    const named = { ...lost, classified: ended('PROCESS_EXITED', 'retry-later') };
    const { state } = play(stateIn(situations.ready, { attempts: 0 }), [named], 0);
    expect(state.situation).toMatchObject({ nextAttemptAt: 5_100 });
  });

  test('a session that ends before it was stable goes on counting', () => {
    const { state } = play(stateIn(situations.ready, { attempts: 7 }), [
      { kind: 'session-ended', generation: 3, classified: classified('retry-soon') },
    ]);
    expect(state.situation).toMatchObject({ kind: 'waiting', attempt: 8 });
    const last = play(stateIn(situations.ready, { attempts: 8 }), [
      { kind: 'session-ended', generation: 3, classified: classified('retry-soon') },
    ]);
    expect(last.state.situation.kind).toBe('cooling');
  });

  test.each([
    ['needs-sign-in', 'needs-sign-in'],
    ['fix-config', 'failed'],
    ['give-up', 'failed'],
  ] as const)('%s is not tried again', (verdict, kind) => {
    const { state, effects } = failOnce(stateIn(situations.connecting), 0.5, classified(verdict));
    expect(state.situation.kind).toBe(kind);
    expect(effects).toEqual([]);
  });

  test('a person starts counting anew', () => {
    const { state } = play(stateIn(situations.waiting, { attempts: 7, endedAtStart: 2 }), [
      connect('user'),
    ]);
    expect(state).toMatchObject({ attempts: 1, endedAtStart: 0 });
  });
});

describe('network', () => {
  test('without it nothing is tried; when it is back, everything soon', () => {
    const lost = play(stateIn(situations.waiting), [{ kind: 'network-lost' }]);
    expect(lost.state.situation).toEqual({ kind: 'offline', since: 100 });
    expect(lost.log).toEqual(['cancel-timer']);
    const back = transition(lost.state, { kind: 'network-back' }, factsAt(100, 0.5));
    expect(back.effects.at(-1)).toEqual({ kind: 'schedule-retry', at: 950, generation: 3 });
    const due = play(back.state, [{ kind: 'retry-due', generation: 3 }]);
    expect(due.state.situation).toMatchObject({ kind: 'connecting', attempt: 1 });
    const lostAgain = play(back.state, [{ kind: 'network-lost' }]);
    expect(lostAgain.log).toEqual(['cancel-timer']);
  });

  test('an attempt without it ends offline instead of using up the budget', () => {
    const { state } = play(stateIn(situations.connecting, { isOnline: false }), [
      { kind: 'attempt-failed', generation: 3, classified: classified('retry-soon') },
    ]);
    expect(state.situation.kind).toBe('offline');
  });
});

test('a sign-in that is done connects; one that is not leaves the reason', () => {
  const signingIn = play(stateIn(situations['needs-sign-in']), [
    { kind: 'sign-in-started', flowId: 'f', expiresAt: 1 },
  ]).state;
  expect(signingIn.situation.kind).toBe('signing-in');
  const done = play(signingIn, [{ kind: 'sign-in-ended', end: { kind: 'completed' } }]);
  expect(done.log).toEqual(['start-attempt']);
  const cancelled = play(signingIn, [{ kind: 'sign-in-ended', end: { kind: 'cancelled' } }]);
  expect(cancelled.state.situation).toEqual(situations['needs-sign-in']);
});
