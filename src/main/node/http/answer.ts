import type { SessionOutcome } from '../../sessions/session.ts';
import type { Exchange } from './exchange.ts';
import type { OutgoingCall } from './outgoing-call.ts';
import type { Resumptions } from './resumptions.ts';

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
  readonly resumptions: Resumptions;
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

/** The body of an answer that has one. */
export function bodyOf({ response }: Answer): ReadableStream<Uint8Array> {
  return response.body as ReadableStream<Uint8Array>;
}

/** The answer as the SDK gets it, with another body. */
export function rebuild({ response, url }: Answer, body: BodyInit | null): Response {
  const { status, statusText, headers } = response;
  const isBodyless = status === 204 || status === 205 || status === 304;
  const rebuilt = new Response(isBodyless ? null : body, { status, statusText, headers });
  // A response of one's own making has no URL, but metadata look-ups resolve against it.
  Object.defineProperty(rebuilt, 'url', { value: url.href });
  return rebuilt;
}
