import type {
  ReconnectionScheduler,
  StreamableHTTPReconnectionOptions,
} from '@modelcontextprotocol/client';

import type { SessionOutcome } from '../../sessions/session.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { OutsideFacts } from '../../kernel/outside-facts.ts';
import type { Random } from '../../kernel/random.ts';
import { decideReconnection, defaultReconnectionPolicy } from './reconnection-policy.ts';
import type { ReconnectionPolicy } from './reconnection-policy.ts';

/** What the scheduler needs and whom it tells. */
export interface ReconnectionSchedulerDeps {
  readonly clock: Clock;
  readonly random: Pick<Random, 'next'>;
  readonly policy?: ReconnectionPolicy;
  /** While the network is away no stream is reopened; absent when the server does not need it. */
  readonly outside?: OutsideFacts;
  /** The server keeps ending its streams at once; told once per spell. Calls may still work. */
  readonly onFlapping: (outcome: SessionOutcome) => void;
  /** A stream could not be reopened and nobody tries any more; the SDK itself would not tell. */
  readonly onGaveUp: (outcome: SessionOutcome) => void;
}

/** After a waking or a return of the network, streams are reopened within this time. */
const SPREAD_MS = 1_500;

/** Decides for one `StreamableHTTPClientTransport` when its lost event streams are reopened. */
export interface StreamReconnection extends Disposable {
  /** Both go into the transport's options as they are. */
  readonly reconnectionOptions: StreamableHTTPReconnectionOptions;
  readonly reconnectionScheduler: ReconnectionScheduler;
  /** A message arrived on a stream, so streams are of use however short they live. */
  noteMessage(): void;
}

/**
 * Creates a {@link StreamReconnection}. Disposing it drops all waiting attempts (the transport
 * itself forgets all but one when it is closed).
 */
export function createReconnectionScheduler(deps: ReconnectionSchedulerDeps): StreamReconnection {
  const policy = deps.policy ?? defaultReconnectionPolicy;
  const { clock, random, outside } = deps;
  /** What runs down until each stream is reopened; null while the network is away. */
  const waiting = new Map<() => void, Disposable | null>();
  let openedAt = clock.monotonicNow();
  let gotMessage = false;
  let shortLived = 0;
  let toldFlapping = false;

  const noteEnd = (): void => {
    const isShort = clock.monotonicNow() - openedAt < policy.shortLifetimeMs && !gotMessage;
    shortLived = isShort ? shortLived + 1 : 0;
    if (shortLived === 0) toldFlapping = false;
  };

  const tellFlapping = (): void => {
    if (toldFlapping) return;
    toldFlapping = true;
    deps.onFlapping({
      kind: 'stream-closed',
      detail: `the server ended ${String(shortLived)} streams in a row within seconds`,
    });
  };

  const open = (reconnect: () => void): void => {
    waiting.get(reconnect)?.[Symbol.dispose]();
    waiting.delete(reconnect);
    openedAt = clock.monotonicNow();
    gotMessage = false;
    reconnect();
  };

  const plan = (reconnect: () => void, delayMs: number): void => {
    waiting.get(reconnect)?.[Symbol.dispose]();
    const isHeld = outside?.isOnline() === false;
    waiting.set(reconnect, isHeld ? null : clock.schedule(delayMs, () => open(reconnect)));
  };

  const soon = (): void => {
    for (const reconnect of [...waiting.keys()]) plan(reconnect, SPREAD_MS * random.next());
  };

  const subscriptions = outside && [outside.onWake(soon), outside.onNetwork(soon)];

  const drop = (reconnect: () => void): void => {
    waiting.get(reconnect)?.[Symbol.dispose]();
    waiting.delete(reconnect);
  };

  return {
    reconnectionOptions: {
      initialReconnectionDelay: policy.minDelayMs,
      maxReconnectionDelay: policy.maxDelayMs,
      reconnectionDelayGrowFactor: 2,
      // The SDK's own limit ends in silence; the scheduler gives up instead, and says so.
      maxRetries: Number.MAX_SAFE_INTEGER,
    },
    reconnectionScheduler(reconnect, requestedMs, attempt) {
      if (attempt === 0) noteEnd();
      const decision = decideReconnection({ requestedMs, attempt, shortLived }, policy, random);
      if (decision.kind === 'give-up') {
        const detail = `the event stream could not be reopened in ${String(attempt)} attempts`;
        deps.onGaveUp({ kind: 'stream-closed', detail });
        return undefined;
      }
      plan(reconnect, decision.delayMs);
      if (decision.isFlapping) tellFlapping();
      return () => drop(reconnect);
    },
    noteMessage() {
      gotMessage = true;
    },
    [Symbol.dispose]() {
      for (const subscription of subscriptions ?? []) subscription[Symbol.dispose]();
      for (const reconnect of [...waiting.keys()]) drop(reconnect);
    },
  };
}
