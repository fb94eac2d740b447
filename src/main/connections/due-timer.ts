import type { Clock } from '../kernel/clock.ts';

/** One timer that is always the latest one set, and how long it still takes. */
export class DueTimer implements Disposable {
  readonly #clock: Clock;
  #timer: Disposable | undefined;
  /** When it fires, on the clock that never goes back. */
  #dueAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `due` in `delayMs`, and not what was to be called before. */
  set(delayMs: number, due: () => void): void {
    this[Symbol.dispose]();
    this.#dueAt = this.#clock.monotonicNow() + delayMs;
    this.#timer = this.#clock.schedule(delayMs, () => {
      this.#timer = undefined;
      due();
    });
  }

  /** Until the timer that was set last fires, ms; negative once it has. */
  get leftMs(): number {
    return this.#dueAt - this.#clock.monotonicNow();
  }

  /** Nothing is called any more. */
  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}
