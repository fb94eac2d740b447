/** Time and timers; the only way domain code learns about time. */
export interface Clock {
  /** Milliseconds since the epoch, for what is written and shown. A person may set it back or on. */
  now(): number;
  /**
   * Milliseconds since an arbitrary moment, for pauses, proofs and durations; it never goes back.
   * Whether it counts sleep depends on the system: what must not outlive a sleep ends with
   * {@link OutsideFacts.onWake}.
   */
  monotonicNow(): number;
  /** Runs `callback` once after `delayMs` milliseconds unless the returned handle is disposed. */
  schedule(delayMs: number, callback: () => void): Disposable;
}
