import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

import type {
  NamedBy,
  OAuthAnswer,
  OAuthHttp,
  OAuthHttpError,
  OAuthRequest,
  PageLook,
} from '../../oauth/oauth-ports.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { decideRedirect } from '../http/redirect-policy.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { outcomeOf } from '../http/http-outcome-error.ts';
import { safeUrl } from '../http/safe-text.ts';
import type { Connection, Network } from '../network/network.ts';
import {
  AddressRefusedError,
  allowedAddresses,
  isAllowedUrl,
  systemResolveHost,
} from './address-guard.ts';
import { formOf, jsonObjectOf, readBody, TooLargeError } from './answer-body.ts';
import type { ResolvedAddress, ResolveHost } from './address-guard.ts';

/** Limits of {@link createOAuthHttp}. */
export interface OAuthHttpOptions {
  readonly resolve?: ResolveHost;
  /** How the network is reached; without a proxy if absent. */
  readonly network?: Network;
  /** A whole exchange, redirects included, ms, unless the request says otherwise; 15 s if absent. */
  readonly timeoutMs?: number;
  /** Largest body; 256 KiB if absent. */
  readonly maxBytes?: number;
}

const defaults = { resolve: systemResolveHost, timeoutMs: 15_000, maxBytes: 256 * 1024 };

interface Limits {
  readonly resolve: ResolveHost;
  readonly network?: Network;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/**
 * Requests for sign-in. Unlike `fetch` it connects to the very addresses that were judged, so that a
 * name which leads elsewhere a moment later gains nothing. Redirects stay within the origin; every
 * request has a connection of its own, which is closed afterwards.
 */
export function createOAuthHttp(options: OAuthHttpOptions = {}): OAuthHttp {
  const limits: Limits = { ...defaults, ...options };
  return {
    isAllowed: isAllowedUrl,
    send: (request, signal) =>
      limited(request, signal, limits, (stop) => follow(request, stop, limits)),
    look: (url, namedBy, signal) => {
      const request = { url, namedBy, headers: { accept: 'text/html,*/*;q=0.5' } };
      return limited(request, signal, limits, (stop) => lookAt(request, stop, limits));
    },
  };
}

async function limited<T>(
  { url, timeoutMs }: OAuthRequest,
  signal: AbortSignal,
  limits: Limits,
  work: (stop: AbortSignal) => Promise<Result<T, OAuthHttpError>>,
): Promise<Result<T, OAuthHttpError>> {
  if (signal.aborted) return err({ kind: 'aborted' });
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const deadline = setTimeout(abort, timeoutMs ?? limits.timeoutMs);
  signal.addEventListener('abort', abort);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (signal.aborted) return err({ kind: 'aborted' });
    return err(toError(error, url, stop.signal.aborted));
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', abort);
  }
}

/** One GET, no cookies, no redirects: what a page says to whoever comes first. */
async function lookAt(
  request: OAuthRequest,
  signal: AbortSignal,
  limits: Limits,
): Promise<Result<PageLook, OAuthHttpError>> {
  if (!isAllowedUrl(request.url, request.namedBy)) return refuse(request.url);
  const url = new URL(request.url);
  const way = await wayTo(url, request.namedBy, limits);
  const message = await exchange(url, 'GET', request, way, signal);
  const { statusCode: status = 0, headers } = message;
  const isChallenged = headers['cf-mitigated'] !== undefined;
  const isError = status >= 400 && status < 500;
  if (!isError) message.destroy();
  const text = isError ? await readBody(message, limits.maxBytes) : '';
  return ok({ status, location: headers.location, text, isChallenged });
}

function toError(error: unknown, url: string, isTooLate: boolean): OAuthHttpError {
  const where = safeUrl(url);
  if (error instanceof AddressRefusedError)
    return { kind: 'address-refused', detail: error.message };
  if (error instanceof TooLargeError) return { kind: 'too-large', detail: where };
  const outcome = outcomeOf(error);
  if (outcome?.kind === 'proxy') {
    const { reason, proxy, detail } = outcome;
    return { kind: 'unreachable', detail: `proxy ${proxy}: ${reason}, ${detail}`, proxy: outcome };
  }
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = isTooLate ? 'no answer in time' : (code ?? message);
  return { kind: 'unreachable', detail: `${where}: ${reason}` };
}

