import type { SessionOutcome } from '../../sessions/session.ts';
import { isWithin } from '../../../shared/json-schema/json-limits.ts';
import type { JsonLimits } from '../../../shared/json-schema/json-limits.ts';
import { parseUrl } from '../../../shared/util/parse-url.ts';
import { outcomeOf } from '../http/http-outcome-error.ts';
import { isJsonObject } from './raw-answer.ts';

/** What was going on when an error was caught. */
export interface ErrorContext {
  readonly phase: Extract<SessionOutcome, { readonly kind: 'timed-out' }>['phase'];
  /** The time the request had, ms; tells how long a timeout waited when the error does not. */
  readonly timeoutMs: number;
  /** The caller gave up. */
  readonly aborted: boolean;
  /** Where the server is, without secrets; the empty string when it has no address. */
  readonly url: string;
  /** How the transport says it ended, when it did. */
  readonly transportOutcome: SessionOutcome | undefined;
  /** The latest refusal by status seen on the wire; it knows the headers, which the SDK drops. */
  readonly lastStatus: Extract<SessionOutcome, { readonly kind: 'http-status' }> | undefined;
}

const snippetChars = 500;
const maxCauses = 8;
const dataLimits: JsonLimits = { maxNodes: 2_000, maxChars: 64_000, maxDepth: 50 };
const unsupportedVersionCode = -32022;

/**
 * Turns whatever the SDK, a transport or the network threw into an outcome. Errors are told apart
 * by their fields instead of their classes, so that the SDK need not be loaded.
 */
export function outcomeOfError(error: unknown, context: ErrorContext): SessionOutcome {
  if (context.aborted) return { kind: 'aborted' };
  const lost = outcomeOf(error);
  if (lost !== undefined) return lost;
  const chain = causes(error);
  for (const link of chain) {
    const outcome = carried(link) ?? known(link, context);
    if (outcome !== undefined) return outcome;
  }
  for (const link of chain) {
    const outcome = systemError(link, context);
    if (outcome !== undefined) return outcome;
  }
  return { kind: 'internal', detail: error instanceof Error ? error.message : String(error) };
}

/** Whether what the SDK threw is the server's own answer: an error of JSON-RPC. */
export function isServersWord(error: unknown): boolean {
  return error instanceof Error && error.name === 'ProtocolError';
}

/** The outcome a transport put into an error of its own. */
function carried(error: Fields): SessionOutcome | undefined {
  const outcome = error.outcome;
  return isJsonObject(outcome) && typeof outcome['kind'] === 'string'
    ? (outcome as unknown as SessionOutcome)
    : undefined;
}

interface Fields {
  readonly name: string;
  readonly message: string;
  readonly code: unknown;
  readonly data: unknown;
  readonly outcome: unknown;
}

function known(error: Fields, context: ErrorContext): SessionOutcome | undefined {
  if (error.name === 'SdkHttpError') return httpStatus(error, context);
  if (error.name === 'SdkError' || error.code === 'CONNECTION_CLOSED')
    return sdkError(error, context);
  if (error.name === 'ProtocolError' || isRpcError(error)) {
    return rpcOutcome(Number(error.code), error.message, error.data);
  }
  if (error.name === 'UnauthorizedError') return statusOutcome(401, '', context);
  return byMessage(error, context);
}

function httpStatus(error: Fields, context: ErrorContext): SessionOutcome {
  const data = isJsonObject(error.data) ? error.data : {};
  const status = typeof data['status'] === 'number' ? data['status'] : 0;
  const text = typeof data['text'] === 'string' ? data['text'] : '';
  return statusOutcome(status, text, context);
}

function statusOutcome(status: number, text: string, context: ErrorContext): SessionOutcome {
  if (context.lastStatus?.status === status) return context.lastStatus;
  const bodySnippet = text === '' ? undefined : text.slice(0, snippetChars);
  return { kind: 'http-status', status, url: context.url, bodySnippet };
}

