import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { AppHello, GatewayFailure } from './gateway.ts';
import { createParkedCalls, type ParkedCalls } from './parked-calls.ts';

/**
 * What of one app outlives a single request. As an object it also stands for the app: what a server
 * asks in one request of a session may be answered in another. Disposed when the app has left.
 */
export interface AppSession extends Disposable {
  readonly hello: AppHello;
  readonly parked: ParkedCalls<Result<JsonObject, GatewayFailure>>;
}

/** A session of an app that has just come. */
export function createAppSession(
  hello: AppHello,
  deps: {
    readonly clock: Pick<Clock, 'schedule'>;
    readonly random: Random;
    /** Keeps the connections of a profile until it is disposed. */
    readonly serve: (profileId: string) => Disposable;
  },
): AppSession {
  const { clock, random } = deps;
  const served = hello.profile === undefined ? undefined : deps.serve(hello.profile);
  const parked = createParkedCalls<Result<JsonObject, GatewayFailure>>(clock, random);
  return {
    hello,
    parked,
    [Symbol.dispose]() {
      parked[Symbol.dispose]();
      served?.[Symbol.dispose]();
    },
  };
}
