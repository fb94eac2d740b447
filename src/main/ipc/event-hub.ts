import type { EventBatch, HostEvent } from '../../shared/domain/events.ts';
import type { Clock } from '../kernel/clock.ts';

/** Longest time a change waits before it is sent; a burst becomes one message, a second at most 60. */
const frameMs = 17;

/** A subscriber that falls this many batches behind is cut off and has to take a new snapshot. */
const maxQueuedBatches = 512;

/** Numbers changes, joins those of one frame into a batch, and hands batches to subscribers. */
export interface EventHub {
  publish(event: HostEvent): void;
  /** Number of the last event handed out. */
  seq(): number;
  /** Hands out what is waiting now; call before reading a snapshot. */
  flush(): void;
  /**
   * Every batch from now on. Ends when the signal fires, the hub is disposed, or the reader is too
   * slow; a reader whose iteration ended by itself should resynchronise.
   */
  subscribe(signal: AbortSignal | undefined): AsyncGenerator<EventBatch, void, void>;
  dispose(): void;
}

interface Subscriber {
  readonly queue: EventBatch[];
  wake: () => void;
  ended: boolean;
}

/**
 * Creates an event hub; the owner disposes it. Of each event only what `shape` makes of it is told,
 * and nothing when that is undefined.
 */
export function createEventHub({
  clock,
  shape = (event) => event,
}: {
  readonly clock: Clock;
  readonly shape?: (event: HostEvent) => HostEvent | undefined;
}): EventHub {
  const subscribers = new Set<Subscriber>();
  let pending: HostEvent[] = [];
  let timer: Disposable | undefined;
  let seq = 0;
  let disposed = false;

  const end = (subscriber: Subscriber) => {
    subscriber.ended = true;
    subscribers.delete(subscriber);
    subscriber.wake();
  };

  const send = (events: HostEvent[]) => {
    if (events.length === 0) return;
    seq += events.length;
    const batch: EventBatch = { seq, events };
    for (const subscriber of [...subscribers]) {
      if (subscriber.queue.length >= maxQueuedBatches) {
        end(subscriber);
        continue;
      }
      subscriber.queue.push(batch);
      subscriber.wake();
    }
  };

  const flush = () => {
    timer?.[Symbol.dispose]();
    timer = undefined;
    if (pending.length === 0) return;
    const waiting = pending;
    pending = [];
    send(coalesce(waiting, shape));
    // What `shape` has published meanwhile is about these, and as old as they are.
    flush();
  };

  // Subscribed at the call, not at the first read: nothing between the two may be lost.
  function subscribe(signal: AbortSignal | undefined) {
    const subscriber: Subscriber = { queue: [], wake: () => undefined, ended: disposed };
    if (!disposed) subscribers.add(subscriber);
    return drain(subscriber, signal, () => end(subscriber));
  }

  return {
    publish(event) {
      if (disposed) return;
      pending.push(event);
      timer ??= clock.schedule(frameMs, flush);
    },
    seq: () => seq,
    flush,
    subscribe,
    dispose() {
      disposed = true;
      timer?.[Symbol.dispose]();
      pending = [];
      for (const subscriber of [...subscribers]) end(subscriber);
    },
  };
}

async function* drain(
  subscriber: Subscriber,
  signal: AbortSignal | undefined,
  end: () => void,
): AsyncGenerator<EventBatch, void, void> {
  signal?.addEventListener('abort', end, { once: true });
  try {
    while (!subscriber.ended && signal?.aborted !== true) {
      const batch = subscriber.queue.shift();
      if (batch) yield batch;
      else await new Promise<void>((resolve) => (subscriber.wake = resolve));
    }
  } finally {
    signal?.removeEventListener('abort', end);
    end();
  }
}

/**
 * Keeps the last of several changes of the same thing that `shape` makes something of; joins log
 * lines of one server, and calls. What a later change replaces is not looked at.
 */
export function coalesce(
  events: readonly HostEvent[],
  shape: (event: HostEvent) => HostEvent | undefined = (event) => event,
): HostEvent[] {
  const kept = new Map<string, HostEvent[]>();
  for (const event of events) {
    const key = keyOf(event);
    const ofOneThing = kept.get(key) ?? [];
    ofOneThing.push(event);
    // Deleting first moves the key to the end, so that the order stays that of the last change.
    kept.delete(key);
    kept.set(key, ofOneThing);
  }
  return [...kept.values()].flatMap((ofOneThing) => told(ofOneThing, shape) ?? []);
}

/** What is told of several changes of one thing: one that does not fit hides none that did. */
function told(
  ofOneThing: readonly HostEvent[],
  shape: (event: HostEvent) => HostEvent | undefined,
): HostEvent | undefined {
  let later: HostEvent | undefined;
  for (const event of ofOneThing.toReversed()) {
    const fits = shape(event);
    if (fits === undefined) continue;
    if (fits.kind !== 'log-appended' && fits.kind !== 'calls-recorded') return fits;
    later = later === undefined ? fits : joined(fits, later);
  }
  return later;
}

function joined(earlier: HostEvent, event: HostEvent): HostEvent {
  if (event.kind === 'log-appended' && earlier.kind === 'log-appended') {
    return { ...event, entries: [...earlier.entries, ...event.entries] };
  }
  if (event.kind === 'calls-recorded' && earlier.kind === 'calls-recorded') {
    return { ...event, calls: [...earlier.calls, ...event.calls] };
  }
  return event;
}

function keyOf(event: HostEvent): string {
  switch (event.kind) {
    // A server may be removed and saved again within a frame: the last of the two is the truth.
    case 'server-saved':
      return `server ${event.server.name}`;
    case 'server-removed':
      return `server ${event.name}`;
    case 'connection-changed':
    case 'catalog-changed':
    case 'sign-in-changed':
    case 'log-appended':
      return `${event.kind} ${event.name}`;
    case 'notice-added':
      return `notice ${event.notice.id}`;
    case 'notice-dismissed':
      return `notice ${event.id}`;
    case 'profiles-changed':
    case 'undo-changed':
    case 'questions-changed':
    case 'approvals-changed':
    case 'settings-changed':
    case 'vault-changed':
    case 'calls-recorded':
    case 'navigation-requested':
    case 'answer-asked':
    case 'command-requested':
    case 'apps-changed':
      return event.kind;
  }
}
