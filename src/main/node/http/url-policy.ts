import { parseUrl } from '../../../shared/util/parse-url.ts';
import { addressZone } from './address-zone.ts';

/** Who named a URL: the person using the application, or a server at `serverUrl`. */
export type UrlSource =
  | { readonly origin: 'user'; readonly serverUrl?: string | URL }
  | { readonly origin: 'server'; readonly serverUrl: string | URL };

/**
 * Whether a request may go to `url`. A person may name any http(s) URL, loopback and local network
 * included. A server may name its own origin and public https URLs; loopback or local-network
 * URLs (http or https) only when it lives in that very zone itself, link-local and reserved
 * addresses never, and credentials in the URL never. Names are judged by their form: judge the
 * resolved address as well, with `addressZone`, before connecting to a name a server chose.
 */
export function isUrlAllowed(url: string | URL, source: UrlSource): boolean {
  const target = parseUrl(url);
  if (target === undefined) return false;
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return false;
  if (source.origin === 'user') return true;
  if (target.username !== '' || target.password !== '') return false;
  const server = parseUrl(source.serverUrl);
  if (server === undefined) return false;
  if (target.origin === server.origin) return true;
  const zone = addressZone(target.hostname);
  if (zone === 'special') return false;
  if (zone === 'public') return target.protocol === 'https:';
  return zone === addressZone(server.hostname);
}
