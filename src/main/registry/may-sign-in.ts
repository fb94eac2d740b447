import type { ServerDefinition } from '../../shared/domain/server.ts';

/** Whether a server is one that access tokens may be sent to. */
export function maySignIn({ transport, auth }: ServerDefinition): boolean {
  if (!('url' in transport) || auth.type === 'api-key') return false;
  return !Object.keys(transport.headers).some((name) => name.toLowerCase() === 'authorization');
}

/** A WebSocket address as the http(s) address its metadata and tokens are for. */
export function httpUrlOf(url: string): string {
  return url.replace(/^ws(s?):/i, 'http$1:');
}
