import type { SessionOutcome } from '../../sessions/session.ts';
import { outcomeOf } from './http-outcome-error.ts';
import { redactText, safeUrl } from './safe-text.ts';
import { own } from '../../../shared/util/own.ts';
import { parseUrl } from '../../../shared/util/parse-url.ts';

/** Where a failure happened and which values must not show up in its outcome. */
export interface NetworkErrorContext {
  readonly url: string | URL;
  readonly redact: readonly string[];
  readonly elapsedMs: number;
}

// The HTTP client's own codes, told in the words of the system, which classifiers know.
const systemCodes: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CLOSED: 'ECONNRESET',
  UND_ERR_DESTROYED: 'ECONNRESET',
  EPIPE: 'ECONNRESET',
};

/**
 * Turns what `fetch` (or a socket) threw into an outcome. An error that already carries one keeps
 * it; a TLS failure keeps its OpenSSL or Node code as `errno`.
 */
export function classifyNetworkError(error: unknown, context: NetworkErrorContext): SessionOutcome {
  const carried = outcomeOf(error);
  if (carried !== undefined) return carried;
  const chain = causes(error);
  if (chain.some((link) => link.name === 'AbortError')) return { kind: 'aborted' };
  const code = chain.map(codeOf).find((found) => found !== undefined);
  const detail = redactText(chain.map((link) => link.message).join(': '), context.redact);
  switch (code) {
    case 'ERR_INVALID_URL':
      return { kind: 'invalid-url', url: safeUrl(context.url) };
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return { kind: 'timed-out', phase: 'request', afterMs: context.elapsedMs };
    case undefined:
      if (isProxyRefusal(chain)) {
        return { kind: 'http-status', status: 407, url: safeUrl(context.url) };
      }
      // `fetch` refuses ports of other protocols (fetch standard, port blocking).
      if (/bad port/.test(detail)) return network('EBADPORT', context.url, detail);
      if (/unknown scheme|scheme must be/.test(detail)) {
        return { kind: 'invalid-url', url: safeUrl(context.url) };
      }
      return network('UNKNOWN', context.url, detail);
    default:
      return network(own(systemCodes, code) ?? code, context.url, detail);
  }
}

/** `fetch` hides a 407 (fetch standard, HTTP-network-or-cache fetch) behind an error without words. */
function isProxyRefusal([outer, inner]: readonly Error[]): boolean {
  return outer?.message === 'fetch failed' && inner?.message === '';
}

function network(errno: string, url: string | URL, detail: string): SessionOutcome {
  const address = parseUrl(url)?.host ?? safeUrl(url);
  return { kind: 'network', errno, address, detail };
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && chain.length < 8) {
    const current = queue.shift();
    if (!(current instanceof Error)) continue;
    chain.push(current);
    // One attempt per address of the host: the first one speaks for all of them.
    if (current instanceof AggregateError) queue.push(current.errors[0]);
    queue.push(current.cause);
  }
  return chain;
}

function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