async function follow(
  request: OAuthRequest,
  signal: AbortSignal,
  limits: Limits,
): Promise<Result<OAuthAnswer, OAuthHttpError>> {
  const method = request.form === undefined && request.json === undefined ? 'GET' : 'POST';
  if (!isAllowedUrl(request.url, request.namedBy)) return refuse(request.url);
  let url = new URL(request.url);
  for (let hop = 0; ; hop += 1) {
    const way = await wayTo(url, request.namedBy, limits);
    const message = await exchange(url, method, request, way, signal);
    const { statusCode: status = 0, headers } = message;
    const location = headers.location ?? null;
    const decision = decideRedirect({ status, location, from: url, method, hop });
    if (decision.kind === 'none') return ok(await readAnswer(message, limits.maxBytes));
    message.destroy();
    if (decision.kind === 'refuse') return refuse(decision.to);
    url = decision.to;
  }
}

interface Way {
  readonly connection: Connection | undefined;
  readonly addresses: readonly ResolvedAddress[];
}

/**
 * A proxy looks the name up itself, and may know names that nobody here does. What is known here is
 * judged all the same.
 */
async function wayTo(url: URL, namedBy: NamedBy, { network, resolve }: Limits): Promise<Way> {
  const serverUrl = namedBy.kind === 'server' ? namedBy.serverUrl : undefined;
  const connection = await network?.signInConnection(url, serverUrl);
  if (connection?.agent === undefined) {
    return { connection, addresses: await allowedAddresses(url, namedBy, resolve) };
  }
  await allowedAddresses(url, namedBy, async (host) => resolve(host).catch(() => []));
  return { connection, addresses: [] };
}

function refuse(url: string): Result<never, OAuthHttpError> {
  return err({ kind: 'address-refused', detail: safeUrl(url) });
}

function exchange(
  url: URL,
  method: string,
  request: OAuthRequest,
  { connection, addresses }: Way,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const body = bodyOf(request);
  const isTls = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const outgoing = (isTls ? httpsRequest : httpRequest)(url, {
      method,
      signal,
      agent: connection?.agent ?? false,
      ...(connection === undefined ? {} : { secureContext: connection.trust }),
      headers: {
        ...request.headers,
        // What is not compressed cannot grow while it is read.
        'accept-encoding': 'identity',
        ...(body === undefined
          ? {}
          : { 'content-type': body.type, 'content-length': Buffer.byteLength(body.text) }),
      },
      lookup: (_host, options, callback) => {
        const { all } = options as { readonly all?: boolean };
        const first = addresses[0];
        if (all === true)
          callback(
            null,
            addresses.map((one) => ({ ...one })),
          );
        else if (first !== undefined) callback(null, first.address, first.family);
        else callback(new Error('no address'), '');
      },
    });
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
    outgoing.end(body?.text);
  });
}

function bodyOf({ form, json }: OAuthRequest): { text: string; type: string } | undefined {
  if (form !== undefined) {
    return { text: form.toString(), type: 'application/x-www-form-urlencoded' };
  }
  return json === undefined ? undefined : { text: JSON.stringify(json), type: 'application/json' };
}

async function readAnswer(message: IncomingMessage, maxBytes: number): Promise<OAuthAnswer> {
  const text = await readBody(message, maxBytes);
  const { statusCode: status = 0, headers } = message;
  const json = jsonObjectOf(text);
  const date = Date.parse(headers.date ?? '');
  return {
    status,
    json,
    form: json === undefined ? formOf(text) : undefined,
    wwwAuthenticate: headers['www-authenticate'],
    retryAfterMs: parseRetryAfter(headers['retry-after'] ?? null, Date.now()),
    ...(Number.isNaN(date) ? {} : { dateMs: date }),
  };
}
