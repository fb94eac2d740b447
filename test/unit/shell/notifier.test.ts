import { beforeEach, describe, expect, test } from 'vitest';

import { createNotifier } from '../../../src/main/shell/notifier.ts';
import type { Notifier } from '../../../src/main/shell/notifier.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const failure: Failure = {
  code: 'CONNECTION_REFUSED',
  params: {},
  detail: '',
  action: 'retry',
  at: 0,
};
const failed: ConnectionState = { kind: 'failed', failure, attempts: 3 };
const cooling: ConnectionState = { kind: 'cooling', until: 9e9, failure };
const wantsSignIn: ConnectionState = { kind: 'needs-sign-in', failure };
const signingIn: ConnectionState = { kind: 'signing-in', flowId: 'f', expiresAt: 9e9 };
const idle: ConnectionState = { kind: 'idle' };
const ready: ConnectionState = {
  kind: 'ready',
  since: 0,
  era: 'modern',
  protocolVersion: '2026-07-28',
  serverInfo: { name: 'x', version: '1' },
  connectedInMs: 1,
};
const waiting = (attempt: number): ConnectionState => ({
  kind: 'waiting',
  attempt,
  of: 8,
  nextAttemptAt: 9e9,
  failure,
});
const connecting = (attempt: number): ConnectionState => ({
  kind: 'connecting',
  attempt,
  startedAt: 0,
  phase: 'starting',
});

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

let clock: FakeClock;
let notifier: Notifier;
let states: Map<string, ConnectionState>;
let isWatched: boolean;
let isWanted: boolean;
let quietUntilMs: (nowMs: number) => number | null;
let seen: string[];

beforeEach(() => {
  clock = new FakeClock(day);
  states = new Map();
  isWatched = false;
  isWanted = true;
  quietUntilMs = () => null;
  seen = [];
  notifier = createNotifier({
    clock,
    facts: (nowMs) => ({ states, isWatched, isWanted, quietUntilMs: quietUntilMs(nowMs) }),
    perform: (step) => {
      if (step.kind === 'close') seen.push(`close ${step.place}`);
      else {
        const names = step.names.length > 9 ? String(step.names.length) : step.names.join(',');
        seen.push(`${step.place}: ${names}${step.isQuiet ? ' (quiet)' : ''}`);
      }
    },
  });
});

function be(...changes: readonly (readonly [string, ConnectionState])[]): void {
  for (const [name, state] of changes) states.set(name, state);
  notifier.look();
}

/** What has happened since the last time this was asked. */
function news(): readonly string[] {
  return seen.splice(0);
}

describe('one server', () => {
  test('is told after some patience, once, and when it works again', async () => {
    be(['a', failed]);
    expect(news()).toEqual([]);
    await clock.advance(4 * second);
    expect(news()).toEqual(['hand: a']);
    await clock.advance(day);
    be(['a', failed]);
    expect(news()).toEqual([]);
    be(['a', ready]);
    expect(news()).toEqual([]);
    await clock.advance(11 * second);
    expect(news()).toEqual(['close hand', 'back: a']);
    expect(clock.pending).toBe(0);
  });

  test('bothers nobody when it comes back by itself within seconds', async () => {
    be(['a', ready]);
    be(['a', waiting(1)]);
    await clock.advance(9 * second);
    be(['a', connecting(2)]);
    be(['a', ready]);
    await clock.advance(day);
    expect(news()).toEqual([]);
  });

  test('is one outage through all attempts, the pause and giving up', async () => {
    for (let attempt = 1; attempt < 6; attempt += 1) {
      be(['a', waiting(attempt)]);
      await clock.advance(5 * second);
      be(['a', connecting(attempt + 1)]);
      await clock.advance(second);
    }
    be(['a', cooling]);
    await clock.advance(day);
    be(['a', failed]);
    await clock.advance(day);
    expect(news()).toEqual(['hand: a']);
  });

  test('is told once while it flaps, and its end only when it is steady', async () => {
    be(['a', waiting(1)]);
    await clock.advance(16 * second);
    for (let turn = 0; turn < 50; turn += 1) {
      be(['a', ready]);
      await clock.advance(5 * second);
      be(['a', waiting(1)]);
      await clock.advance(20 * second);
    }
    expect(news()).toEqual(['hand: a']);
    be(['a', ready]);
    await clock.advance(minute);
    expect(news()).toEqual(['close hand', 'back: a']);
  });

  test('is not told again soon after, but is if it stays down', async () => {
    be(['a', failed]);
    await clock.advance(4 * second);
    be(['a', ready]);
    await clock.advance(minute);
    expect(news()).toEqual(['hand: a', 'close hand', 'back: a']);
    be(['a', failed]);
    await clock.advance(5 * minute);
    expect(news()).toEqual(['close back']);
    await clock.advance(5 * minute);
    expect(news()).toEqual(['hand: a']);
  });

  test('is told anew when what a person did from outside the window did not help', async () => {
    be(['a', failed]);
    await clock.advance(4 * second);
    notifier.onClosed('hand');
    notifier.onActed(['a']);
    be(['a', connecting(1)]);
    await clock.advance(minute);
    expect(news()).toEqual(['hand: a']);
    be(['a', failed]);
    await clock.advance(4 * second);
    expect(news()).toEqual(['hand: a']);
    notifier.onClosed('hand');
    notifier.onActed(['a']);
    be(['a', ready]);
    await clock.advance(minute);
    expect(news()).toEqual(['back: a']);
  });

  test('has no end to tell when its beginning was not told', async () => {
    isWatched = true;
    be(['a', failed]);
    await clock.advance(minute);
    isWatched = false;
    be(['a', ready]);
    await clock.advance(minute);
    expect(news()).toEqual([]);
  });

  test('is forgotten when it is turned off, removed or waits for the network', async () => {
    be(['a', failed], ['b', failed], ['c', waiting(1)]);
    await clock.advance(second);
    states.delete('b');
    be(['a', { kind: 'disabled' }], ['c', { kind: 'offline', since: 0 }]);
    await clock.advance(day);
    expect(news()).toEqual([]);
  });
});

