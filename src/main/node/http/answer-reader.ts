import type { SessionOutcome } from '../../connections/session.ts';
import type { Exchange } from './exchange.ts';
import { guardBody, readHead } from './guarded-body.ts';
import { lostAnswer } from './http-outcome-error.ts';
import { classifyNetworkError } from './network-error.ts';
import { judgeContent, type OutgoingCall } from './outgoing-call.ts';
import { parseRetryAfter } from './retry-after.ts';
import { redactText, safeUrl } from './safe-text.ts';
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

/** Limits on answers, and who hears about them. */
export interface AnswerReaderOptions {
  readonly maxResponseBytes: number;
  readonly maxSseLineBytes: number;
  readonly idleTimeoutMs: number;
  readonly sseIdleTimeoutMs: number;
  readonly redact: readonly string[];
  readonly onStatus?: ((fact: HttpStatusFact) => void) | undefined;
  readonly onStreamEnd?: ((fact: StreamEndFact) => void) | undefined;
  readonly onStreamMessage?: (() => void) | undefined;
  readonly onBroken: (outcome: SessionOutcome, call: OutgoingCall) => void;
}

/** An answer whose headers are in, and the exchange it belongs to. */
export interface Answer {
  readonly response: Response;
  readonly url: URL;
  readonly call: OutgoingCall;
  readonly exchange: Exchange;
  /** Whether the caller has closed its transport or session, so that nobody waits for answers. */
  readonly isAbandoned: () => boolean;
}

const SNIPPET_CHARS = 2000;
// A refusal is read ahead, so that its socket is free whether or not anybody reads it.
const refusalLimits = { maxBytes: 256 * 1024, timeoutMs: 2000 };

/**
 * Turns an answer into the response the SDK gets, its body under watch. Throws an
 * `HttpOutcomeError` when the content cannot be what was asked for.
 */
export function createAnswerReader(
  options: AnswerReaderOptions,
): (answer: Answer) => Promise<Response> {
  const snippet = (text: string | null): string | undefined =>
    text === null || text === '' ? undefined : redactText(text, options.redact, SNIPPET_CHARS);

  const classifyIn =
    ({ url, exchange }: Answer) =>
    (error: unknown): SessionOutcome => {
      const { redact } = options;
      return classifyNetworkError(error, { url, redact, elapsedMs: exchange.elapsedMs });
    };

  const readRefusal = async (answer: Answer): Promise<Response> => {
    const { response, url, call, exchange } = answer;
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
    // Beyond 599 there is no response object to be had, yet some servers go there.
    if (status > 599) throw exchange.abort(outcome);
    return rebuild(answer, text);
  };

  const readStream = (answer: Answer): Response => {
    const { call, exchange } = answer;
    exchange.disarm('total');
    const maxLineBytes = options.maxSseLineBytes;
    const maxEventBytes = options.maxResponseBytes;
    const ids = call.isSubscription ? [] : call.ids;
    const scanner = new SseScanner({ maxLineBytes, maxEventBytes }, ids, options.onStreamMessage);
    const openedAt = performance.now();
    const body = guardBody(bodyOf(answer), exchange, {
      idleTimeoutMs: options.sseIdleTimeoutMs,
      inspect: (chunk) => scanner.push(chunk),
      classify: classifyIn(answer),
      onEnd(broken) {
        const outcome = broken ?? { kind: 'stream-closed', detail: 'the server ended the stream' };
        if (broken !== undefined) options.onBroken(broken, call);
        options.onStreamEnd?.({
          method: call.method,
          lifetimeMs: performance.now() - openedAt,
          outcome,
        });
        return farewell(scanner, outcome, answer.isAbandoned());
      },
    });
    return rebuild(answer, body);
  };

  const readDocument = (answer: Answer): Response => {
    const limitBytes = options.maxResponseBytes;
    let bytes = 0;
    const body = guardBody(bodyOf(answer), answer.exchange, {
      idleTimeoutMs: options.idleTimeoutMs,
      inspect(chunk) {
        bytes += chunk.byteLength;
        return bytes > limitBytes ? { kind: 'too-large', what: 'response', limitBytes } : undefined;
      },
      classify: classifyIn(answer),
      onEnd(broken) {
        if (broken !== undefined) options.onBroken(broken, answer.call);
        return undefined;
      },
    });
    return rebuild(answer, body);
  };

  const refuseContent = async ({ response, url, exchange }: Answer): Promise<never> => {
    const bodySnippet = snippet(await readHead(response, { ...refusalLimits, maxBytes: 2048 }));
    const contentType = response.headers.get('content-type') ?? '';
    const outcome = { kind: 'unexpected-content' as const, url: safeUrl(url), contentType };
    throw exchange.abort({ ...outcome, bodySnippet });
  };

  return async (answer) => {
    const { response, call, exchange } = answer;
    if (response.status >= 400) return readRefusal(answer);
    if (response.body === null) {
      exchange[Symbol.dispose]();
      return rebuild(answer, null);
    }
    switch (judgeContent(call, response.status, response.headers.get('content-type'))) {
      case 'stream':
        return readStream(answer);
      case 'document':
        return readDocument(answer);
      case 'unexpected':
        return refuseContent(answer);
    }
  };
}

/** Answers for the requests that a broken stream leaves without one, unless it will be resumed. */
function farewell(
  scanner: SseScanner,
  outcome: SessionOutcome,
  isAbandoned: boolean,
): Uint8Array | undefined {
  // The SDK resumes a numbered stream by itself; but a message too large would only come again,
  // and a cancelled request must not be taken up again.
  const isResumed =
    scanner.isResumable && outcome.kind !== 'too-large' && outcome.kind !== 'aborted';
  if (isResumed || isAbandoned || scanner.unanswered.length === 0) return undefined;
  const answers = scanner.unanswered.map((id) => `data: ${lostAnswer(id, outcome)}\n\n`);
  return new TextEncoder().encode(`\n\n${answers.join('')}`);
}

function bodyOf({ response }: Answer): ReadableStream<Uint8Array> {
  return response.body as ReadableStream<Uint8Array>;
}

function rebuild({ response, url }: Answer, body: BodyInit | null): Response {
  const { status, statusText, headers } = response;
  const isBodyless = status === 204 || status === 205 || status === 304;
  const rebuilt = new Response(isBodyless ? null : body, { status, statusText, headers });
  // A response of one's own making has no URL, but metadata look-ups resolve against it.
  Object.defineProperty(rebuilt, 'url', { value: url.href });
  return rebuilt;
}
