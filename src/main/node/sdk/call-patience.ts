import type { Clock } from '../../kernel/clock.ts';

/** A request that shows signs of life may take this many times its time altogether. */
const longestCallFactor = 10;

/** The time a request has. Whoever creates it disposes it. */
export interface CallPatience extends Disposable {
  /** Fires when the caller gives up, or when the time is over. */
  readonly signal: AbortSignal;
  /** How long it waited, ms, once the time is over. */
  readonly overAfterMs: number | undefined;
  /** A sign of life: the time begins anew. */
  renew(): void;
  /**
   * Stops the time until what it gives is disposed, as often as it is asked; afterwards it begins
   * anew. A person thinks as long as they like, which is no fault of the server.
   */
  pause(): Disposable;
}

/** Begins to wait: `timeoutMs` without a sign of life, or ten times as long altogether. */
export function createCallPatience(
  clock: Pick<Clock, 'monotonicNow' | 'schedule'>,
  timeoutMs: number,
  signal: AbortSignal,
): CallPatience {
  return new Patience(clock, timeoutMs, signal);
}

class Patience implements CallPatience {
  overAfterMs: number | undefined;
  readonly #clock: Pick<Clock, 'monotonicNow' | 'schedule'>;
  readonly #timeoutMs: number;
  readonly #caller: AbortSignal;
  readonly #controller = new AbortController();
  #spentMs = 0;
  #runningSinceMs = 0;
  #timer: Disposable | undefined;
  #pauses = 0;

  constructor(
    clock: Pick<Clock, 'monotonicNow' | 'schedule'>,
    timeoutMs: number,
    caller: AbortSignal,
  ) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#caller = caller;
    if (caller.aborted) this.#giveUp();
    else caller.addEventListener('abort', this.#giveUp, { once: true });
    this.#run();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  renew(): void {
    if (this.#timer === undefined) return;
    this.#halt();
    this.#run();
  }

  pause(): Disposable {
    this.#pauses += 1;
    this.#halt();
    let isPaused = true;
    return {
      [Symbol.dispose]: () => {
        if (!isPaused) return;
        isPaused = false;
        this.#pauses -= 1;
        if (this.#pauses === 0) this.#run();
      },
    };
  }

  [Symbol.dispose](): void {
    this.#halt();
    // A pause that ends later must not begin anything.
    this.#pauses = Infinity;
    this.#caller.removeEventListener('abort', this.#giveUp);
  }

  readonly #giveUp = () => {
    this[Symbol.dispose]();
    this.#controller.abort(this.#caller.reason);
  };

  #run(): void {
    if (this.#pauses > 0) return;
    const timeoutMs = this.#timeoutMs;
    this.#runningSinceMs = this.#clock.monotonicNow();
    const leftMs = timeoutMs * longestCallFactor - this.#spentMs;
    const delayMs = Math.min(timeoutMs, Math.max(0, leftMs));
    this.#timer = this.#clock.schedule(delayMs, () => {
      this.overAfterMs = this.#spentMs + delayMs;
      this[Symbol.dispose]();
      this.#controller.abort(new Error('Request timed out'));
    });
  }

  #halt(): void {
    if (this.#timer === undefined) return;
    this.#timer[Symbol.dispose]();
    this.#timer = undefined;
    this.#spentMs += this.#clock.monotonicNow() - this.#runningSinceMs;
  }
}
