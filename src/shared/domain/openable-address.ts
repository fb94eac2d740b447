import { parseUrl } from '../util/parse-url.ts';

const maxUrlChars = 16_384;
const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Whether an address may be handed to the browser of the person: https, or http on this computer;
 * without credentials and without a character that could mean something to a shell or a terminal.
 */
export function isOpenable(text: string): boolean {
  // Visible ASCII only; a browser writes everything else in its encoded form.
  if (
    text.length > maxUrlChars ||
    !/^[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/.test(text)
  ) {
    return false;
  }
  const url = parseUrl(text);
  if (url === undefined) return false;
  const { protocol, username, password, hostname } = url;
  if (username !== '' || password !== '' || hostname === '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopbackHosts.has(hostname));
}

/** A server's address as a browser would write it; null where that may not be handed to one. */
export function openableAddress(text: string): string | null {
  const href = parseUrl(text)?.href;
  return href !== undefined && isOpenable(href) ? href : null;
}
