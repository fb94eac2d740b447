import type { CatalogKind, CatalogNotice } from '../../shared/domain/catalog.ts';
import { cutText } from '../../shared/util/fit-text.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Session, SessionInfo, SessionOutcome } from '../sessions/session.ts';
import type { Clock } from '../kernel/clock.ts';
import { defaultListLimits } from './catalog-limits.ts';
import type { ListLimits } from './catalog-limits.ts';
import { fetchList } from './fetch-list.ts';
import type { ListRead } from './fetch-list.ts';
import type { ServerCatalog } from './server-catalog.ts';
import type { CatalogItems } from './catalog-entry.ts';

/** The part of a session a catalog is read from. */
export type CatalogSource = Pick<Session, 'listPage' | 'probe'> & {
  readonly info: Pick<SessionInfo, 'offers' | 'instructions'>;
};

/** How catalogs are read. */
export interface FetchOptions {
  readonly clock: Clock;
  readonly limits?: ListLimits;
}

/** Why no catalog could be read. */
export type CatalogFailure =
  /** The connection itself failed. */
  | { readonly kind: 'connection'; readonly outcome: SessionOutcome }
  /** The server is there but refused every list it says it has. */
  | { readonly kind: 'lists'; readonly outcome: SessionOutcome };

/** Of instructions that are kept; longer ones end in an ellipsis. */
const maxInstructionChars = 1_048_576;
const methodNotFound = -32_601;

/**
 * Reads the lists a server says it has, side by side. Succeeds when at least one of them could be
 * read; one that was refused, is out of shape, or has not come a third of the time for lists after
 * the first one did, is empty and has a notice. A server that offers no list is
 * asked for a sign of life instead, so that success always means that the server answered.
 */
export async function fetchCatalog(
  source: CatalogSource,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Result<ServerCatalog, CatalogFailure>> {
  const offers = [...new Set(source.info.offers)];
  if (offers.length === 0) {
    const alive = await source.probe(signal);
    if (!alive.ok && alive.error.kind !== 'rpc-error') {
      return err({ kind: 'connection', outcome: alive.error });
    }
  }
  const reads = await readSideBySide(source, offers, options, signal);
  const broken = reads.find(isConnectionFailure);
  if (broken !== undefined) return err({ kind: 'connection', outcome: broken.outcome });
  const refusals = reads.flatMap((read) => (read.refusal === undefined ? [] : [read.refusal]));
  const [firstRefusal] = refusals;
  if (firstRefusal !== undefined && refusals.length === reads.length) {
    return err({ kind: 'lists', outcome: firstRefusal });
  }
  return ok({
    ...emptyLists(),
    ...Object.fromEntries(reads.map(({ kind, read }) => [kind, read.entries])),
    ...instructionsOf(source),
    results: resultsOf(reads),
    isAsSent: true,
    offers,
    notices: reads.flatMap(({ read }) => read.notices),
    fetchedAt: options.clock.now(),
  });
}

/**
 * Reads one list again and puts it in place of the old one. When that fails the old list stays and
 * a notice says so.
 */
export async function refetchList<K extends CatalogKind>(
  source: CatalogSource,
  catalog: ServerCatalog,
  kind: K,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Result<ServerCatalog, SessionOutcome>> {
  const { clock, limits = defaultListLimits } = options;
  const result = await fetchList(source, kind, { clock, limits }, signal);
  if (!result.ok && result.error.kind === 'aborted') return result;
  const others = catalog.notices.filter((notice) => notice.kind !== kind);
  if (!result.ok) {
    return ok({ ...catalog, notices: [...others, failedNotice(kind, result.error)] });
  }
  return ok({
    ...catalog,
    [kind]: result.value.entries,
    results: { ...othersOf(catalog.results, kind), ...resultsOf([{ kind, read: result.value }]) },
    notices: [...others, ...result.value.notices],
    fetchedAt: clock.now(),
  });
}

interface KindRead {
  readonly kind: CatalogKind;
  readonly read: ListRead<CatalogItems[CatalogKind]>;
  /** The server answered, but with an error. */
  readonly refusal?: SessionOutcome;
  readonly outcome?: SessionOutcome;
}

function isConnectionFailure(read: KindRead): read is KindRead & { outcome: SessionOutcome } {
  return read.outcome !== undefined;
}

/** Once one list is there, those that stay silent are not waited for to the end of their time. */
async function readSideBySide(
  source: CatalogSource,
  offers: readonly CatalogKind[],
  options: FetchOptions,
  signal: AbortSignal,
): Promise<readonly KindRead[]> {
  const { clock, limits = defaultListLimits } = options;
  const patienceMs = Math.round(limits.maxDurationMs / 3);
  const impatient = new AbortController();
  const timers: Disposable[] = [];
  const ending = AbortSignal.any([signal, impatient.signal]);
  const read = async (kind: CatalogKind) => {
    const result = await fetchList(source, kind, { clock, limits }, ending);
    if (result.ok && timers.length === 0) {
      timers.push(clock.schedule(patienceMs, () => impatient.abort()));
    }
    const isSilent = !result.ok && impatient.signal.aborted && !signal.aborted;
    const silence: SessionOutcome = { kind: 'timed-out', phase: 'listing', afterMs: patienceMs };
    return readOf(kind, isSilent ? err(silence) : result);
  };
  try {
    return await Promise.all(offers.map(read));
  } finally {
    for (const timer of timers) timer[Symbol.dispose]();
  }
}

/** What says something of one list, and not of the connection. */
const aboutTheList: ReadonlySet<SessionOutcome['kind']> = new Set([
  'rpc-error',
  'protocol',
  'timed-out',
]);

function readOf(
  kind: CatalogKind,
  result: Result<ListRead<CatalogItems[CatalogKind]>, SessionOutcome>,
): KindRead {
  if (result.ok) return { kind, read: result.value };
  const outcome = result.error;
  const nothing = { entries: [], notices: [] };
  if (!aboutTheList.has(outcome.kind)) return { kind, read: nothing, outcome };
  // Many servers declare what they do not have, and then do not know the request for it.
  if (kind !== 'tools' && outcome.kind === 'rpc-error' && outcome.rpcCode === methodNotFound) {
    return { kind, read: nothing };
  }
  return { kind, read: { entries: [], notices: [failedNotice(kind, outcome)] }, refusal: outcome };
}

function failedNotice(kind: CatalogKind, outcome: SessionOutcome): CatalogNotice {
  const detail =
    outcome.kind === 'rpc-error'
      ? `error ${outcome.rpcCode}: ${outcome.message.slice(0, 1_000)}`
      : outcome.kind === 'protocol'
        ? outcome.detail.slice(0, 1_000)
        : outcome.kind;
  return { kind, reason: 'list-failed', detail };
}

function emptyLists() {
  return { tools: [], resources: [], resourceTemplates: [], prompts: [] };
}

function resultsOf(reads: readonly Pick<KindRead, 'kind' | 'read'>[]): ServerCatalog['results'] {
  return Object.fromEntries(
    reads.flatMap(({ kind, read }) => (read.rest === undefined ? [] : [[kind, read.rest]])),
  );
}

function othersOf(results: ServerCatalog['results'], kind: CatalogKind): ServerCatalog['results'] {
  return Object.fromEntries(Object.entries(results).filter(([other]) => other !== kind));
}

function instructionsOf({ info }: CatalogSource): { instructions?: string } {
  const { instructions } = info;
  if (instructions === undefined) return {};
  return { instructions: cutText(instructions, maxInstructionChars) };
}
