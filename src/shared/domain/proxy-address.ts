/**
 * Whether a text is the address of a proxy that can be used and kept: http or https, a host, at most
 * a port. A user or a password in it would be a secret in a plain file, so it is refused.
 */
export function isProxyAddress(text: string): boolean {
  if (!/^https?:\/\/[^/?#@\s]+\/?$/i.test(text) || !URL.canParse(text)) return false;
  const { pathname, username, password } = new URL(text);
  return pathname === '/' && username === '' && password === '';
}
