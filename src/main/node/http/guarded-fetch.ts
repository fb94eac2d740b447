import type { FetchLike } from '@modelcontextprotocol/client';

import type { SessionOutcome } from '../../connections/session.ts';
import { Exchange } from './exchange.ts';
import { guardBody, readHead } from './guarded-body.ts';
import { type HttpOutcomeError, lostAnswer } from './http-outcome-error.ts';
import { classifyNetworkError } from './network-error.ts';
import { describeCall, judgeContent, type CallId, type OutgoingCall } from './outgoing-call.ts';
import { decideRedirect } from './redirect-policy.ts';
import { parseRetryAfter } from './retry-after.ts';
import { redactText, safeUrl } from './safe-text.ts';
import { createSignalHub } from './signal-hub.ts';
import { SseScanner } from './sse-scanner.ts';

/** A refusal by status (400 and up); the response itself still goes to the SDK. */
export interface HttpStatusFact {
  readonly outcome: Extract<SessionOutcome, { kind: 'http-status' }>;
  readonly method: string;
  /** The request named a session: with 404 that session is gone (2025-11-25 transports). */
  readonly hasSession: boolean;
}

/** An event stream that is over, in whatever way. */
export interface StreamEndFact {
  readonly method: string;
  readonly lifetimeMs: number;
  readonly outcome: SessionOutcome;
}

/** Limits and listeners of a {@link createGuardedFetch}; times in ms, 0 = no limit. */
export interface GuardedFetchOptions {
  /** Largest body of one answer, decompressed, and largest event of a stream. Default 16 MiB. */
  readonly maxResponseBytes?: number;
  /** Longest line of an event stream. Default 5 MiB. */
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
  readonly onStatus?: (fact: HttpStatusFact) => void;
  /** Every exchange that failed below HTTP, or was refused by us; not those that were aborted. */
  readonly onOutcome?: (outcome: SessionOutcome) => void;
  readonly onStreamEnd?: (fact: StreamEndFact) => void;
  /** A message arrived on an event stream. */
  readonly onStreamMessage?: () => void;
}

const MIB = 1024 * 1024;
const SNIPPET_CHARS = 2000;
const defaults = {
  maxResponseBytes: 16 * MIB,
  maxSseLineBytes: 5 * MIB,
  headersTimeoutMs: 30_000,
  idleTimeoutMs: 30_000,
  sseIdleTimeoutMs: 0,
  totalTimeoutMs: 5 * 60_000,
};
// An error page is read ahead, so that its socket is free whether or not anybody reads it.
const refusalLimits = { maxBytes: 256 * 1024, timeoutMs: 2000 };