describe('many servers', () => {
  const many = Array.from({ length: 200 }, (_, index) => `s${index}`);

  test('share one notification in a storm', async () => {
    for (const name of many) {
      be([name, failed]);
      await clock.advance(100);
    }
    await clock.advance(day);
    expect(news()).toEqual(['hand: 200']);
    for (const name of many) be([name, ready]);
    await clock.advance(minute);
    expect(news()).toEqual(['close hand', 'back: 200']);
  });

  test('do not keep the first ones waiting for ever', async () => {
    for (let index = 0; index < 50; index += 1) {
      be([`s${index}`, failed]);
      await clock.advance(second);
    }
    expect(news()).toEqual(['hand: 31']);
    await clock.advance(minute);
    expect(news()).toEqual(['hand: 50 (quiet)']);
  });

  test('are corrected on the screen, not too often, when some work again', async () => {
    be(['a', failed], ['b', failed], ['c', failed]);
    await clock.advance(4 * second);
    be(['a', ready]);
    await clock.advance(second);
    be(['b', ready]);
    await clock.advance(8 * second);
    expect(news()).toEqual(['hand: a,b,c']);
    await clock.advance(second);
    expect(news()).toEqual(['hand: b,c (quiet)']);
    await clock.advance(minute);
    expect(news()).toEqual(['back: a,b', 'hand: c (quiet)']);
  });

  test('leave alone what the person has closed', async () => {
    be(['a', failed]);
    await clock.advance(4 * second);
    notifier.onClosed('hand');
    be(['b', failed]);
    await clock.advance(4 * second);
    expect(news()).toEqual(['hand: a', 'hand: b']);
  });

  test('have a place of their own when they want a sign-in', async () => {
    be(['a', wantsSignIn], ['b', failed], ['c', wantsSignIn]);
    await clock.advance(4 * second);
    expect(news()).toEqual(['hand: b', 'sign-in: a,c']);
    be(['a', signingIn]);
    await clock.advance(minute);
    expect(news()).toEqual(['sign-in: c (quiet)']);
    be(['a', wantsSignIn]);
    await clock.advance(minute);
    expect(news()).toEqual([]);
  });

  test('move when they want something else', async () => {
    be(['a', waiting(1)]);
    await clock.advance(minute);
    notifier.onClosed('hand');
    be(['a', wantsSignIn]);
    await clock.advance(minute);
    expect(news()).toEqual(['hand: a']);
    await clock.advance(10 * minute);
    expect(news()).toEqual(['sign-in: a']);
  });
});

describe('when nobody is to be told', () => {
  test('says nothing of what is seen in the window, and closes what is', async () => {
    be(['a', failed]);
    await clock.advance(4 * second);
    isWatched = true;
    be(['b', failed]);
    await clock.advance(4 * second);
    expect(news()).toEqual(['hand: a', 'close hand']);
    isWatched = false;
    notifier.look();
    await clock.advance(day);
    expect(news()).toEqual([]);
  });

  test('says nothing when nothing is wanted, now or later', async () => {
    isWanted = false;
    be(['a', failed]);
    await clock.advance(minute);
    isWanted = true;
    notifier.look();
    await clock.advance(day);
    expect(news()).toEqual([]);
  });

  test('tells after the quiet hours what is still wrong, in one', async () => {
    const until = clock.now() + 10 * 60 * minute;
    quietUntilMs = (nowMs) => (nowMs < until ? until : null);
    be(['a', failed], ['b', failed], ['c', waiting(1)]);
    await clock.advance(60 * minute);
    be(['d', failed], ['b', ready]);
    await clock.advance(8 * 60 * minute);
    expect(news()).toEqual([]);
    await clock.advance(60 * minute);
    expect(news()).toEqual(['hand: a,c,d']);
  });

  test('closes all of it with a pause, which is no end to tell', async () => {
    be(['a', failed], ['b', wantsSignIn]);
    await clock.advance(4 * second);
    be(['a', idle], ['b', idle]);
    await clock.advance(day);
    expect(news()).toEqual(['hand: a', 'sign-in: b', 'close hand', 'close sign-in']);
  });

  test('looks no more once it is disposed', async () => {
    be(['a', failed]);
    notifier[Symbol.dispose]();
    await clock.advance(day);
    be(['a', failed]);
    expect(news()).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
