import { spendPermit } from '../approvals/call-permit.ts';
import type { CatalogKind } from '../../shared/domain/catalog.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { listLimitsWithin } from '../catalog/catalog-limits.ts';
import type { ListLimits } from '../catalog/catalog-limits.ts';
import { createCatalogRefresher } from '../catalog/catalog-refresher.ts';
import { refetchList } from '../catalog/fetch-catalog.ts';
import type { CatalogStore } from '../catalog/catalog-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { ReadyEnd } from './attempt-runner.ts';
import type { LiveSession } from './connection-ports.ts';
import { createHeartbeat } from './heartbeat.ts';
import type { Heartbeat } from './heartbeat.ts';
import { createIdleWatch } from './idle-watch.ts';
import type { IdleWatch } from './idle-watch.ts';
import type { Session, SessionOutcome } from '../sessions/session.ts';
import { isStateless } from '../../shared/domain/transport-kind.ts';

/** What exists only while a connection is ready; disposing it does not close the session. */
export interface Live extends Disposable {
  readonly session: LiveSession;
  /** How long its lists may take, and how much they may hold. */
  readonly listLimits: ListLimits;
  /** Counts as a use of the session. */
  touch(): void;
  /** Asks the server for a sign of life after this time, ms; in doubt, one silence is enough. */
  checkIn(delayMs: number, isInDoubt: boolean): void;
  /** A list of the server changed: it is fetched again soon. */
  listChanged(kind: CatalogKind): void;
}

/** What a live session needs. */
export interface LiveDeps {
  readonly name: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly catalogs: Pick<CatalogStore, 'put' | 'peek'>;
  readonly onIdle: () => void;
  /** The server hangs or is out of reach, though nothing has ended. */
  readonly onDead: (outcome: SessionOutcome) => void;
}

/** How long a session may be quiet before its server is asked for a sign of life. */
const quietMs = 2 * 60_000;
/** The same where there is no session to lose: each request of the modern era stands on its own. */
const quietStatelessMs = 5 * 60_000;

/** Surrounds a fresh session with its idle time and the upkeep of its catalog. */
export function createLive(end: ReadyEnd, deps: LiveDeps): Live {
  const { clock, onIdle } = deps;
  const watch = createIdleWatch({ clock, idleMs: end.resolved.timeouts.idleMs, onIdle });
  const keepsNothing = end.session.info.era === 'modern' && isStateless(end.resolved.launch);
  const heartbeat = createHeartbeat({
    clock,
    random: deps.random,
    probe: (signal) => end.session.probe(signal),
    proof: (signal) => firstPage(end.session, signal),
    dead: deps.onDead,
    quietMs: keepsNothing ? quietStatelessMs : quietMs,
  });
  const refresher = createCatalogRefresher({
    clock,
    refetch: (kinds, signal) => refetchAll(end, deps, kinds, signal),
  });
  return {
    listLimits: listLimitsWithin(end.resolved.timeouts.connectMs),
    session: asLiveSession(deps.name, end.session, watch, heartbeat),
    touch: () => watch.touch(),
    checkIn: (delayMs, isInDoubt) => heartbeat.checkIn(delayMs, isInDoubt),
    listChanged: (kind) => refresher.changed(kind),
    [Symbol.dispose]() {
      refresher[Symbol.dispose]();
      heartbeat[Symbol.dispose]();
      watch[Symbol.dispose]();
    },
  };
}

async function firstPage(session: Session, signal: AbortSignal) {
  const [kind] = session.info.offers;
  return kind === undefined ? undefined : session.listPage(kind, undefined, signal);
}

/** Whether any of the lists has become another. */
async function refetchAll(
  { session, resolved }: ReadyEnd,
  { name, catalogs, clock }: LiveDeps,
  kinds: readonly CatalogKind[],
  signal: AbortSignal,
): Promise<boolean> {
  const limits = listLimitsWithin(resolved.timeouts.connectMs);
  let isOther = false;
  for (const kind of kinds) {
    const catalog = catalogs.peek(name);
    if (catalog === undefined || !session.info.offers.includes(kind)) continue;
    const next = await refetchList(session, catalog, kind, { clock, limits }, signal);
    if (!next.ok || signal.aborted) continue;
    isOther ||= JSON.stringify(next.value[kind]) !== JSON.stringify(catalog[kind]);
    catalogs.put(name, next.value);
  }
  return isOther;
}

/**
 * `session` for users: every request counts as use, closing it is not theirs to do, and a tool is
 * called only with a permit.
 */
function asLiveSession(
  name: string,
  session: Session,
  watch: IdleWatch,
  heartbeat: Heartbeat,
): LiveSession {
  const use = async <T>(request: () => Promise<Result<T, SessionOutcome>>) => {
    const answer = await watch.during(() => heartbeat.during(request));
    if (!answer.ok && answer.error.kind === 'timed-out') heartbeat.suspect();
    return answer;
  };
  return {
    info: session.info,
    request: async (method, params, options) => {
      if (method === 'tools/call') spendPermit(options.permit, name, params['name']);
      return use(() => session.request(method, params, options));
    },
    listPage: (...input) => use(() => session.listPage(...input)),
    callTool: async (call, signal) => {
      spendPermit(call.permit, name, call.name);
      return use(() => session.callTool(call, signal));
    },
    readResource: (...input) => use(() => session.readResource(...input)),
    getPrompt: (...input) => use(() => session.getPrompt(...input)),
    complete: (...input) => use(() => session.complete(...input)),
    probe: (...input) => use(() => session.probe(...input)),
    watchResource: async (...input) => {
      const watched = await use(() => session.watchResource(...input));
      if (!watched.ok) return watched;
      // A server somebody waits to hear from is in use.
      let release: () => void = () => undefined;
      void watch.during(() => new Promise<void>((resolve) => (release = resolve)));
      return ok({
        [Symbol.dispose]() {
          release();
          watched.value[Symbol.dispose]();
        },
      });
    },
  };
}
