import type { ServerDefinition } from '../../shared/domain/server.ts';
import { startsByItself } from '../../shared/domain/starts-by-itself.ts';
import type { ConnectionPool } from './pool-ports.ts';

/** Connects a server that came to a profile, as at launch: only where it begins by itself. */
export function bringUp(
  server: ServerDefinition | undefined,
  pool: Pick<ConnectionPool, 'connect'>,
): void {
  if (server !== undefined && startsByItself(server)) pool.connect(server.name, 'launch');
}