function sdkError(error: Fields, context: ErrorContext): SessionOutcome | undefined {
  const data = isJsonObject(error.data) ? error.data : {};
  switch (error.code) {
    case 'REQUEST_TIMEOUT': {
      const waited = data['totalElapsed'] ?? data['timeout'] ?? context.timeoutMs;
      return { kind: 'timed-out', phase: context.phase, afterMs: Number(waited) };
    }
    case 'CONNECTION_CLOSED':
    case 'NOT_CONNECTED':
    case 'SEND_FAILED':
      return context.transportOutcome ?? { kind: 'stream-closed', detail: error.message };
    case 'CLIENT_HTTP_UNEXPECTED_CONTENT':
      return {
        kind: 'unexpected-content',
        url: context.url,
        contentType: typeof data['contentType'] === 'string' ? data['contentType'] : '',
      };
    default:
      return { kind: 'protocol', detail: error.message };
  }
}

function isRpcError(error: Fields): boolean {
  return typeof error.code === 'number' && Number.isInteger(error.code) && error.code < 0;
}

function rpcOutcome(code: number, message: string, data: unknown): SessionOutcome {
  if (code === unsupportedVersionCode) {
    return { kind: 'unsupported-version', offered: offeredVersions(data) };
  }
  const isKept = data !== undefined && isWithin(data, dataLimits);
  return { kind: 'rpc-error', rpcCode: code, message, ...(isKept && { data }) };
}

/** The versions named in the data of an UnsupportedProtocolVersion error. */
export function offeredVersions(data: unknown): readonly string[] {
  const supported = isJsonObject(data) ? data['supported'] : undefined;
  if (!Array.isArray(supported)) return [];
  return supported.filter((version): version is string => typeof version === 'string').slice(0, 20);
}

// The SDK throws some facts only as text.
const unsupportedText = /^Server's protocol version is not supported: (\S+)/;
const ssePostText = /^Error POSTing to endpoint \(HTTP (\d{3})\): ?([^]*)$/;

/** The other origin to which an HTTP+SSE server sends its clients, which the SDK refuses. */
export function foreignEndpoint(message: string): string | undefined {
  return /^Endpoint origin does not match connection origin: (\S+)/.exec(message)?.[1];
}

function byMessage(error: Fields, context: ErrorContext): SessionOutcome | undefined {
  const elsewhere = foreignEndpoint(error.message);
  if (elsewhere !== undefined) {
    return { kind: 'redirect-refused', from: context.url, to: elsewhere };
  }
  const version = unsupportedText.exec(error.message)?.[1];
  if (version !== undefined) return { kind: 'unsupported-version', offered: [version] };
  const post = ssePostText.exec(error.message);
  if (post !== null) {
    return statusOutcome(Number(post[1]), post[2] ?? '', context);
  }
  if (error.message.startsWith('SSE error: ')) return sseError(error, context);
  if (error.message === 'Not connected') {
    return context.transportOutcome ?? { kind: 'stream-closed', detail: error.message };
  }
  if (error.name === 'SyntaxError' || error.name === 'ZodError') {
    return { kind: 'protocol', detail: error.message.slice(0, snippetChars) };
  }
  return undefined;
}

function sseError(error: Fields, context: ErrorContext): SessionOutcome {
  if (context.transportOutcome !== undefined) return context.transportOutcome;
  const status = Number(error.code);
  if (status >= 400) return statusOutcome(status, '', context);
  if (/content.type/i.test(error.message)) {
    return { kind: 'unexpected-content', url: context.url, contentType: '' };
  }
  const errno = /\b(E[A-Z]{4,}|UND_ERR_[A-Z_]+)\b/.exec(error.message)?.[1];
  if (errno !== undefined) return network(errno, error.message, context);
  return { kind: 'stream-closed', detail: error.message };
}

function systemError(error: Fields, context: ErrorContext): SessionOutcome | undefined {
  if (error.name === 'AbortError') return { kind: 'aborted' };
  if (error.code === 'ERR_INVALID_URL') return { kind: 'invalid-url', url: context.url };
  if (typeof error.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(error.code)) {
    return network(error.code, error.message, context);
  }
  return undefined;
}

function network(errno: string, detail: string, context: ErrorContext): SessionOutcome {
  const address = parseUrl(context.url)?.host ?? context.url;
  return { kind: 'network', errno, address, detail };
}

function causes(error: unknown): Fields[] {
  const chain: Fields[] = [];
  let current = error;
  while (current instanceof Error && chain.length < maxCauses) {
    const fields = current as Error & { code?: unknown; data?: unknown; outcome?: unknown };
    chain.push({
      name: current.name,
      message: current.message,
      code: fields.code,
      data: fields.data,
      outcome: fields.outcome,
    });
    current = current.cause;
  }
  return chain;
}
