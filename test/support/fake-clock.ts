import type { Clock } from '../../src/main/kernel/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Lets every promise that is ready run on, and those that become ready by that. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** A clock that stands still until it is advanced, and whose time of day can be set. */
export class FakeClock implements Clock {
  /** What `schedule` goes by; deliberately far from any time of day. */
  #elapsed = 7_000;
  #aheadMs: number;
  #order = 0;
  readonly #timers = new Set<Timer>();

  constructor(now = 1_000_000) {
    this.#aheadMs = now - this.#elapsed;
  }

  now(): number {
    return this.#elapsed + this.#aheadMs;
  }

  monotonicNow(): number {
    return this.#elapsed;
  }

  /** Somebody sets the time of day on, or back when negative; no time passes by that. */
  setWallOn(byMs: number): void {
    this.#aheadMs += byMs;
  }

  /** Timers that have not fired yet. */
  get pending(): number {
    return this.#timers.size;
  }

  schedule(delayMs: number, callback: () => void): Disposable {
    const timer = { at: this.#elapsed + Math.max(0, delayMs), order: this.#order++, callback };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  }

  /** Moves time on, firing timers at their moment and letting promises run in between. */
  async advance(byMs: number): Promise<void> {
    const end = this.#elapsed + byMs;
    await settle();
    for (let next = this.#nextUntil(end); next !== undefined; next = this.#nextUntil(end)) {
      this.#timers.delete(next);
      this.#elapsed = next.at;
      next.callback();
      await settle();
    }
    this.#elapsed = end;
  }

  #nextUntil(end: number): Timer | undefined {
    return [...this.#timers]
      .filter(({ at }) => at <= end)
      .sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}
