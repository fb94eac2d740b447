import type { FetchLike } from '@modelcontextprotocol/client';

import type { SessionOutcome } from '../../sessions/session.ts';
import type { HttpStatusFact, StreamEndFact } from './answer.ts';
import { maxMessageBytes } from '../messages/message-limit.ts';
import { createAnswerReader } from './answer-reader.ts';
import { Exchange } from './exchange.ts';
import { classifyNetworkError } from './network-error.ts';
import { describeCall } from './outgoing-call.ts';
import type { CallId, OutgoingCall } from './outgoing-call.ts';
import { decideRedirect } from './redirect-policy.ts';
import { requestTarget } from './request-target.ts';
import type { RequestTarget } from './request-target.ts';
import { safeUrl } from './safe-text.ts';
import { createResumptions } from './resumptions.ts';
import type { Resumptions } from './resumptions.ts';
import { createSignalHub } from './signal-hub.ts';
import { lostStream } from './stream-reader.ts';

/** Limits and listeners of a {@link createGuardedFetch}; times in ms, 0 = no limit. */
export interface GuardedFetchOptions {
  /** Largest body of one answer, decompressed, and largest event of a stream. Default 32 MiB. */
  readonly maxResponseBytes?: number;
  /** Longest line of an event stream. Default 32 MiB. */
  readonly maxSseLineBytes?: number;
  /**
   * Until the headers of an answer. Default 30 s. Not for JSON-RPC requests, whose caller keeps
   * the time and cancels: a tool may take long to answer.
   */
  readonly headersTimeoutMs?: number;
  /** Silence inside a body that is not an event stream. Default 30 s. */
  readonly idleTimeoutMs?: number;
  /** Silence on an event stream. Default none. */
  readonly sseIdleTimeoutMs?: number;
  /** A whole exchange except event streams. Default 5 min. */
  readonly totalTimeoutMs?: number;
  /** Values that never show up in an outcome. */
  readonly redact?: readonly string[];
  /** Ends every exchange when it fires. */
  readonly signal?: AbortSignal;
  /** Called before the SDK gets the response. */
  readonly onStatus?: (fact: HttpStatusFact) => void;
  /**
   * Every exchange that failed below HTTP or was refused by us; not those that were aborted. A GET
   * is the optional stream for notifications: its failure says little about calls.
   */
  readonly onOutcome?: (outcome: SessionOutcome, call: OutgoingCall) => void;
  readonly onStreamEnd?: (fact: StreamEndFact) => void;
  /** A message arrived on an event stream. */
  readonly onStreamMessage?: () => void;
  /** How the network is reached; without a proxy and with Node's own certificates if absent. */
  readonly send?: (url: URL, init: RequestInit) => Promise<Response>;
  /** Who waits for a stream to be resumed; one of its own if absent. */
  readonly resumptions?: Resumptions;
}

const defaults = {
  maxResponseBytes: maxMessageBytes,
  maxSseLineBytes: maxMessageBytes,
  headersTimeoutMs: 30_000,
  idleTimeoutMs: 30_000,
  sseIdleTimeoutMs: 0,
  totalTimeoutMs: 5 * 60_000,
};

