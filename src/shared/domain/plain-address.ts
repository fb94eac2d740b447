import { parseUrl } from '../util/parse-url.ts';
import type { Problem } from './server.ts';

const ownHost =
  /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]|0\.0\.0\.0)\.?$/i;

/** Whether a host, as it stands in an address, is this computer. */
export function isOwnHost(host: string): boolean {
  return ownHost.test(host);
}

/**
 * Whether what is sent to an address can be read on the way: plain `http` or `ws` to another
 * computer. Placeholders (`{{NAME}}`) count as some text; what is no address counts as safe.
 */
export function isPlainAddress(address: string): boolean {
  const url = parseUrl(address.trim().replace(/\{\{\w+\}\}/g, '1'));
  return url !== undefined && /^(?:http|ws):$/.test(url.protocol) && !isOwnHost(url.hostname);
}

/**
 * {@link isPlainAddress} of a server's address once a variable in it has this value. One that is not
 * made with that variable counts as safe, and so does an empty value.
 */
export function isPlainAddressWith(
  { url = '' }: { readonly type: string; readonly url?: string },
  variable: string,
  value: string,
): boolean {
  const placeholder = `{{${variable}}}`;
  if (value.trim() === '' || !url.includes(placeholder)) return false;
  return isPlainAddress(url.replaceAll(placeholder, () => value.trim()));
}

/** The remark that an address at this path is a plain one. */
export function plainAddressRemark(path: string): Problem {
  const message = 'This connection is not encrypted; others on the network can read it.';
  return { code: 'NOT_ENCRYPTED', path, message, severity: 'warning' };
}
