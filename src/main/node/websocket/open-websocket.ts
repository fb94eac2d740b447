import type { SecureContext } from 'node:tls';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';

import type { SessionOutcome } from '../../sessions/session.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { parseUrl } from '../../../shared/util/parse-url.ts';
import { hopelessFactor } from '../messages/message-limit.ts';
import { safeUrl } from '../http/safe-text.ts';
import type { Connection } from '../network/network.ts';
import {
  DEFAULT_MAX_MESSAGE_BYTES,
  refusedUpgradeOutcome,
  webSocketErrorOutcome,
} from './websocket-outcome.ts';
import type { WebSocketErrorContext } from './websocket-outcome.ts';

/** What opening needs to know; times in ms. */
export interface OpenWebSocketOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxMessageBytes?: number;
  readonly handshakeTimeoutMs?: number;
  /** How the network is reached; without a proxy if absent. */
  readonly connection?: ((url: URL) => Promise<Connection> | undefined) | undefined;
  readonly redact?: readonly string[];
}

const SUBPROTOCOL = 'mcp';

type Attempt = Result<WebSocket, SessionOutcome> | 'subprotocol-unknown';

/**
 * Opens a WebSocket, asking for the subprotocol `mcp`, and once more without when the server does
 * not know it. Redirects are not followed. An abort leaves no socket behind. The socket comes
 * paused: resume it once listeners are in place.
 */
export async function openWebSocket(
  options: OpenWebSocketOptions,
  signal: AbortSignal,
): Promise<Result<WebSocket, SessionOutcome>> {
  if (!isWebSocketUrl(options.url)) {
    return err({ kind: 'invalid-url', url: safeUrl(options.url) });
  }
  const first = await attemptBy(options, [SUBPROTOCOL], signal);
  if (first !== 'subprotocol-unknown') return first;
  const second = await attemptBy(options, [], signal);
  if (second !== 'subprotocol-unknown') return second;
  return err({ kind: 'protocol', detail: 'the server insists on another subprotocol' });
}

function isWebSocketUrl(url: string): boolean {
  return ['ws:', 'wss:', 'http:', 'https:'].includes(parseUrl(url)?.protocol ?? '');
}

async function attemptBy(
  options: OpenWebSocketOptions,
  protocols: string[],
  signal: AbortSignal,
): Promise<Attempt> {
  try {
    const connection = await options.connection?.(new URL(options.url));
    // `ws` hands on to `tls.connect` whatever it does not know.
    const way: ClientOptions & { readonly secureContext?: SecureContext | undefined } =
      connection?.agent ? { agent: connection.agent } : { secureContext: connection?.trust };
    return await attempt(options, protocols, way, signal);
  } catch (error) {
    return err(webSocketErrorOutcome(error as Error, { ...options, redact: options.redact ?? [] }));
  }
}

function attempt(
  options: OpenWebSocketOptions,
  protocols: string[],
  way: ClientOptions,
  signal: AbortSignal,
): Promise<Attempt> {
  if (signal.aborted) return Promise.resolve(err({ kind: 'aborted' }));
  const { headers, maxMessageBytes, handshakeTimeoutMs = 30_000 } = options;
  const url = new URL(options.url);
  url.hash = '';
  const socket = new WebSocket(url, protocols, {
    ...way,
    headers: { ...headers },
    maxPayload: hopelessFactor * (maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES),
    perMessageDeflate: false,
    followRedirects: false,
  });
  const context: WebSocketErrorContext = { ...options, redact: options.redact ?? [] };

  return new Promise((resolve) => {
    let isSubprotocolUnknown = false;
    const settle = (result: Attempt): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const fail = (outcome: SessionOutcome): void => {
      settle(err(outcome));
      socket.terminate();
    };
    const onAbort = () => fail({ kind: 'aborted' });
    const timer = setTimeout(() => {
      fail({ kind: 'timed-out', phase: 'handshake', afterMs: handshakeTimeoutMs });
    }, handshakeTimeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    // Stays on for good: an error after the outcome is settled must not become an exception.
    socket.on('error', (error) => {
      settle(
        isSubprotocolUnknown ? 'subprotocol-unknown' : err(webSocketErrorOutcome(error, context)),
      );
    });
    socket.on('upgrade', (response) => {
      const agreed = response.headers['sec-websocket-protocol'];
      isSubprotocolUnknown = agreed !== (protocols.length === 0 ? undefined : SUBPROTOCOL);
    });
    socket.on('unexpected-response', (request, response) => {
      const mayDislikeSubprotocol = response.statusCode === 400 && protocols.length > 0;
      const outcome = refusedUpgradeOutcome(response, context);
      settle(mayDislikeSubprotocol ? 'subprotocol-unknown' : err(outcome));
      response.resume();
      request.destroy();
    });
    socket.once('open', () => {
      // Whoever takes over listens first and then resumes, so that no early message is lost.
      socket.pause();
      settle(ok(socket));
    });
  });
}
