import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { ParkedCall } from './parked-call.ts';
import type { Exchange, ParkableOptions, Turn } from './parked-turn.ts';

/** The calls of one app whose questions it answers with requests of its own. */
export interface ParkedCalls<T> extends Disposable {
  /** Makes a call for as long as the app waits, or until the server asks something. */
  begin(
    label: string,
    exchange: Exchange,
    call: (options: ParkableOptions) => Promise<T>,
  ): Promise<Turn<T>>;
  /**
   * Goes on with a call; `not-parked` when the state is none of ours, `gone` when nobody waits for
   * these answers any more, or they are meant for another request.
   */
  resume(
    label: string,
    state: string,
    responses: Readonly<Record<string, unknown>>,
    exchange: Exchange,
  ): Promise<Turn<T>> | 'not-parked' | 'gone';
}

/** Every state of ours begins so, and with nothing a server would choose by chance. */
const statePrefix = 'patchbay.parked.';

/**
 * Parked calls of one app: in the legacy era a server asks in the middle of a call, in the modern one
 * an app is asked by the answer and asks again (2026-07-28, multi-round-trip requests). In between the
 * call goes on at the server. Disposing it ends them all.
 */
export function createParkedCalls<T>(
  clock: Pick<Clock, 'schedule'>,
  random: Pick<Random, 'id'>,
): ParkedCalls<T> {
  const calls = new Map<string, ParkedCall<T>>();
  return {
    begin(label, exchange, start) {
      const state = `${statePrefix}${random.id()}`;
      const call = new ParkedCall<T>(clock, { label, state }, () => calls.delete(state));
      calls.set(state, call);
      call.start(start, exchange.onProgress !== undefined);
      return call.turn(exchange);
    },
    resume(label, state, responses, exchange) {
      if (!state.startsWith(statePrefix)) return 'not-parked';
      const call = calls.get(state);
      if (call?.label !== label || call.isAnswering) return 'gone';
      call.answer(responses);
      return call.turn(exchange);
    },
    [Symbol.dispose]() {
      for (const call of [...calls.values()]) call.abandon();
      calls.clear();
    },
  };
}
