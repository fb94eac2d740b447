import type { FetchLike } from '@modelcontextprotocol/client';

const header = 'mcp-method';

/**
 * A `fetch` that, while `isHandshake`, says in a header which method each message is for, as every
 * POST to a modern server must (2026-07-28, transports). The SDK leaves it out of the legacy
 * handshake, which may well reach a modern server as long as its era is not known; a legacy server
 * takes no notice.
 */
export function createMethodHeaderFetch(fetch: FetchLike, isHandshake: () => boolean): FetchLike {
  return (input, init) => {
    const method = isHandshake() ? methodOf(init?.body) : undefined;
    if (method === undefined) return fetch(input, init);
    const headers = new Headers(init?.headers);
    if (!headers.has(header)) headers.set(header, method);
    return fetch(input, { ...init, headers });
  };
}

function methodOf(body: BodyInit | null | undefined): string | undefined {
  if (typeof body !== 'string') return undefined;
  try {
    const { method } = JSON.parse(body) as { readonly method?: unknown };
    return typeof method === 'string' && /^[\w/$.-]+$/.test(method) ? method : undefined;
  } catch {
    return undefined;
  }
}
