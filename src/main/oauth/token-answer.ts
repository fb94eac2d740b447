import type { Redactor } from '../redactor.ts';
import { plain } from './auth-failure.ts';
import type { OAuthAnswer } from './oauth-ports.ts';
import { parseScopes } from './scopes.ts';
import { expiryOf } from './token-lifetime.ts';
import type { AnswerTime } from './token-lifetime.ts';
import { refusalWords } from './token-words.ts';

/** Tokens as an authorization server gave them out. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scopes?: readonly string[];
  /** Epoch ms; absent when the server does not say. */
  readonly expiresAt?: number;
  /** An ID token beside them (OpenID Connect Core section 3.1.3.3), unread. */
  readonly idToken?: string;
}

/** What a token endpoint said. */
export type TokenAnswer =
  | { readonly kind: 'issued'; readonly tokens: IssuedTokens }
  /** An error of RFC 6749 section 5.2. */
  | { readonly kind: 'error'; readonly error: string; readonly description: string }
  /** A refusal in other words, or in none. */
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  | {
      readonly kind: 'outage';
      readonly status: number;
      readonly detail: string;
      readonly retryAfterMs?: number;
    }
  /** Not an answer of a token endpoint, e.g. the page of a captive portal. */
  | { readonly kind: 'nonsense'; readonly detail: string };

type Json = Readonly<Record<string, unknown>>;

const maxTokenChars = 65_536;
const outages = new Set(['temporarily_unavailable', 'server_error', 'slow_down']);
/** Tokens that are no bearer tokens: whoever has only them cannot use them (RFC 9449 and others). */
const otherTypes = new Set(['mac', 'dpop', 'pop', 'n_a']);

/**
 * Reads the answer of a token endpoint (RFC 6749 sections 5.1 and 5.2) received at `now`. `blank`
 * takes out of its words what was sent: some servers repeat the request. Answers in the form
 * encoding count like those in JSON.
 */
export function readTokenAnswer(answer: OAuthAnswer, now: number, blank: Redactor): TokenAnswer {
  const { status, retryAfterMs, dateMs } = answer;
  const json = answer.json ?? answer.form;
  const words = json === undefined ? { error: '', description: '' } : refusalWords(json);
  const [error, description] = [plain(blank(words.error)), plain(blank(words.description))];
  const said = [error, description].filter((text) => text !== '').join(': ');
  const detail = `HTTP ${String(status)}${said === '' ? '' : `, ${said}`}`;
  if (status === 429 || status === 408 || status >= 500) {
    return { kind: 'outage', status, detail, retryAfterMs };
  }
  // Some servers send errors with status 200.
  const named = json?.['error'];
  if (typeof named === 'string' && named !== '') {
    if (outages.has(named)) return { kind: 'outage', status, detail, retryAfterMs };
    return { kind: 'error', error, description };
  }
  const isNamed = typeof named === 'object' && named !== null;
  if (status >= 400 || isNamed) return { kind: 'refused', status, detail };
  if (status !== 200 && status !== 201) return { kind: 'nonsense', detail };
  if (json === undefined) return { kind: 'nonsense', detail: 'the answer is not JSON' };
  return readIssued(json, { now, dateMs });
}

/** One service puts a person's token beside the one of its app; only where there is no other. */
function tokenHolder(json: Json): Json {
  const { access_token: own, authed_user: nested } = json;
  const isNested = own == null && typeof nested === 'object' && nested !== null;
  return isNested ? (nested as Json) : json;
}

function readIssued(json: Json, at: AnswerTime): TokenAnswer {
  const nonsense = (detail: string): TokenAnswer => ({ kind: 'nonsense', detail });
  const holder = tokenHolder(json);
  const { access_token: accessToken, refresh_token: refreshToken, token_type: type } = holder;
  const { scope, id_token: idToken } = holder;
  if (!isToken(accessToken)) return nonsense('there is no usable access_token');
  if (type != null && (typeof type !== 'string' || otherTypes.has(type.trim().toLowerCase()))) {
    return nonsense('the token is not a Bearer token');
  }
  const expiresAt = expiryOf(holder, accessToken, at);
  return {
    kind: 'issued',
    tokens: {
      accessToken,
      ...(isToken(refreshToken) ? { refreshToken } : {}),
      ...(typeof scope === 'string' ? { scopes: parseScopes(scope) } : {}),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(isToken(idToken) ? { idToken } : {}),
    },
  };
}

// SECURITY: what is no visible ASCII could break out of the header it is sent in.
function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxTokenChars && /^[\x21-\x7e]+$/.test(value);
}
