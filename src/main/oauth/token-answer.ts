import type { Redactor } from '../redactor.ts';
import { parseScopes } from './challenge.ts';
import { plain } from './auth-failure.ts';
import type { OAuthAnswer } from './oauth-ports.ts';

/** Tokens as an authorization server gave them out. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scopes?: readonly string[];
  /** Epoch ms; absent when the server does not say. */
  readonly expiresAt?: number;
}

/** What a token endpoint said. */
export type TokenAnswer =
  | { readonly kind: 'issued'; readonly tokens: IssuedTokens }
  /** An error of RFC 6749 section 5.2. */
  | { readonly kind: 'error'; readonly error: string; readonly description: string }
  | { readonly kind: 'outage'; readonly status: number; readonly retryAfterMs?: number }
  /** Not an answer of a token endpoint, e.g. the page of a captive portal. */
  | { readonly kind: 'nonsense'; readonly detail: string };

const maxTokenChars = 65_536;
/** Lifetimes beyond this say nothing; the server will refuse the token when it means to. */
const maxLifetimeMs = 10 * 365 * 86_400_000;
/** Absolute times below this are meant in seconds. */
const millisecondsFrom = 1e11;
const outages = new Set(['temporarily_unavailable', 'server_error', 'slow_down']);

/**
 * Reads the answer of a token endpoint (RFC 6749 sections 5.1 and 5.2) received at `now`. `blank`
 * takes out of its words what was sent: some servers repeat the request.
 */
export function readTokenAnswer(answer: OAuthAnswer, now: number, blank: Redactor): TokenAnswer {
  const { status, json, retryAfterMs } = answer;
  const error = json?.['error'];
  // Some servers send errors with status 200.
  if (typeof error === 'string' && error !== '') {
    if (outages.has(error) || status >= 500) return { kind: 'outage', status, retryAfterMs };
    const description = json?.['error_description'];
    return {
      kind: 'error',
      error: plain(blank(error)),
      description: typeof description === 'string' ? plain(blank(description)) : '',
    };
  }
  if (status === 429 || status === 408 || status >= 500) {
    return { kind: 'outage', status, retryAfterMs };
  }
  if (status !== 200 && status !== 201) {
    return { kind: 'nonsense', detail: `HTTP ${String(status)} without a reason` };
  }
  if (json === undefined) return { kind: 'nonsense', detail: 'the answer is not JSON' };
  return readIssued(json, now);
}

function readIssued(json: Readonly<Record<string, unknown>>, now: number): TokenAnswer {
  const nonsense = (detail: string): TokenAnswer => ({ kind: 'nonsense', detail });
  const { access_token: accessToken, refresh_token: refreshToken, token_type: type, scope } = json;
  if (!isToken(accessToken)) return nonsense('there is no usable access_token');
  if (type !== undefined && !(typeof type === 'string' && type.toLowerCase() === 'bearer')) {
    return nonsense('the token is not a Bearer token');
  }
  const expiresAt = expiryOf(json, accessToken, now);
  return {
    kind: 'issued',
    tokens: {
      accessToken,
      ...(isToken(refreshToken) ? { refreshToken } : {}),
      ...(typeof scope === 'string' ? { scopes: parseScopes(scope) } : {}),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    },
  };
}

// SECURITY: what is no visible ASCII could break out of the header it is sent in.
function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxTokenChars && /^[\x21-\x7e]+$/.test(value);
}

function expiryOf(
  json: Readonly<Record<string, unknown>>,
  accessToken: string,
  now: number,
): number | undefined {
  const absolute = numberOf(json['expires_at']);
  const relative = numberOf(json['expires_in']);
  const candidates = [
    absolute === undefined ? undefined : toMs(absolute),
    // Zero and less are how some servers say that a token does not run out.
    relative === undefined || relative <= 0 ? undefined : now + relative * 1000,
    jwtExpiry(accessToken),
  ];
  return candidates.find(
    (at) => at !== undefined && Number.isFinite(at) && at > now && at < now + maxLifetimeMs,
  );
}

function toMs(time: number): number {
  return time < millisecondsFrom ? time * 1000 : time;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** The `exp` claim of a token that happens to be a JWT; nothing about it is verified. */
function jwtExpiry(token: string): number | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const exp =
      typeof claims === 'object' && claims !== null ? (claims as { exp?: unknown }).exp : 0;
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
