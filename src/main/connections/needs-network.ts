import type { ServerDefinition } from '../../shared/domain/server.ts';

/** Hosts that are this computer, as `URL.hostname` writes them. */
const ownHost = /^(.+\.)?localhost\.?$|^127(\.\d+){3}$|^\[::1\]$|^\[::ffff:7f[0-9a-f]{2}:/;

/**
 * Whether a server is out of reach while the network is away: one that runs on this computer, as
 * a program or under a loopback address, is not.
 */
export function needsNetwork(transport: ServerDefinition['transport']): boolean {
  if (transport.type === 'stdio' || transport.type === 'built-in') return false;
  return !(URL.canParse(transport.url) && ownHost.test(new URL(transport.url).hostname));
}
