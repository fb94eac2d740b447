import type { AttemptPhase, MissingSetup } from '../../shared/domain/connection-state.ts';
import { fetchCatalog } from '../catalog/fetch-catalog.ts';
import { listLimitsWithin } from '../catalog/catalog-limits.ts';
import type { CatalogFailure } from '../catalog/fetch-catalog.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Clock } from '../kernel/clock.ts';
import { installSaidMs, installTimeMs, mayInstall } from './install-time.ts';
import { classifiedOf, retrySoon } from './classified.ts';
import type { Classified } from './classified.ts';
import { classifyOutcome } from './classify-outcome.ts';
import type { Ticket } from './connect-window.ts';
import type { LaunchProblem, ResolvedLaunch, ResolveLaunch } from './connection-ports.ts';
import { withDeadline } from './settle.ts';
import type {
  Session,
  SessionObserver,
  SessionOpener,
  SessionOutcome,
} from '../sessions/session.ts';

/** How an attempt ended. Unless it is ready, nothing of it lives any more. */
export type AttemptEnd =
  | {
      readonly kind: 'ready';
      readonly session: Session;
      readonly catalog: ServerCatalog;
      readonly resolved: ResolvedLaunch;
      /** Time for handshake and first list, ms. */
      readonly connectedInMs: number;
    }
  | { readonly kind: 'missing'; readonly missing: readonly MissingSetup[] }
  | {
      readonly kind: 'failed';
      readonly classified: Classified;
      /** Absent when it failed before anything was opened. */
      readonly outcome?: SessionOutcome;
    };

/**
 * What an attempt tells while it runs: what its session tells, then and afterwards, and what was read
 * before there was one. That a session is over is told also when it happened before the attempt was.
 */
export interface AttemptObserver extends SessionObserver {
  resolved(resolved: ResolvedLaunch): void;
}

/** What an attempt needs. */
export interface AttemptOptions {
  readonly name: string;
  readonly ticket: Ticket;
  /** Whether the era is asked for anew. */
  readonly freshEra: boolean;
  readonly opener: SessionOpener;
  readonly resolveLaunch: ResolveLaunch;
  readonly clock: Clock;
  /** Whether these settings have led to a ready session before. */
  readonly inspection?: ServerDefinition['inspection'] | undefined;
  readonly observer: AttemptObserver;
}

/** Waits for a place, reads how to open the server, opens it and reads what it offers. */
export async function runAttempt(
  options: AttemptOptions,
  signal: AbortSignal,
): Promise<AttemptEnd> {
  const { ticket } = options;
  const stopWaiting = () => ticket.release();
  signal.addEventListener('abort', stopWaiting, { once: true });
  try {
    if (signal.aborted || (await ticket.place) === 'cancelled') {
      return failed(options, { kind: 'aborted' });
    }
    const resolved = await limited(options, resolveLimitMs, signal, (ending) =>
      options.resolveLaunch(options.name, ending),
    );
    if (resolved === 'overdue') return failed(options, overdue('starting', resolveLimitMs));
    if (signal.aborted) return failed(options, { kind: 'aborted' });
    if (!resolved.ok) return endOfProblem(resolved.error);
    options.observer.resolved(resolved.value);
    const connectMs = connectTimeOf(options, resolved.value);
    // A program that ends at the question for its era is started twice, each time with all its time.
    const limitMs = 2 * connectMs + listLimitMs;
    const end = await limited(options, limitMs, signal, (ending) =>
      openAndList(options, withConnectTime(resolved.value, connectMs), ending),
    );
    return end === 'overdue' ? failed(options, overdue('listing', limitMs)) : end;
  } catch (error) {
    return failed(options, signal.aborted ? { kind: 'aborted' } : faultOf(error));
  } finally {
    signal.removeEventListener('abort', stopWaiting);
    ticket.release();
  }
}

/** Each step has limits of its own; these only keep a fault in one from blocking a server. */
const resolveLimitMs = 3 * 60_000;
const listLimitMs = 2 * 60_000;

function overdue(phase: AttemptPhase, afterMs: number): SessionOutcome {
  return { kind: 'timed-out', phase, afterMs };
}

