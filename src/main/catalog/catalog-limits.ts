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
