import type { GrantName } from './oauth-ports.ts';

/** One text for each owner and server, to find in a map what belongs to both. */
export function grantKey({ owner, serverName }: GrantName): string {
  return JSON.stringify([owner, serverName]);
}
