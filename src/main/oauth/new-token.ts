import type { Clock } from '../kernel/clock.ts';

/** Where an access token came from. */
export type TokenOrigin =
  | 'sign-in'
  | 'renewal'
  /** A renewal because the server refused the token before. */
  | 'refusal';

/** A token that no request was answered with yet. */
export interface NewToken {
  readonly accessToken: string;
  /** The server refused the very token a sign-in gave. */
  readonly isOfSignIn: boolean;
  /** The token before it was refused as well. */
  readonly isLastTry: boolean;
  /** Until when the server's clock is waited for, monotonic ms; absent while nobody waits yet. */
  readonly waitUntil?: number;
}

/** A token that was not taken within this time is no new one any more, ms. */
const newForMs = 60_000;

/**
 * Remembers the latest token until a server has taken it: a server whose clock is slow refuses it
 * for a moment, and one that refuses it twice will not take the next one either.
 */
export class NewTokenWatch {
  readonly #clock: Pick<Clock, 'monotonicNow'>;
  #current: (NewToken & { readonly until: number }) | undefined;

  constructor(clock: Pick<Clock, 'monotonicNow'>) {
    this.#clock = clock;
  }

  /** A token was given out. */
  begin(accessToken: string, origin: TokenOrigin): void {
    const before = this.#current;
    const isLastTry = origin === 'refusal';
    this.#current = {
      accessToken,
      isOfSignIn: origin === 'sign-in' || (isLastTry && before?.isOfSignIn === true),
      isLastTry,
      ...(isLastTry && before !== undefined ? { waitUntil: before.waitUntil } : {}),
      until: this.#clock.monotonicNow() + newForMs,
    };
  }

  /** The token if nobody has taken it yet. */
  of(accessToken: string): NewToken | undefined {
    const current = this.#current;
    const isIt = current?.accessToken === accessToken && this.#clock.monotonicNow() < current.until;
    return isIt ? current : undefined;
  }

  /**
   * How long a caller whose token was refused is to wait for the server's clock, ms: the first one
   * `delayMs`, whoever comes meanwhile the rest of it, afterwards nobody.
   */
  waitMs(accessToken: string, delayMs: number): number {
    const now = this.#clock.monotonicNow();
    const current = this.of(accessToken);
    if (current === undefined || this.#current === undefined) return 0;
    if (current.waitUntil !== undefined) return Math.max(0, current.waitUntil - now);
    if (current.isLastTry) return 0;
    this.#current = { ...this.#current, waitUntil: now + delayMs };
    return delayMs;
  }

  /** A server has taken the token. */
  proved(accessToken: string): void {
    if (this.#current?.accessToken === accessToken) this.#current = undefined;
  }
}
