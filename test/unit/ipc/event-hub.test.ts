import { expect, test } from 'vitest';

import { coalesce, createEventHub } from '../../../src/main/ipc/event-hub.ts';
import type { Clock } from '../../../src/main/kernel/clock.ts';
import type { HostEvent } from '../../../src/shared/domain/events.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function manualClock() {
  const waiting = new Set<() => void>();
  const clock: Clock = {
    now: () => 0,
    monotonicNow: () => 0,
    schedule(_delayMs, callback) {
      waiting.add(callback);
      return { [Symbol.dispose]: () => void waiting.delete(callback) };
    },
  };
  const tick = () => {
    const due = [...waiting];
    waiting.clear();
    due.forEach((callback) => callback());
  };
  return { clock, tick, waiting };
}

const idle = (name: string): HostEvent => ({
  kind: 'connection-changed',
  name,
  state: { kind: 'idle' },
});
const disabled = (name: string): HostEvent => ({
  kind: 'connection-changed',
  name,
  state: { kind: 'disabled' },
});
const log = (name: string, id: number): HostEvent => ({
  kind: 'log-appended',
  name,
  entries: [{ id, at: 0, source: 'note', level: 'info', text: '' }],
});

test('one frame is one batch, numbered by its last event', async () => {
  const { clock, tick } = manualClock();
  const hub = createEventHub({ clock });
  const events = hub.subscribe(undefined);
  hub.publish(idle('a'));
  hub.publish(idle('b'));
  tick();
  hub.publish(idle('c'));
  tick();
  expect((await events.next()).value).toEqual({ seq: 2, events: [idle('a'), idle('b')] });
  expect((await events.next()).value).toEqual({ seq: 3, events: [idle('c')] });
  hub.dispose();
  expect(await events.next()).toEqual({ done: true, value: undefined });
});

test('nothing between subscribing and the first read is lost', async () => {
  const { clock } = manualClock();
  const hub = createEventHub({ clock });
  const events = hub.subscribe(undefined);
  hub.publish(idle('a'));
  hub.flush();
  expect((await events.next()).value).toMatchObject({ seq: 1 });
  hub.dispose();
});

test('of several changes of one thing in a frame only the last is told, logs are joined', () => {
  expect(coalesce([idle('a'), log('a', 1), disabled('a'), log('a', 2), idle('b')])).toEqual([
    disabled('a'),
    {
      kind: 'log-appended',
      name: 'a',
      entries: [log('a', 1), log('a', 2)].flatMap((event) =>
        event.kind === 'log-appended' ? event.entries : [],
      ),
    },
    idle('b'),
  ]);
});

test('what a later change replaces is not looked at, and one that does not fit hides none that did', async () => {
  const { clock, tick } = manualClock();
  const looked: HostEvent[] = [];
  const hub = createEventHub({
    clock,
    shape(event) {
      looked.push(event);
      const isUnfit = event.kind === 'connection-changed' && event.state.kind === 'disabled';
      return isUnfit ? undefined : event;
    },
  });
  const events = hub.subscribe(undefined);
  for (const event of [idle('a'), idle('a'), disabled('b'), idle('b'), disabled('b')]) {
    hub.publish(event);
  }
  hub.publish(disabled('c'));
  tick();
  expect((await events.next()).value).toEqual({ seq: 2, events: [idle('a'), idle('b')] });
  expect(looked).toEqual([idle('a'), disabled('b'), idle('b'), disabled('c')]);
  hub.dispose();
});

test('what is published about events while they are told is out with the same flush', async () => {
  const { clock, waiting } = manualClock();
  const hub = createEventHub({
    clock,
    shape(event) {
      if (event.kind === 'connection-changed' && event.name === 'a') hub.publish(idle('about-a'));
      return event;
    },
  });
  const events = hub.subscribe(undefined);
  hub.publish(idle('a'));
  hub.flush();
  expect([hub.seq(), waiting.size]).toEqual([2, 0]);
  expect((await events.next()).value).toEqual({ seq: 1, events: [idle('a')] });
  expect((await events.next()).value).toEqual({ seq: 2, events: [idle('about-a')] });
  hub.dispose();
});

test('an aborted or slow subscriber is forgotten', async () => {
  const { clock, waiting } = manualClock();
  const hub = createEventHub({ clock });
  const controller = new AbortController();
  const aborted = hub.subscribe(controller.signal);
  const pending = aborted.next();
  controller.abort();
  expect(await pending).toEqual({ done: true, value: undefined });
  const slow = hub.subscribe(undefined);
  for (let index = 0; index < 600; index += 1) {
    hub.publish(idle('a'));
    hub.flush();
  }
  let count = 0;
  for await (const _batch of slow) count += 1;
  expect(count).toBe(0);
  hub.dispose();
  expect(waiting.size).toBe(0);
});

test('a storm is told in at most 60 messages a second', async () => {
  const clock = new FakeClock(0);
  const hub = createEventHub({ clock });
  const events = hub.subscribe(undefined);
  let messages = 0;
  const reading = (async () => {
    for await (const batch of events) messages += batch.events.length > 0 ? 1 : 0;
  })();
  for (let at = 0; at < 1_000; at += 1) {
    hub.publish(log('a', at));
    await clock.advance(1);
  }
  hub.dispose();
  await reading;
  expect(messages).toBeGreaterThan(50);
  expect(messages).toBeLessThanOrEqual(60);
});
