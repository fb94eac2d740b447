import { startsByItself } from '../../shared/domain/starts-by-itself.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { Servers } from '../registry/registry-ports.ts';

/** Connects a server that the profile in use has got and that starts by itself there. */
export function bringUp(
  name: string,
  {
    registry,
    pool,
  }: {
    readonly registry: Pick<Servers, 'get'>;
    readonly pool: Pick<ConnectionPool, 'connect'>;
  },
): void {
  const server = registry.get(name);
  if (server !== undefined && startsByItself(server)) pool.connect(name, 'launch');
}
