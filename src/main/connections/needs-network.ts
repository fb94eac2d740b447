import { isOwnHost } from '../../shared/domain/plain-address.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { hasAddress } from '../../shared/domain/transport-kind.ts';
import { parseUrl } from '../../shared/util/parse-url.ts';

/**
 * Whether a server is out of reach while the network is away: one that runs on this computer, as
 * a program or under a loopback address, is not.
 */
export function needsNetwork(transport: ServerDefinition['transport']): boolean {
  return hasAddress(transport) && !isOwnAddress(transport.url);
}

/** Whether an address leads to this computer by its name alone; false when it is none. */
export function isOwnAddress(url: string): boolean {
  const host = parseUrl(url)?.hostname;
  return host !== undefined && isOwnHost(host);
}
