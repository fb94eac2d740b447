/** A JSON-RPC id as it is on the wire. */
export type CallId = string | number;

/** What one HTTP request of the SDK is, as far as its answer is concerned. */
export interface OutgoingCall {
  readonly method: string;
  /** The caller can read a stream of events: true for all requests to an MCP endpoint proper. */
  readonly acceptsStream: boolean;
  readonly hasSession: boolean;
  /** Ids of the JSON-RPC requests inside; empty for notifications, answers and other traffic. */
  readonly ids: readonly CallId[];
  /** The request that this `notifications/cancelled` gives up. */
  readonly cancels: CallId | undefined;
  /** The event after which a broken stream is to go on (`Last-Event-ID`). */
  readonly resumesAfter: string | undefined;
  /** Ids of the requests that wait for a stream to go on there. */
  readonly waiting: readonly CallId[];
  /** A stream that is meant to stay open (2026-07-28 `subscriptions/listen`). */
  readonly isSubscription: boolean;
}

/** Reads an {@link OutgoingCall} off the arguments of `fetch`. */
export function describeCall(init: RequestInit | undefined): OutgoingCall {
  const headers = new Headers(init?.headers);
  const messages = parseMessages(init?.body);
  const ids = messages.filter((message) => message.method !== undefined).map(({ id }) => id);
  const cancelled = messages.find(({ method }) => method === 'notifications/cancelled');
  return {
    method: (init?.method ?? 'GET').toUpperCase(),
    acceptsStream: (headers.get('accept') ?? '').includes('text/event-stream'),
    hasSession: headers.get('mcp-session-id') !== null,
    ids: ids.filter(isCallId),
    cancels: isCallId(cancelled?.params?.requestId) ? cancelled.params.requestId : undefined,
    resumesAfter: headers.get('last-event-id') ?? undefined,
    waiting: [],
    isSubscription: messages.some(({ method }) => method === 'subscriptions/listen'),
  };
}

interface Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: { readonly requestId?: unknown };
}

function parseMessages(body: RequestInit['body']): readonly Message[] {
  if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return [];
  try {
    const parsed: unknown = JSON.parse(body);
    return (Array.isArray(parsed) ? parsed : [parsed]).filter(isObject);
  } catch {
    return [];
  }
}

function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null;
}

function isCallId(value: unknown): value is CallId {
  return typeof value === 'string' || typeof value === 'number';
}

/**
 * Whether a call says something without asking anything, a notification or an answer: whatever comes
 * back below 400 is an acknowledgement (2025-11-25, basic/transports wants 202, and gets all sorts).
 */
export function isUnasked({ method, acceptsStream, ids }: OutgoingCall): boolean {
  return method === 'POST' && acceptsStream && ids.length === 0;
}

/** How the body of an answer is to be read. */
export type ContentJudgement = 'stream' | 'document' | 'unexpected';

/**
 * Judges a successful answer by its media type. On an MCP endpoint only JSON and event streams
 * carry meaning; anything else to a request (a captive portal's page, say) is unexpected.
 */
export function judgeContent(
  call: OutgoingCall,
  status: number,
  contentType: string | null,
): ContentJudgement {
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!call.acceptsStream) return 'document';
  if (mediaType === 'text/event-stream') return 'stream';
  if (status === 202 || status === 204) return 'document';
  if (mediaType === 'text/html') return 'unexpected';
  if (call.method === 'GET') return 'unexpected';
  return mediaType === 'application/json' || call.ids.length === 0 ? 'document' : 'unexpected';
}
