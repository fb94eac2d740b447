import { parseUrl } from '../util/parse-url.ts';

/**
 * Whether a text is the address of a proxy that can be used and kept: http or https, a host, at most
 * a port. A user or a password in it would be a secret in a plain file, so it is refused.
 */
export function isProxyAddress(text: string): boolean {
  if (!/^https?:\/\/[^/?#@\s]+\/?$/i.test(text)) return false;
  const url = parseUrl(text);
  return url?.pathname === '/' && url.username === '' && url.password === '';
}
