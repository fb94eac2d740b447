/** Limits for reading one list of a server; whatever is beyond them is left out with a notice. */
export interface ListLimits {
  readonly maxPages: number;
  readonly maxItems: number;
  /** Size of all items together, as JSON in UTF-8. */
  readonly maxBytes: number;
  /** Time for all pages together, ms. */
  readonly maxDurationMs: number;
}

/** The limits of behaviour section 1.8. */
export const defaultListLimits: ListLimits = {
  maxPages: 50,
  maxItems: 1_000,
  maxBytes: 5 * 1_048_576,
  maxDurationMs: 30_000,
};

/**
 * The limits of a server with a time to connect of its own: its lists get what is left of that, and
 * never less than usual.
 */
export function listLimitsWithin(leftMs: number): ListLimits {
  const maxDurationMs = Math.max(defaultListLimits.maxDurationMs, leftMs);
  return { ...defaultListLimits, maxDurationMs };
}
