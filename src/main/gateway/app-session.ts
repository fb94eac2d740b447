import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Result } from '../../shared/util/result.ts';
import type { AppUser } from '../connections/app-pools.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { LogLevel } from '../sessions/log-level.ts';

import type { AppHello, GatewayFailure } from './app-hello.ts';
import { createParkedCalls } from './parked-calls.ts';
import type { ParkedCalls } from './parked-calls.ts';

/**
 * What of one app outlives a single request. As an object it also stands for the app: what a server
 * asks in one request of a session may be answered in another. Disposed when the app has left.
 */
export interface AppSession extends AppUser, Disposable {
  readonly hello: AppHello;
  readonly parked: ParkedCalls<Result<JsonObject, GatewayFailure>>;
  /** Which log messages the app wants, where it says so once for all (up to 2025-11-25). */
  logLevel: LogLevel;
  /**
   * Keeps what an app has asked for until it asks no more, or has left; what was kept under that name
   * is given up for it.
   */
  keep(name: string, what: Disposable): void;
  release(name: string): void;
}

/** A session of an app that has just come. */
export function createAppSession(
  hello: AppHello,
  deps: {
    readonly clock: Pick<Clock, 'schedule'>;
    readonly random: Random;
    /** Keeps the connections of a profile until it is disposed. */
    readonly serve: (profileId: string) => Disposable;
    /** Ends what was the app's alone. */
    readonly own: { leave(app: AppUser): void };
  },
): AppSession {
  const { clock, random, own } = deps;
  const served = hello.profile === undefined ? undefined : deps.serve(hello.profile);
  const parked = createParkedCalls<Result<JsonObject, GatewayFailure>>(clock, random);
  const kept = new Map<string, Disposable>();
  let hasLeft = false;
  const release = (name: string): void => {
    const what = kept.get(name);
    kept.delete(name);
    what?.[Symbol.dispose]();
  };
  const session: AppSession = {
    app: hello.app,
    hello,
    parked,
    logLevel: 'info',
    keep(name, what) {
      release(name);
      if (hasLeft) what[Symbol.dispose]();
      else kept.set(name, what);
    },
    release,
    [Symbol.dispose]() {
      hasLeft = true;
      parked[Symbol.dispose]();
      served?.[Symbol.dispose]();
      for (const name of [...kept.keys()]) release(name);
      own.leave(session);
    },
  };
  return session;
}
