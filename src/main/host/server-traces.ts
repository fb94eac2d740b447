import type { CallLog } from '../activity/call-log.ts';
import type { ServerLogs } from '../activity/server-logs.ts';
import type { StateHistory } from '../activity/state-history.ts';
import type { CatalogStore } from '../catalog/catalog-store.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';

/** What is kept about a server beside its definition. */
export interface ServerTraces {
  /** Drops catalog, log, history and what was said to a server that is gone. */
  readonly drop: (name: string) => Promise<void>;
  /** Ends the connection of a server that is gone, forgets its sign-ins, and drops the rest. */
  readonly forget: (name: string) => Promise<void>;
}

/** The traces in these places. */
export function createServerTraces(places: {
  readonly catalogs: Pick<CatalogStore, 'drop'>;
  readonly logBook: Pick<ServerLogs, 'drop'>;
  readonly calls: Pick<CallLog, 'forgetContents'>;
  readonly history: Pick<StateHistory, 'drop'>;
  readonly pool: Pick<ConnectionPool, 'drop'>;
  readonly signIns: Pick<SignIns, 'forget'>;
}): ServerTraces {
  const { catalogs, logBook, calls, history, pool, signIns } = places;
  const drop = async (name: string): Promise<void> => {
    await catalogs.drop(name);
    logBook.drop(name);
    history.drop(name);
    await calls.forgetContents(name);
  };
  return {
    drop,
    async forget(name) {
      await pool.drop(name);
      await signIns.forget(name);
      await drop(name);
    },
  };
}
