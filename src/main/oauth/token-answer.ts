import type { Redactor } from '../kernel/redactor.ts';
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
  const isDenied = json?.['ok'] === false || json?.['success'] === false;
  if (status >= 400 || isNamed || isDenied) return { kind: 'refused', status, detail };
  if (status < 200 || status >= 300) return { kind: 'nonsense', detail };
  if (json === undefined) return { kind: 'nonsense', detail: 'the answer is not JSON' };
  return readIssued(json, { now, dateMs });
}

/** Members in which services put the answer, or a person's token beside the one of their app. */
const holders = ['authed_user', 'data', 'result', 'response', 'tokens'] as const;

/** The names of RFC 6749 section 5.1 as services in camel case write them. */
const spellings = {
  access_token: 'accessToken',
  refresh_token: 'refreshToken',
  token_type: 'tokenType',
  expires_in: 'expiresIn',
  expires_at: 'expiresAt',
  id_token: 'idToken',
} as const;

function hasToken(json: Json): boolean {
  return json['access_token'] != null || json['accessToken'] != null;
}

/** The object that holds the tokens, by the names of the specification; others only without them. */
function tokenHolder(json: Json): Json {
  const inner = hasToken(json) ? [] : holders.map((name) => json[name]);
  const isHolder = (one: unknown): one is Json =>
    typeof one === 'object' && one !== null && !Array.isArray(one) && hasToken(one as Json);
  const found = inner.find(isHolder) ?? json;
  if (found['access_token'] != null) return found;
  const renamed = new Map<string, unknown>(Object.entries(found));
  for (const [name, other] of Object.entries(spellings)) renamed.set(name, found[other]);
  return Object.fromEntries(renamed);
}

function readIssued(json: Json, at: AnswerTime): TokenAnswer {
  const nonsense = (detail: string): TokenAnswer => ({ kind: 'nonsense', detail });
  const holder = tokenHolder(json);
  const { scope, token_type: type, id_token: idToken } = holder;
  const accessToken = tokenText(holder['access_token'], /^\s*(?:bearer\s+)?/i);
  const refreshToken = tokenText(holder['refresh_token'], /^\s*/);
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

/** A token without the blanks around it, and without the scheme some services put before it. */
function tokenText(value: unknown, before: RegExp): unknown {
  return typeof value === 'string' ? value.replace(before, '').trimEnd() : value;
}

// SECURITY: what is no visible ASCII could break out of the header it is sent in.
function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxTokenChars && /^[\x21-\x7e]+$/.test(value);
}
