import { fetchCatalog } from '../catalog/fetch-catalog.ts';
import { err } from '../../shared/util/result.ts';
import { classifyOutcome } from './classify-outcome.ts';
import type { ConnectionDeps, LiveSession, RefreshResult } from './connection-ports.ts';
import type { Live } from './live-session.ts';

/** Fetches all lists of a server again and keeps them; what went wrong is said in words. */
export async function refetch(
  name: string,
  session: LiveSession,
  deps: Pick<ConnectionDeps, 'clock' | 'catalogs'> & {
    readonly limits: Live['listLimits'] | undefined;
  },
  signal: AbortSignal,
): Promise<RefreshResult> {
  const { clock, catalogs, limits } = deps;
  const fetched = await fetchCatalog(session, { clock, limits }, signal);
  if (!fetched.ok) {
    const { failure } = classifyOutcome(fetched.error.outcome, clock.now());
    return err({ kind: 'request-failed', failure });
  }
  catalogs.put(name, fetched.value);
  return fetched;
}
