import { HttpOutcomeError } from '../http/http-outcome-error.ts';

/** An error that carries why a proxy led nowhere; nothing of a user or password is in it. */
export function proxyError(
  reason: 'sign-in' | 'refused' | 'unreachable' | 'unusable',
  proxy: URL | string,
  detail: string,
): HttpOutcomeError {
  const shown = typeof proxy === 'string' ? proxy : proxy.host;
  return new HttpOutcomeError({ kind: 'proxy', reason, proxy: shown, detail });
}

/** What a proxy that was asked for a tunnel and answers `status` means (RFC 9110 section 9.3.6). */
export function refusedTunnel(proxy: URL, status: number): HttpOutcomeError {
  return proxyError(status === 407 ? 'sign-in' : 'refused', proxy, `HTTP ${String(status)}`);
}
