import type { Launch, SessionOutcome } from '../../sessions/session.ts';

type UrlLaunch = Extract<Launch, { readonly url: string }>;

/** How an address says that it takes no messages of Streamable HTTP. */
const refusals = new Set([400, 404, 405, 406, 410, 415, 501]);

/** How long it is waited for the stream of an address that may speak HTTP+SSE, ms. */
export const sseFallbackMs = 5_000;

/**
 * The launch over HTTP+SSE (2024-11-05) to try when an address did not take Streamable HTTP
 * (2025-11-25, basic/transports, backwards compatibility); undefined when nothing speaks for it.
 */
export function sseInstead(launch: Launch, outcome: SessionOutcome): UrlLaunch | undefined {
  if (launch.type !== 'streamable-http') return undefined;
  const isRefused = outcome.kind === 'http-status' && refusals.has(outcome.status);
  return isRefused ? { ...launch, type: 'sse' } : undefined;
}
