import type { SessionOutcome } from '../../sessions/session.ts';
import { HttpOutcomeError } from './http-outcome-error.ts';
import type { SignalHub } from './signal-hub.ts';

/** The timers of one exchange: until the headers, between two pieces of the body, altogether. */
export type ExchangeTimer = 'headers' | 'idle' | 'total';

/**
 * One request and its answer, and everything they own: a short-lived abort signal, timers, links
 * to the long-lived signals. All of it goes when the exchange ends, in whatever way.
 */
export class Exchange implements Disposable {
  readonly #controller = new AbortController();
  readonly #timers = new Map<ExchangeTimer, NodeJS.Timeout>();
  readonly #links: Disposable[] = [];
  readonly #onEnd: (() => void) | undefined;
  readonly startedAt = performance.now();
  #ended = false;

  constructor(hub: SignalHub, signals: readonly AbortSignal[], onEnd?: () => void) {
    this.#onEnd = onEnd;
    for (const signal of signals) {
      this.#links.push(
        hub.link(signal, () => {
          this.abort({ kind: 'aborted' });
        }),
      );
    }
  }

  /** Hand this one to the HTTP client; aborted with an {@link HttpOutcomeError}. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  /** (Re)starts a timer; 0 or less means none. When it fires, the exchange is over: timed-out. */
  arm(timer: ExchangeTimer, afterMs: number): void {
    this.disarm(timer);
    if (afterMs <= 0 || this.#ended) return;
    const handle = setTimeout(() => {
      this.abort({ kind: 'timed-out', phase: 'request', afterMs });
    }, afterMs);
    handle.unref();
    this.#timers.set(timer, handle);
  }

  disarm(timer: ExchangeTimer): void {
    clearTimeout(this.#timers.get(timer));
    this.#timers.delete(timer);
  }

  /** Ends the exchange and frees its socket; a pending read rejects with the outcome. */
  abort(outcome: SessionOutcome): HttpOutcomeError {
    const error = new HttpOutcomeError(outcome);
    this[Symbol.dispose]();
    this.#controller.abort(error);
    return error;
  }

  /** Lets go of timers and links; the answer was read to its end, or nobody wants it. */
  [Symbol.dispose](): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const handle of this.#timers.values()) clearTimeout(handle);
    this.#timers.clear();
    for (const link of this.#links) link[Symbol.dispose]();
    this.#onEnd?.();
  }
}