/** Runs a step; when it takes too long its signal fires and nobody waits for it any more. */
async function limited<T>(
  { clock }: AttemptOptions,
  limitMs: number,
  signal: AbortSignal,
  step: (ending: AbortSignal) => Promise<T>,
): Promise<T | 'overdue'> {
  const limit = new AbortController();
  const work = step(AbortSignal.any([signal, limit.signal]));
  const how = await withDeadline(work, limitMs, clock);
  if (how === 'done') return work;
  limit.abort();
  // It may still fail; its failure is of no interest any more.
  work.catch(() => undefined);
  return 'overdue';
}

async function openAndList(
  options: AttemptOptions,
  resolved: ResolvedLaunch,
  signal: AbortSignal,
): Promise<AttemptEnd> {
  const { clock, opener, observer } = options;
  const startedAt = clock.monotonicNow();
  const loss = new AbortController();
  let lost: SessionOutcome | undefined;
  const sessionObserver: SessionObserver = {
    ...observer,
    ended(outcome) {
      lost = outcome;
      loss.abort();
      observer.ended(outcome);
    },
  };
  const installing = mayInstall(resolved.launch, options.inspection)
    ? clock.schedule(installSaidMs, () => observer.phase('installing'))
    : undefined;
  const request = openRequestOf(options, resolved);
  const opened = await opener
    .open(request, sessionObserver, signal)
    .finally(() => installing?.[Symbol.dispose]());
  if (!opened.ok) return failed(options, opened.error);

  const session = opened.value;
  const listing = AbortSignal.any([signal, loss.signal]);
  let isKept = false;
  try {
    observer.phase('listing');
    const leftMs = resolved.timeouts.connectMs - (clock.monotonicNow() - startedAt);
    const limits = listLimitsWithin(leftMs);
    const catalog = await fetchCatalog(session, { clock, limits }, listing);
    if (signal.aborted) return failed(options, { kind: 'aborted' });
    // What ended the session says more than the request that failed because of it.
    if (lost !== undefined) return failed(options, lost);
    if (!catalog.ok) return endOfLists(options, catalog.error);
    isKept = true;
    const connectedInMs = Math.round(clock.monotonicNow() - startedAt);
    return { kind: 'ready', session, catalog: catalog.value, resolved, connectedInMs };
  } finally {
    if (!isKept) await session.close();
  }
}

/** A first start that has to download what it runs is given the time. */
function connectTimeOf({ inspection }: AttemptOptions, resolved: ResolvedLaunch): number {
  const { connectMs } = resolved.timeouts;
  return mayInstall(resolved.launch, inspection) ? Math.max(connectMs, installTimeMs) : connectMs;
}

function withConnectTime(resolved: ResolvedLaunch, connectMs: number): ResolvedLaunch {
  return { ...resolved, timeouts: { ...resolved.timeouts, connectMs } };
}

function openRequestOf({ name, freshEra }: AttemptOptions, resolved: ResolvedLaunch) {
  return {
    serverName: name,
    launch: resolved.launch,
    era: resolved.era,
    freshEra,
    connectTimeoutMs: resolved.timeouts.connectMs,
    callTimeoutMs: resolved.timeouts.callMs,
    redact: resolved.redact,
  };
}

function failed({ clock }: AttemptOptions, outcome: SessionOutcome): AttemptEnd {
  return { kind: 'failed', classified: classifyOutcome(outcome, clock.now()), outcome };
}

function endOfProblem(problem: LaunchProblem): AttemptEnd {
  if (problem.kind === 'missing') return { kind: 'missing', missing: problem.missing };
  const { failure } = problem;
  return {
    kind: 'failed',
    classified: { failure, verdict: { kind: 'give-up' }, endedAtStart: false, mayPass: false },
  };
}

function endOfLists(options: AttemptOptions, { kind, outcome }: CatalogFailure): AttemptEnd {
  const asItIs = classifyOutcome(outcome, options.clock.now());
  if (kind === 'connection' || (outcome.kind !== 'rpc-error' && outcome.kind !== 'protocol')) {
    return { kind: 'failed', classified: asItIs, outcome };
  }
  const judgement = {
    code: 'LIST_FAILED',
    verdict: retrySoon,
    action: 'retry',
    detail: asItIs.failure.detail,
  } as const;
  return { kind: 'failed', classified: classifiedOf(judgement, options.clock.now()), outcome };
}

function faultOf(error: unknown): SessionOutcome {
  return { kind: 'internal', detail: error instanceof Error ? error.message : String(error) };
}
