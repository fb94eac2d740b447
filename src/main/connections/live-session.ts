import type { CatalogKind } from '../../shared/domain/catalog.ts';
import { createCatalogRefresher } from '../catalog/catalog-refresher.ts';
import { refetchList } from '../catalog/fetch-catalog.ts';
import type { CatalogStore } from '../catalog/catalog-store.ts';
import type { Clock } from '../ports.ts';
import type { ReadyEnd } from './attempt-runner.ts';
import type { LiveSession } from './connection-ports.ts';
import { createIdleWatch } from './idle-watch.ts';
import type { IdleWatch } from './idle-watch.ts';
import type { Session } from './session.ts';

/** What exists only while a connection is ready; disposing it does not close the session. */
export interface Live extends Disposable {
  readonly session: LiveSession;
  /** Counts as a use of the session. */
  touch(): void;
  /** A list of the server changed: it is fetched again soon. */
  listChanged(kind: CatalogKind): void;
}

/** What a live session needs. */
export interface LiveDeps {
  readonly name: string;
  readonly clock: Clock;
  readonly catalogs: Pick<CatalogStore, 'put' | 'peek'>;
  readonly onIdle: () => void;
}

/** Surrounds a fresh session with its idle time and the upkeep of its catalog. */
export function createLive(end: ReadyEnd, deps: LiveDeps): Live {
  const { clock, onIdle } = deps;
  const watch = createIdleWatch({ clock, idleMs: end.resolved.timeouts.idleMs, onIdle });
  const refresher = createCatalogRefresher({
    clock,
    refetch: (kinds, signal) => refetchAll(end.session, deps, kinds, signal),
  });
  return {
    session: asLiveSession(end.session, watch),
    touch: () => watch.touch(),
    listChanged: (kind) => refresher.changed(kind),
    [Symbol.dispose]() {
      refresher[Symbol.dispose]();
      watch[Symbol.dispose]();
    },
  };
}

async function refetchAll(
  session: Session,
  { name, catalogs, clock }: LiveDeps,
  kinds: readonly CatalogKind[],
  signal: AbortSignal,
): Promise<void> {
  for (const kind of kinds) {
    const catalog = catalogs.peek(name);
    if (catalog === undefined || !session.info.offers.includes(kind)) continue;
    const next = await refetchList(session, catalog, kind, { clock }, signal);
    if (next.ok && !signal.aborted) catalogs.put(name, next.value);
  }
}

/** `session` for users: every request counts as use, and closing it is not theirs to do. */
function asLiveSession(session: Session, watch: IdleWatch): LiveSession {
  return {
    info: session.info,
    listPage: (...input) => watch.during(() => session.listPage(...input)),
    callTool: (...input) => watch.during(() => session.callTool(...input)),
    readResource: (...input) => watch.during(() => session.readResource(...input)),
    getPrompt: (...input) => watch.during(() => session.getPrompt(...input)),
    complete: (...input) => watch.during(() => session.complete(...input)),
    probe: (...input) => watch.during(() => session.probe(...input)),
  };
}
