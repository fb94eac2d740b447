import { parseUrl } from '../../../shared/util/parse-url.ts';

/** What to do with an answer that may be a redirect. */
export type RedirectDecision =
  | { readonly kind: 'none' }
  | { readonly kind: 'follow'; readonly to: URL }
  | { readonly kind: 'refuse'; readonly to: string };

/** More hops than this are refused. */
export const MAX_REDIRECTS = 5;

/**
 * Decides about one redirect: it is followed only within the origin of the request (the upgrade
 * from http to https on default ports counts as such), with the method kept, at most
 * {@link MAX_REDIRECTS} times. Everything else is refused, so that a header never reaches a
 * stranger. `hop` counts from 0.
 */
export function decideRedirect(answer: {
  readonly status: number;
  readonly location: string | null;
  readonly from: URL;
  readonly method: string;
  readonly hop: number;
}): RedirectDecision {
  const { status, location, from, method, hop } = answer;
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return { kind: 'none' };
  const to = parseUrl(location, from);
  if (to === undefined) return { kind: 'refuse', to: location };
  const keepsMethod = status >= 307 || method === 'GET' || method === 'HEAD';
  const plain = to.username === '' && to.password === '';
  if (hop >= MAX_REDIRECTS || !keepsMethod || !plain || !isWithinOrigin(from, to)) {
    return { kind: 'refuse', to: to.href };
  }
  to.username = from.username;
  to.password = from.password;
  return { kind: 'follow', to };
}

function isWithinOrigin(from: URL, to: URL): boolean {
  if (from.protocol === to.protocol && from.host === to.host) return true;
  const upgraded = from.protocol === 'http:' && to.protocol === 'https:';
  return upgraded && from.hostname === to.hostname && from.port === '' && to.port === '';
}
