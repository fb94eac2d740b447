import { maxMessageBytes } from '../messages/message-limit.ts';
import type { IncomingMessage } from 'node:http';

import type { RawData } from 'ws';

import { parseUrl } from '../../../shared/util/parse-url.ts';
import type { SessionOutcome } from '../../sessions/session.ts';
import { classifyNetworkError } from '../http/network-error.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { redactText, safeUrl } from '../http/safe-text.ts';

/** The largest message accepted unless told otherwise. */
export const DEFAULT_MAX_MESSAGE_BYTES = maxMessageBytes;

/** Where an error happened and what must not be told. */
export interface WebSocketErrorContext {
  readonly url: string;
  readonly redact: readonly string[];
  readonly maxMessageBytes?: number;
}

/** The bytes of a frame, whichever way the socket chose to hand them over. */
export function rawDataToBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

/** What an error of an open or opening WebSocket means. */
export function webSocketErrorOutcome(
  error: Error & { readonly code?: unknown },
  context: WebSocketErrorContext,
): SessionOutcome {
  const { code } = error;
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
    const limitBytes = context.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES;
    return { kind: 'too-large', what: 'message', limitBytes };
  }
  if (typeof code === 'string' && code.startsWith('WS_ERR_')) {
    return { kind: 'protocol', detail: redactText(error.message, context.redact) };
  }
  return classifyNetworkError(error, { ...context, elapsedMs: 0 });
}

/** What it means that a server answered the upgrade with an ordinary response. */
export function refusedUpgradeOutcome(
  response: Pick<IncomingMessage, 'statusCode' | 'headers'>,
  context: WebSocketErrorContext,
): SessionOutcome {
  const { headers, statusCode: status = 0 } = response;
  const url = safeUrl(context.url);
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    const to = parseUrl(headers.location, context.url) ?? headers.location;
    return { kind: 'redirect-refused', from: url, to: safeUrl(to) };
  }
  if (status >= 200 && status < 300) {
    return { kind: 'unexpected-content', url, contentType: headers['content-type'] ?? '' };
  }
  const challenge = headers['www-authenticate'];
  return {
    kind: 'http-status',
    status,
    url,
    retryAfterMs: parseRetryAfter(headers['retry-after'] ?? null, Date.now()),
    wwwAuthenticate: challenge === undefined ? undefined : redactText(challenge, context.redact),
  };
}