/**
 * A `fetch` for the SDK's transports and metadata look-ups that survives hostile servers: bounded
 * in bytes and time, redirects kept within the origin, sockets freed on abort, on timeout and when
 * the SDK cancels a JSON-RPC request. It throws `HttpOutcomeError` and nothing else; statuses come
 * back as ordinary responses. A request whose event stream breaks before its answer is answered
 * with an error that `outcomeOf` understands, instead of hanging.
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): FetchLike {
  const resumptions = options.resumptions ?? createResumptions();
  const settings = { ...defaults, redact: [], ...definedOnly(options), resumptions };
  const hub = createSignalHub();
  const inFlight = new Map<CallId, Exchange>();

  const report = (outcome: SessionOutcome, call: OutgoingCall): void => {
    if (outcome.kind !== 'aborted') settings.onOutcome?.(outcome, call);
  };
  const readAnswer = createAnswerReader({ ...settings, onBroken: report });

  const openExchange = (call: OutgoingCall, signals: readonly AbortSignal[]): Exchange => {
    const exchange: Exchange = new Exchange(hub, signals, () => {
      for (const id of call.ids) if (inFlight.get(id) === exchange) inFlight.delete(id);
    });
    for (const id of call.ids) inFlight.set(id, exchange);
    exchange.arm('total', settings.totalTimeoutMs);
    return exchange;
  };

  const cancel = (id: CallId | undefined): void => {
    if (id === undefined) return;
    resumptions.forget(id);
    inFlight.get(id)?.abort({ kind: 'aborted' });
  };

  return async (input, init) => {
    const call = withWaiting(describeCall(init), resumptions);
    const signals = [settings.signal, init?.signal].filter(isPresent);
    const exchange = openExchange(call, signals);
    cancel(call.cancels);
    try {
      const headersTimeoutMs = call.ids.length === 0 ? settings.headersTimeoutMs : 0;
      const target = requestTarget(input, init);
      const { response, url } = await sendWithinOrigin(
        target,
        init,
        exchange,
        headersTimeoutMs,
        settings.send ?? fetch,
      );
      const isAbandoned = () => signals.some((signal) => signal.aborted);
      const answer = await readAnswer({ response, url, call, exchange, isAbandoned });
      if (answer.ok && answer.body !== null) return answer;
      return notResumed(call, resumptions, { kind: 'status', status: answer.status }) ?? answer;
    } catch (error) {
      const { redact } = settings;
      const context = { url: input, redact, elapsedMs: exchange.elapsedMs };
      const outcome = classifyNetworkError(error, context);
      report(outcome, call);
      const lost = exchange.abort(outcome);
      const instead = notResumed(call, resumptions, { kind: 'failed', outcome });
      if (instead !== undefined) return instead;
      throw lost;
    }
  };
}

function withWaiting(call: OutgoingCall, resumptions: Resumptions): OutgoingCall {
  const { method, resumesAfter } = call;
  if (method !== 'GET' || resumesAfter === undefined) return call;
  return { ...call, waiting: resumptions.take(resumesAfter) };
}

type Refused =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'failed'; readonly outcome: SessionOutcome };

/**
 * What the SDK gets instead of an answer by which a stream is not resumed: the end of those who
 * waited for it. Undefined when there is such a stream, or when another try may bring it.
 */
function notResumed(
  call: OutgoingCall,
  resumptions: Resumptions,
  refused: Refused,
): Response | undefined {
  const { resumesAfter, waiting } = call;
  if (resumesAfter === undefined || waiting.length === 0) return undefined;
  if (refused.kind === 'failed' && refused.outcome.kind === 'aborted') return undefined;
  const lost = isForGood(refused) ? waiting : resumptions.failed(resumesAfter, waiting);
  const word = refused.kind === 'status' ? `HTTP ${String(refused.status)}` : refused.outcome.kind;
  return lost.length === 0 ? undefined : lostStream(lost, `the stream was not resumed: ${word}`);
}

// Whoever is told to wait or to show a token may succeed the next time.
function isForGood(refused: Refused): boolean {
  if (refused.kind === 'failed') return refused.outcome.kind === 'unexpected-content';
  const { status } = refused;
  return status < 500 && ![401, 403, 407, 408, 425, 429].includes(status);
}

/** Sends a request and follows the redirects that stay within its origin. */
async function sendWithinOrigin(
  target: RequestTarget,
  init: RequestInit | undefined,
  exchange: Exchange,
  headersTimeoutMs: number,
  send: (url: URL, init: RequestInit) => Promise<Response>,
): Promise<{ readonly response: Response; readonly url: URL }> {
  const { signal } = exchange;
  const method = (init?.method ?? 'GET').toUpperCase();
  let from = target.url;
  for (let hop = 0; ; hop += 1) {
    exchange.arm('headers', headersTimeoutMs);
    const request = { ...init, headers: target.headers, signal, redirect: 'manual' as const };
    const response = await send(from, request);
    exchange.disarm('headers');
    const location = response.headers.get('location');
    const decision = decideRedirect({ status: response.status, location, from, method, hop });
    if (decision.kind === 'none') return { response, url: from };
    await response.body?.cancel().catch(() => undefined);
    if (decision.kind === 'refuse') {
      const to = safeUrl(decision.to);
      throw exchange.abort({ kind: 'redirect-refused', from: safeUrl(from), to });
    }
    from = decision.to;
  }
}

function isPresent<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** An option given as undefined means its default. */
function definedOnly<T extends object>(options: T): T {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as T;
}
