/** The longest wait a server may ask for, ms. */
export const MAX_RETRY_AFTER_MS = 60 * 60 * 1000;

/**
 * Reads a Retry-After header (RFC 9110 section 10.2.3: seconds or an HTTP date) into milliseconds
 * from `nowMs`, clamped to [0, {@link MAX_RETRY_AFTER_MS}]. Garbage gives undefined.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return clamp(Number(text) * 1000);
  // Date.parse accepts far more than HTTP dates; those all start with the name of a day.
  if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : clamp(at - nowMs);
}

function clamp(ms: number): number {
  return Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}
