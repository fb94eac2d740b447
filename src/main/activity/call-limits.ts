/** How much is kept. */
export interface CallLimits {
  readonly maxCalls: number;
  /** Of records and contents together, on the disk. */
  readonly maxBytes: number;
  /** The disk may be up to a thirtieth behind, until the next call or start. */
  readonly maxAgeMs: number;
  /** Calls in one pair of files; the oldest go with their whole pair. */
  readonly pairCalls: number;
  readonly pairBytes: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is kept of calls unless a test says otherwise. */
export const callLimits: CallLimits = {
  maxCalls: 10_000,
  maxBytes: 32 * 1024 * 1024,
  maxAgeMs: 30 * DAY_MS,
  pairCalls: 1_000,
  pairBytes: 4 * 1024 * 1024,
};
