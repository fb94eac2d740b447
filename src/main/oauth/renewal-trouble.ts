import { unavailable } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';

/** What to answer to whoever needs a token while it cannot be renewed, and for how long, ms. */
export interface TroubleVerdict {
  readonly failure: AuthFailure;
  readonly pauseMs: number;
}

/** After so many refusals in a row nobody believes that the next one will differ. */
const maxRefusals = 2;
/** A fault of the service that lasts longer than this is about our refresh token, ms. */
const maxFaultMs = 10 * 60_000;
const quickMs = 250;
const outagePauseMs = 2_000;
const longestPauseMs = 60_000;

/**
 * Counts what goes wrong with renewing one grant. The tokens are kept whatever it is: a refusal in
 * words of the house counts as the end of the sign-in only when it comes again, a fault of the
 * service only when it lasts for ten minutes; the network says nothing about it at all.
 */
export class RenewalTrouble {
  #refusals = 0;
  #faultSince: number | undefined;

  /** A renewal worked, or there is another grant. */
  clear(): void {
    this.#refusals = 0;
    this.#faultSince = undefined;
  }

  /** The service refused, whatever its words. */
  refused(detail: string): TroubleVerdict {
    this.#refusals += 1;
    return this.#refusals >= maxRefusals
      ? { failure: notRenewable(detail), pauseMs: longestPauseMs }
      : { failure: unavailable(detail), pauseMs: quickMs };
  }

  /** At `now` (monotonic, ms) came something that no token endpoint answers, e.g. a login page. */
  nonsense(detail: string, now: number): TroubleVerdict {
    // A network in between may answer like that as well, for a while.
    return this.outage(502, unavailable(detail), now);
  }

  /** The service answered at `now` (monotonic, ms) that it cannot answer (5xx, 429). */
  outage(status: number, failure: AuthFailure, now: number): TroubleVerdict {
    const isFault = status >= 500;
    if (isFault) this.#faultSince ??= now;
    const retryAfterMs = failure.kind === 'unavailable' ? (failure.retryAfterMs ?? 0) : 0;
    const pauseMs = Math.min(Math.max(outagePauseMs, retryAfterMs), longestPauseMs);
    const detail = 'detail' in failure ? (failure.detail ?? '') : '';
    if (this.#faultSince !== undefined && now - this.#faultSince >= maxFaultMs) {
      return { failure: notRenewable(detail), pauseMs: longestPauseMs };
    }
    // 502 to 504 come from what stands in front of a service; 500 may be its answer to a dead token.
    const mayBeOver = status === 500;
    const told = failure.kind === 'unavailable' ? { ...failure, mayBeOver } : failure;
    return { failure: told, pauseMs };
  }
}

function notRenewable(detail: string): AuthFailure {
  return { kind: 'needs-sign-in', reason: 'not-renewable', detail };
}
