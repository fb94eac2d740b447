import type { WebSocket } from 'ws';

import { err } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { SessionOutcome } from '../../sessions/session.ts';
import type { ServerAuthorization } from '../../oauth/oauth-ports.ts';
import { safeUrl } from '../http/safe-text.ts';
import { outcomeOfAuthFailure } from '../oauth/authorized-fetch.ts';
import { openWebSocket } from './open-websocket.ts';
import type { OpenWebSocketOptions } from './open-websocket.ts';

/** How a WebSocket gets in where a person signs in. */
export interface WebSocketAuthorization {
  readonly authorization?: ServerAuthorization | 'own-key' | undefined;
  /** Told each token before it is sent, so that it can be kept out of what is shown. */
  readonly onToken?: ((token: string) => void) | undefined;
}

type Opened = Result<WebSocket, SessionOutcome>;

/**
 * Opens a WebSocket with the access token in its handshake. A token the server refuses is renewed
 * and tried once more; what a person has to do is the outcome `sign-in`.
 */
export async function openAuthorized(
  options: OpenWebSocketOptions & WebSocketAuthorization,
  signal: AbortSignal,
): Promise<Opened> {
  const { authorization } = options;
  if (authorization === undefined) return openWebSocket(options, signal);
  if (authorization === 'own-key') return withOwnKey(await openWebSocket(options, signal));
  const first = await attempt(options, authorization, signal);
  return first === 'retry'
    ? notAgain(await attempt(options, authorization, signal), options)
    : first;
}

async function attempt(
  options: OpenWebSocketOptions & WebSocketAuthorization,
  { source, isRequired }: ServerAuthorization,
  signal: AbortSignal,
): Promise<Opened | 'retry'> {
  const url = safeUrl(options.url);
  const token = await source.token(signal);
  if (!token.ok) return err(outcomeOfAuthFailure(token.error, url));
  const { headers } = options;
  if (token.value !== undefined) options.onToken?.(token.value);
  const authorized =
    token.value === undefined ? headers : { ...headers, Authorization: `Bearer ${token.value}` };
  const opened = await openWebSocket({ ...options, headers: authorized }, signal);
  if (opened.ok) {
    if (token.value !== undefined || !isRequired) return opened;
    opened.value.terminate();
    return err({ kind: 'sign-in', failure: { kind: 'needs-sign-in', reason: 'no-token' }, url });
  }
  if (opened.error.kind !== 'http-status' || opened.error.status !== 401) return opened;
  const { wwwAuthenticate } = opened.error;
  const verdict = await source.onUnauthorized({ wwwAuthenticate, token: token.value }, signal);
  return verdict === 'retry' ? 'retry' : err(outcomeOfAuthFailure(verdict, url));
}

function withOwnKey(opened: Opened): Opened {
  if (opened.ok || opened.error.kind !== 'http-status') return opened;
  return err({ ...opened.error, hasOwnKey: true });
}

function notAgain(opened: Opened | 'retry', { url }: OpenWebSocketOptions): Opened {
  return opened === 'retry' ? err({ kind: 'http-status', status: 401, url: safeUrl(url) }) : opened;
}
