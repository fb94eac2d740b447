import { startsByItself } from '../../shared/domain/starts-by-itself.ts';
import type { ConnectableServer } from './connection-ports.ts';
import { needsNetwork } from './needs-network.ts';

/** What a changed definition means for the connection of its server. */
export type DefinitionChange =
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'there';
      /** Whether what it needs now can be reached; absent where it needs what it needed before. */
      readonly network?: 'network-back' | 'network-lost';
      /** It was turned on, and is one that starts by itself. */
      readonly isToStart: boolean;
    };

/** Compares a definition with the one that was seen before, if there was one. */
export function definitionChange(
  seen: ConnectableServer | undefined,
  server: ConnectableServer | undefined,
  isOnline: boolean,
): DefinitionChange {
  if (server === undefined) return { kind: 'gone' };
  const isToStart = seen?.enabled === false && startsByItself(server);
  if (seen !== undefined && isSameConnection(seen, server)) return { kind: 'there', isToStart };
  const isReachable = isOnline || !needsNetwork(server.transport);
  return { kind: 'there', network: isReachable ? 'network-back' : 'network-lost', isToStart };
}

function isSameConnection(one: ConnectableServer, other: ConnectableServer): boolean {
  return (
    one.enabled === other.enabled &&
    one.updatedAt === other.updatedAt &&
    one.transport === other.transport
  );
}
