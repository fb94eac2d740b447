import type {
  ReconnectionScheduler,
  StreamableHTTPReconnectionOptions,
} from '@modelcontextprotocol/client';

import type { SessionOutcome } from '../../connections/session.ts';
import type { Clock, Random } from '../../ports.ts';
import {
  decideReconnection,
  defaultReconnectionPolicy,
  type ReconnectionPolicy,
} from './reconnection-policy.ts';

/** What the scheduler needs and whom it tells. */
export interface ReconnectionSchedulerDeps {
  readonly clock: Clock;
  readonly random: Pick<Random, 'next'>;
  readonly policy?: ReconnectionPolicy;
  /** The server keeps ending its streams at once; told once per spell. Calls may still work. */
  readonly onFlapping: (outcome: SessionOutcome) => void;
  /** A stream could not be reopened and nobody tries any more; the SDK itself would not tell. */
  readonly onGaveUp: (outcome: SessionOutcome) => void;
}

/** Decides for one `StreamableHTTPClientTransport` when its lost event streams are reopened. */
export interface StreamReconnection extends Disposable {
  /** Both go into the transport's options as they are. */
  readonly reconnectionOptions: StreamableHTTPReconnectionOptions;
  readonly reconnectionScheduler: ReconnectionScheduler;
  /** A message arrived on a stream, so streams are of use however short they live. */
  noteMessage(): void;
  /** Reopens at once what is waiting, e.g. after sleep or when the network is back. */
  wake(): void;
}

/**
 * Creates a {@link StreamReconnection}. Disposing it drops all waiting attempts (the transport
 * itself forgets all but one when it is closed).
 */
export function createReconnectionScheduler(deps: ReconnectionSchedulerDeps): StreamReconnection {
  const policy = deps.policy ?? defaultReconnectionPolicy;
  const waiting = new Map<() => void, Disposable>();
  let openedAt = deps.clock.now();
  let gotMessage = false;
  let shortLived = 0;
  let toldFlapping = false;

  const noteEnd = (): void => {
    const isShort = deps.clock.now() - openedAt < policy.shortLifetimeMs && !gotMessage;
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
    openedAt = deps.clock.now();
    gotMessage = false;
    reconnect();
  };

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
      const decision = decideReconnection(
        { requestedMs, attempt, shortLived },
        policy,
        deps.random,
      );
      if (decision.kind === 'give-up') {
        const detail = `the event stream could not be reopened in ${String(attempt)} attempts`;
        deps.onGaveUp({ kind: 'stream-closed', detail });
        return undefined;
      }
      waiting.set(
        reconnect,
        deps.clock.schedule(decision.delayMs, () => open(reconnect)),
      );
      if (decision.isFlapping) tellFlapping();
      return () => drop(reconnect);
    },
    noteMessage() {
      gotMessage = true;
    },
    wake() {
      for (const reconnect of [...waiting.keys()]) open(reconnect);
    },
    [Symbol.dispose]() {
      for (const reconnect of [...waiting.keys()]) drop(reconnect);
    },
  };
}
