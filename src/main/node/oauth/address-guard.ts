import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

import type { NamedBy } from '../../oauth/oauth-ports.ts';
import { addressZone } from '../http/address-zone.ts';
import { isUrlAllowed } from '../http/url-policy.ts';

/** An address a name stands for. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Asks the name service; rejects when there is no such name. */
export type ResolveHost = (host: string) => Promise<readonly ResolvedAddress[]>;

/** Why an address must not be contacted. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
}

/** The name service of the operating system. */
export const systemResolveHost: ResolveHost = (host) =>
  lookup(host, { all: true, verbatim: false });

/** Whether `url` may be asked, judged by its form. */
export function isAllowedUrl(url: string, namedBy: NamedBy): boolean {
  return namedBy.kind === 'person'
    ? isUrlAllowed(url, { origin: 'user' })
    : isUrlAllowed(url, { origin: 'server', serverUrl: namedBy.serverUrl });
}

/**
 * The addresses of a host that may be contacted. The person's own choice and the origin of the
 * server itself may be anywhere; what a server names has to be public, or in a zone the server
 * itself lives in. One forbidden address among several spoils them all. Connect to what this gives,
 * without asking the name service again.
 */
export async function allowedAddresses(
  url: URL,
  namedBy: NamedBy,
  resolve: ResolveHost,
): Promise<readonly ResolvedAddress[]> {
  const addresses = await addressesOf(url.hostname, resolve);
  if (namedBy.kind === 'person' || new URL(namedBy.serverUrl).origin === url.origin) {
    return addresses;
  }
  const foreign = addresses.filter(({ address }) => zoneOf(address) !== 'public');
  if (foreign.length === 0) return addresses;
  const own = await addressesOf(new URL(namedBy.serverUrl).hostname, resolve);
  const ownZones = new Set(own.map(({ address }) => zoneOf(address)));
  for (const { address } of foreign) {
    const zone = zoneOf(address);
    if (zone === 'special' || !ownZones.has(zone)) {
      throw new AddressRefusedError(`${url.host} leads to ${address}`);
    }
  }
  return addresses;
}

async function addressesOf(
  hostname: string,
  resolve: ResolveHost,
): Promise<readonly ResolvedAddress[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  return family === 0 ? resolve(host) : [{ address: host, family }];
}

/** Zones as for all addresses; some proxies answer for every name out of 198.18.0.0/15. */
function zoneOf(address: string): string {
  return /^198\.1[89]\./.test(address) ? 'stand-in' : addressZone(address);
}
