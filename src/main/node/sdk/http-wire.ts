import type { FetchLike, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

import type { Phrase } from '../../../shared/i18n/phrase.ts';
import { parseUrl } from '../../../shared/util/parse-url.ts';
import type { Launch, SessionOutcome } from '../../sessions/session.ts';
import { isOwnAddress } from '../../connections/needs-network.ts';
import type { GuardedFetchOptions } from '../http/guarded-fetch.ts';
import { createGuardedFetch } from '../http/guarded-fetch.ts';
import { sayGoodbye } from '../http/goodbye.ts';
import { createMethodHeaderFetch } from '../http/method-header.ts';
import { HttpOutcomeError, lostMessage } from '../http/http-outcome-error.ts';
import { createReconnectionScheduler } from '../http/reconnection-scheduler.ts';
import { requestTarget } from '../http/request-target.ts';
import type { RequestTarget } from '../http/request-target.ts';
import { createResumptions } from '../http/resumptions.ts';
import { safeUrl } from '../http/safe-text.ts';
import { quickRequestOfNode } from '../network/quick-request.ts';
import { createAuthorizedFetch } from '../oauth/authorized-fetch.ts';
import type { Wire, WireContext } from './wire-port.ts';

type UrlLaunch = Extract<Launch, { readonly type: 'streamable-http' | 'sse' | 'websocket' }>;
type HttpStatus = Extract<SessionOutcome, { readonly kind: 'http-status' }>;

/**
 * Streamable HTTP (2025-03-26 on). Each request stands on its own; the stream on which a legacy
 * server speaks unasked may be missing or break while the session works on.
 */
export function streamableHttpWire(launch: UrlLaunch, context: WireContext): Wire {
  const url = httpUrl(launch.url);
  let lastStatus: HttpStatus | undefined;
  const doubt = createDoubt();
  const resumptions = createResumptions();
  const streams = createReconnectionScheduler({
    clock: context.clock,
    random: context.random,
    outside: isOwnAddress(launch.url) ? undefined : context.outside,
    onFlapping: () => {
      doubt.raise({ key: 'note.streamFlaps' });
    },
    onGaveUp: (outcome) => {
      for (const id of resumptions.drain()) transport.onmessage?.(lostMessage(id, outcome));
      doubt.raise({ key: 'note.streamLost' });
    },
  });
  const stop = new AbortController();
  let isHandshake = true;
  const fetch = fetchFor(launch, context, {
    redact: context.redact,
    signal: stop.signal,
    resumptions,
    onStatus: ({ outcome }) => {
      lastStatus = outcome;
    },
    onStreamMessage: () => {
      streams.noteMessage();
    },
    onStreamEnd: ({ method }) => {
      if (method === 'GET') doubt.raise(undefined);
    },
    onOutcome: ({ kind }) => {
      if (kind === 'network') doubt.raise(undefined);
    },
  });
  const transport = new context.sdk.module.StreamableHTTPClientTransport(url, {
    requestInit: { headers: { ...launch.headers } },
    reconnectionOptions: streams.reconnectionOptions,
    reconnectionScheduler: streams.reconnectionScheduler,
    fetch: createMethodHeaderFetch(fetch, () => isHandshake),
  });
  return {
    transport,
    url: safeUrl(url),
    mayBeModern: true,
    canRenew: true,
    pid: () => undefined,
    sessionId: () => transport.sessionId,
    said: () => undefined,
    outcome: () => undefined,
    lastStatus: () => lastStatus,
    onDoubt: doubt.listen,
    ready: () => {
      isHandshake = false;
    },
    close: async () => {
      streams[Symbol.dispose]();
      const goodbye = goodbyeHeaders(launch, context, transport);
      if (goodbye !== undefined) {
        const send = context.network?.quicklyFor(launch.proxy) ?? quickRequestOfNode;
        await sayGoodbye(send, goodbye.url, goodbye.headers);
      }
      await transport.close();
      stop.abort();
    },
  };
}

/**
 * HTTP+SSE (2024-11-05, deprecated). The session lives and dies with its one stream: reopening
 * the stream would give another session, without a handshake.
 */
export function sseWire(launch: UrlLaunch, context: WireContext): Wire {
  const url = httpUrl(launch.url);
  let lastStatus: HttpStatus | undefined;
  let ended: SessionOutcome | undefined;
  const stop = new AbortController();
  const options: GuardedFetchOptions = {
    redact: context.redact,
    signal: stop.signal,
    onStatus: ({ outcome, method }) => {
      lastStatus = outcome;
      if (method === 'GET') ended ??= outcome;
    },
    onOutcome: (outcome) => {
      failedFetch ??= outcome;
    },
    onStreamEnd: ({ outcome }) => {
      if (outcome.kind === 'aborted') return;
      ended ??= outcome;
      void transport.close();
    },
  };
  let failedFetch: SessionOutcome | undefined;
  const transport = new context.sdk.module.SSEClientTransport(url, {
    requestInit: { headers: { ...launch.headers } },
    fetch: fetchFor(launch, context, options),
  });
  return {
    transport,
    url: safeUrl(url),
    mayBeModern: false,
    canRenew: false,
    pid: () => undefined,
    sessionId: () => undefined,
    said: () => undefined,
    outcome: () => ended ?? failedFetch,
    lastStatus: () => lastStatus,
    onDoubt: () => undefined,
    ready: () => {
      failedFetch = undefined;
    },
    close: async () => {
      await transport.close();
      stop.abort();
    },
  };
}

/** A guarded `fetch` that sends the access token, or knows that a key of the person's is sent. */
function fetchFor(
  launch: UrlLaunch,
  { authorization, onToken, network }: WireContext,
  given: GuardedFetchOptions,
): FetchLike {
  const send = network?.fetchFor(launch.proxy);
  const options = send === undefined ? given : { ...given, send };
  if (authorization === undefined) return createGuardedFetch(options);
  if (authorization !== 'own-key') {
    const { source, isRequired } = authorization;
    const fetch = createGuardedFetch(options);
    return createAuthorizedFetch({ source, fetch, serverUrl: launch.url, isRequired, onToken });
  }
  return createGuardedFetch({
    ...options,
    onStatus: (fact) =>
      options.onStatus?.({ ...fact, outcome: { ...fact.outcome, hasOwnKey: true } }),
  });
}

/** Keeps a doubt that is raised before anybody listens. */
function createDoubt(): Doubt {
  let listener: ((note: Phrase | undefined) => void) | undefined;
  let early: { readonly note: Phrase | undefined } | undefined;
  return {
    raise(note) {
      if (listener === undefined) early = { note };
      else listener(note);
    },
    listen(next) {
      listener = next;
      if (early !== undefined) next(early.note);
    },
  };
}

interface Doubt {
  readonly raise: (note: Phrase | undefined) => void;
  readonly listen: Wire['onDoubt'];
}

function httpUrl(text: string): URL {
  const url = parseUrl(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new HttpOutcomeError({ kind: 'invalid-url', url: safeUrl(text) });
}

/** What ends the session at the server; undefined where it gave none, as in the modern era. */
function goodbyeHeaders(
  launch: UrlLaunch,
  { authorization }: Pick<WireContext, 'authorization'>,
  { sessionId, protocolVersion }: Pick<StreamableHTTPClientTransport, SessionFacts>,
): RequestTarget | undefined {
  if (sessionId === undefined) return undefined;
  const target = requestTarget(launch.url, { headers: { ...launch.headers } });
  target.headers.set('mcp-session-id', sessionId);
  if (protocolVersion !== undefined) target.headers.set('mcp-protocol-version', protocolVersion);
  // One that would have to be renewed first is not worth it: the server forgets by itself in time.
  const token = typeof authorization === 'object' ? authorization.source.peek() : undefined;
  if (token !== undefined) target.headers.set('authorization', `Bearer ${token}`);
  return target;
}

type SessionFacts = 'sessionId' | 'protocolVersion';