/**
 * A `fetch` for the SDK's transports and metadata look-ups that survives hostile servers: bounded
 * in bytes and time, redirects kept within the origin, sockets freed on abort, on timeout and when
 * the SDK cancels a JSON-RPC request. Throws {@link HttpOutcomeError}, nothing else; statuses come
 * back as ordinary responses. A request whose event stream breaks before its answer is answered
 * with an error that `outcomeOf` understands, instead of hanging.
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): FetchLike {
  const settings = { ...defaults, ...options };
  const redact = options.redact ?? [];
  const hub = createSignalHub();
  const inFlight = new Map<CallId, Exchange>();

  const openExchange = (call: OutgoingCall, signal: AbortSignal | null | undefined): Exchange => {
    const signals = [options.signal, signal].filter((each) => each !== undefined && each !== null);
    const exchange: Exchange = new Exchange(hub, signals, () => {
      for (const id of call.ids) if (inFlight.get(id) === exchange) inFlight.delete(id);
    });
    for (const id of call.ids) inFlight.set(id, exchange);
    return exchange;
  };

  const report = (outcome: SessionOutcome): SessionOutcome => {
    if (outcome.kind !== 'aborted') options.onOutcome?.(outcome);
    return outcome;
  };

  const refuse = (exchange: Exchange, outcome: SessionOutcome): HttpOutcomeError =>
    exchange.abort(outcome);

  const request = async (
    url: URL,
    init: RequestInit | undefined,
    call: OutgoingCall,
    exchange: Exchange,
  ): Promise<{ readonly response: Response; readonly url: URL }> => {
    let current = url;
    for (let hop = 0; ; hop += 1) {
      if (call.ids.length === 0) exchange.arm('headers', settings.headersTimeoutMs);
      const { signal } = exchange;
      const response = await fetch(current, { ...init, signal, redirect: 'manual' });
      exchange.disarm('headers');
      const { status, headers } = response;
      const location = headers.get('location');
      const decision = decideRedirect({
        status,
        location,
        from: current,
        method: call.method,
        hop,
      });
      if (decision.kind === 'none') return { response, url: current };
      await response.body?.cancel().catch(() => undefined);
      if (decision.kind === 'refuse') {
        const [from, to] = [safeUrl(current), safeUrl(decision.to)];
        throw refuse(exchange, { kind: 'redirect-refused', from, to });
      }
      current = decision.to;
    }
  };

  const passRefusal = async (
    response: Response,
    url: URL,
    call: OutgoingCall,
    exchange: Exchange,
  ): Promise<Response> => {
    const text = await readHead(response, refusalLimits);
    exchange[Symbol.dispose]();
    const { status, headers } = response;
    const outcome = {
      kind: 'http-status' as const,
      status,
      url: safeUrl(url),
      retryAfterMs: parseRetryAfter(headers.get('retry-after'), Date.now()),
      wwwAuthenticate: snippet(headers.get('www-authenticate')),
      bodySnippet: snippet(text),
    };
    options.onStatus?.({ outcome, method: call.method, hasSession: call.hasSession });
    return rebuild(response, url, text);
  };

  const snippet = (text: string | null): string | undefined =>
    text === null || text === '' ? undefined : redactText(text, redact, SNIPPET_CHARS);

  const passStream = (response: Response, url: URL, call: OutgoingCall, exchange: Exchange) => {
    exchange.disarm('total');
    const limits = {
      maxLineBytes: settings.maxSseLineBytes,
      maxEventBytes: settings.maxResponseBytes,
    };
    const ids = call.isSubscription ? [] : call.ids;
    const scanner = new SseScanner(limits, ids, options.onStreamMessage);
    const openedAt = Date.now();
    return guardBody(bodyOf(response), exchange, {
      idleTimeoutMs: settings.sseIdleTimeoutMs,
      inspect: (chunk) => scanner.push(chunk),
      classify: (error) => classify(error, url, exchange),
      onEnd(broken) {
        const outcome = broken ?? { kind: 'stream-closed', detail: 'the server ended the stream' };
        if (broken !== undefined) report(broken);
        options.onStreamEnd?.({ method: call.method, lifetimeMs: Date.now() - openedAt, outcome });
        // A numbered stream is resumed by the SDK; a message too large would only come again.
        const isResumed = scanner.isResumable && outcome.kind !== 'too-large';
        if (isResumed || outcome.kind === 'aborted' || scanner.unanswered.length === 0) return;
        const answers = scanner.unanswered.map((id) => `data: ${lostAnswer(id, outcome)}\n\n`);
        return new TextEncoder().encode(`\n\n${answers.join('')}`);
      },
    });
  };

  const passDocument = (response: Response, url: URL, exchange: Exchange) => {
    const limitBytes = settings.maxResponseBytes;
    let bytes = 0;
    return guardBody(bodyOf(response), exchange, {
      idleTimeoutMs: settings.idleTimeoutMs,
      inspect(chunk) {
        bytes += chunk.byteLength;
        return bytes > limitBytes ? { kind: 'too-large', what: 'response', limitBytes } : undefined;
      },
      classify: (error) => classify(error, url, exchange),
      onEnd(outcome) {
        if (outcome !== undefined) report(outcome);
        return undefined;
      },
    });
  };

  const classify = (error: unknown, url: URL, exchange: Exchange): SessionOutcome =>
    classifyNetworkError(error, { url, redact, elapsedMs: exchange.elapsedMs });

  const pass = async (
    { response, url }: { readonly response: Response; readonly url: URL },
    call: OutgoingCall,
    exchange: Exchange,
  ): Promise<Response> => {
    if (response.status >= 400) return passRefusal(response, url, call, exchange);
    if (response.body === null) {
      exchange[Symbol.dispose]();
      return rebuild(response, url, null);
    }
    const contentType = response.headers.get('content-type');
    switch (judgeContent(call, response.status, contentType)) {
      case 'stream':
        return rebuild(response, url, passStream(response, url, call, exchange));
      case 'document':
        return rebuild(response, url, passDocument(response, url, exchange));
      case 'unexpected': {
        const bodySnippet = snippet(await readHead(response, { ...refusalLimits, maxBytes: 2048 }));
        const shownType = contentType ?? '';
        throw refuse(exchange, {
          kind: 'unexpected-content',
          url: safeUrl(url),
          contentType: shownType,
          bodySnippet,
        });
      }
    }
  };

  return async (input, init) => {
    const call = describeCall(init);
    const exchange = openExchange(call, init?.signal);
    exchange.arm('total', settings.totalTimeoutMs);
    if (call.cancels !== undefined) inFlight.get(call.cancels)?.abort({ kind: 'aborted' });
    try {
      return await pass(await request(new URL(input), init, call, exchange), call, exchange);
    } catch (error) {
      const outcome = classifyNetworkError(error, {
        url: input,
        redact,
        elapsedMs: exchange.elapsedMs,
      });
      report(outcome);
      throw exchange.abort(outcome);
    }
  };
}

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  return response.body as ReadableStream<Uint8Array>;
}

function rebuild(response: Response, url: URL, body: BodyInit | null): Response {
  const { status, statusText, headers } = response;
  const isBodyless = status === 204 || status === 205 || status === 304;
  const rebuilt = new Response(isBodyless ? null : body, { status, statusText, headers });
  // A response of one's own making has no URL, but metadata look-ups resolve against it.
  Object.defineProperty(rebuilt, 'url', { value: url.href });
  return rebuilt;
}
