/**
 * An address as a browser would write it, if it is one a browser may be given: https, or http on
 * this computer, without a name and password in it. Main looks again before it opens one.
 */
export function openableAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { href, protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return null;
  const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere) ? href : null;
}
