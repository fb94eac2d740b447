import { describe, expect, test } from 'vitest';

import type { SessionOutcome } from '../../../../src/main/sessions/session.ts';
import { createReconnectionScheduler } from '../../../../src/main/node/http/reconnection-scheduler.ts';
import { FakeOutside } from '../../../support/fake-outside.ts';
import { createDrivenClock } from './driven-clock.ts';

function setUp() {
  const clock = createDrivenClock();
  const told: string[] = [];
  const note = (what: string) => (outcome: SessionOutcome) => told.push(`${what} ${outcome.kind}`);
  const outside = new FakeOutside();
  const reconnection = createReconnectionScheduler({
    clock,
    outside,
    random: { next: () => 0 },
    onFlapping: note('flapping'),
    onGaveUp: note('gave-up'),
  });
  let opened = 0;
  /** One stream that ended, as the SDK reports it: a new closure each time. */
  const endStream = (requestedMs = 1000, attempt = 0) =>
    reconnection.reconnectionScheduler(() => void (opened += 1), requestedMs, attempt);
  return { clock, outside, told, reconnection, endStream, opened: () => opened };
}

describe('createReconnectionScheduler', () => {
  test('reopens a stream after the delay', () => {
    const { clock, endStream, opened } = setUp();
    clock.pass(60_000);
    endStream(3000);
    expect(clock.delays()).toEqual([3000]);
    clock.fireNext();
    expect(opened()).toBe(1);
    expect(clock.delays()).toEqual([]);
  });

  test('tells of flapping once and slows down, until a stream lives longer', () => {
    const { clock, told, endStream } = setUp();
    for (let i = 0; i < 4; i += 1) {
      endStream(0);
      expect(clock.delays()).toEqual([1000]);
      clock.fireNext();
    }
    endStream(0);
    expect(clock.delays()).toEqual([300_000]);
    clock.fireNext();
    endStream(0);
    expect(told).toEqual(['flapping stream-closed']);

    clock.fireNext();
    clock.pass(5000);
    endStream(0);
    expect(clock.delays()).toEqual([1000]);
  });

  test('does not count short streams that brought a message', () => {
    const { clock, told, reconnection, endStream } = setUp();
    for (let i = 0; i < 20; i += 1) {
      reconnection.noteMessage();
      endStream(500);
      expect(clock.delays()).toEqual([1000]);
      clock.fireNext();
    }
    expect(told).toEqual([]);
  });

  test('gives up aloud, where the SDK would fall silent', () => {
    const { clock, told, endStream } = setUp();
    clock.pass(60_000);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      endStream(1000, attempt);
      clock.fireNext();
    }
    endStream(1000, 5);
    expect(told).toEqual(['gave-up stream-closed']);
    expect(clock.delays()).toEqual([]);
  });

  test('reopens soon after a waking', () => {
    const { clock, outside, endStream, opened } = setUp();
    endStream(60_000);
    endStream(90_000);
    outside.wake();
    expect(clock.delays().every((delayMs) => delayMs <= 1_500)).toBe(true);
    clock.fireNext();
    clock.fireNext();
    expect(opened()).toBe(2);
    expect(clock.delays()).toEqual([]);
  });

  test('tries nothing while the network is away, and soon once it is back', () => {
    const { clock, outside, endStream, opened, told } = setUp();
    endStream(60_000);
    outside.setOnline(false);
    endStream(1_000, 3);
    expect(clock.delays()).toEqual([]);
    outside.setOnline(true);
    clock.fireNext();
    clock.fireNext();
    expect([opened(), told]).toEqual([2, []]);
  });

  test('forgets one stream when the SDK cancels it, all of them when disposed', () => {
    const { clock, outside, reconnection, endStream, opened } = setUp();
    const cancel = endStream(10_000);
    endStream(20_000);
    endStream(30_000);
    cancel?.();
    expect(clock.delays()).toEqual([20_000, 30_000]);
    reconnection[Symbol.dispose]();
    reconnection[Symbol.dispose]();
    expect(clock.delays()).toEqual([]);
    expect(opened()).toBe(0);
    expect(outside.listeners).toBe(0);
  });
});
