import { parseUrl } from '../../../shared/util/parse-url.ts';

/** The host of an address, with its port; what is no address stays as it is. */
export function hostOf(address: string): string {
  return parseUrl(address)?.host ?? address;
}
