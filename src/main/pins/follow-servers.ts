import type { ServerDefinition } from '../../shared/domain/server.ts';
import { catalogKey } from '../catalog/owner-catalogs.ts';
import type { Servers } from '../registry/registry-ports.ts';
import type { Approvals } from '../approvals/approvals.ts';
import type { Pins } from './pins.ts';

/**
 * Tells a server that comes back (an undo, a restore, a line put back into the file) from one that is
 * added: what was agreed to of the former holds, and nothing does for the latter.
 */
export function followServers(deps: {
  readonly servers: Pick<Servers, 'list' | 'onChange'>;
  readonly pins: Pick<Pins, 'bringBack' | 'startAnew'>;
  readonly approvals: Pick<Approvals, 'startAnew'>;
  /** Every owner of a catalog there may be. */
  readonly owners: () => readonly string[];
  /** Epoch ms. */
  readonly now: () => number;
}): Disposable {
  const { servers, pins, approvals } = deps;
  const startedAt = deps.now();
  const known = new Set(servers.list().map(idOf));
  return servers.onChange((change) => {
    if (change.kind !== 'saved' || change.cause !== 'created') return;
    const { server } = change;
    const isBack = known.has(idOf(server)) || server.createdAt < startedAt;
    known.add(idOf(server));
    for (const owner of deps.owners()) {
      const key = catalogKey(owner, server.name);
      if (isBack) {
        pins.bringBack(key);
        continue;
      }
      void pins.startAnew(key);
      void approvals.startAnew(key);
    }
  });
}

const idOf = ({ name, createdAt }: ServerDefinition): string => JSON.stringify([name, createdAt]);
