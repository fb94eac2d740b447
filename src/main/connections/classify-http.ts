import type { FailureAction, FailureCode, Verdict } from '../../shared/domain/failure.ts';
import { parseUrl } from '../../shared/util/parse-url.ts';
import { fixConfig, retrySoon } from './classified.ts';
import type { Judgement } from './classified.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import { namesTokenError } from './token-error.ts';

type HttpStatus = Extract<SessionOutcome, { kind: 'http-status' }>;
type Network = Extract<SessionOutcome, { kind: 'network' }>;

const minRetryAfterMs = 1_000;
const maxRetryAfterMs = 300_000;
const rateLimitMs = 30_000;

/** A wait a server asked for, held within one second and five minutes. */
export function clampRetryAfter(afterMs: number): number {
  if (!Number.isFinite(afterMs)) return maxRetryAfterMs;
  return Math.min(maxRetryAfterMs, Math.max(minRetryAfterMs, afterMs));
}

type Ruling = readonly [FailureCode, Verdict, FailureAction, 'may-pass'?];

/** An answer whose status says that it is no answer. */
export function judgeHttpStatus(outcome: HttpStatus): Judgement {
  const [code, verdict, action, mayPass] = rule(outcome);
  return {
    code,
    verdict,
    action,
    mayPass: mayPass !== undefined,
    params: { status: outcome.status, host: hostOf(outcome.url) },
    detail: [
      `HTTP ${outcome.status} from ${outcome.url}`,
      outcome.wwwAuthenticate && `WWW-Authenticate: ${outcome.wwwAuthenticate}`,
      outcome.bodySnippet,
    ]
      .filter(Boolean)
      .join('\n'),
  };
}

function rule(outcome: HttpStatus): Ruling {
  const { status } = outcome;
  if (wantsSignIn(outcome)) {
    if (outcome.hasOwnKey === true) return ['KEY_REFUSED', fixConfig, 'edit-settings'];
    return [
      status === 403 ? 'HTTP_FORBIDDEN' : 'HTTP_UNAUTHORIZED',
      { kind: 'needs-sign-in' },
      'sign-in',
    ];
  }
  if (status === 429) {
    return ['HTTP_RATE_LIMITED', retryLater(outcome.retryAfterMs ?? rateLimitMs), 'wait'];
  }
  if (status >= 500) {
    const verdict =
      outcome.retryAfterMs === undefined ? retrySoon : retryLater(outcome.retryAfterMs);
    return [isOfGateway(status) ? 'GATEWAY_ERROR' : 'HTTP_SERVER_ERROR', verdict, 'retry'];
  }
  if (status >= 400) return clientError(status);
  if (status >= 300) return ['REDIRECT_REFUSED', fixConfig, 'edit-url', 'may-pass'];
  return ['PROTOCOL_ERROR', retrySoon, 'retry'];
}

// Said by whatever stands in front of a server rather than by the server (RFC 9110 section 15.6).
function isOfGateway(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}

function clientError(status: number): Ruling {
  switch (status) {
    case 403:
      return ['HTTP_FORBIDDEN', fixConfig, 'edit-settings'];
    case 404:
    case 410:
      return ['HTTP_NOT_FOUND', fixConfig, 'edit-url', 'may-pass'];
    case 405:
    case 406:
      return ['HTTP_CLIENT_ERROR', fixConfig, 'edit-url', 'may-pass'];
    case 407:
      return ['PROXY_REFUSED', fixConfig, 'edit-settings', 'may-pass'];
    case 408:
      return ['TIMED_OUT', retrySoon, 'retry'];
    case 421:
    case 425:
      return ['HTTP_CLIENT_ERROR', retrySoon, 'retry'];
    default:
      return ['HTTP_CLIENT_ERROR', fixConfig, 'edit-settings'];
  }
}

// Some servers answer a missing or expired token with 400; OAuth's own error code tells (RFC 6750
// section 3.1). A 403 that names a missing scope can be cured by signing in again.
function wantsSignIn({ status, wwwAuthenticate = '', bodySnippet = '' }: HttpStatus): boolean {
  if (status === 401) return true;
  if (status === 403) {
    return /\b(?:insufficient_scope|invalid_token)\b/i.test(wwwAuthenticate);
  }
  if (status !== 400) return false;
  return (
    namesTokenError(wwwAuthenticate) ||
    namesTokenError(bodySnippet) ||
    /\bno authorization\b/i.test(bodySnippet)
  );
}

function retryLater(afterMs: number): Verdict {
  return { kind: 'retry-later', afterMs: clampRetryAfter(afterMs) };
}

const refused: Ruling = ['CONNECTION_REFUSED', retrySoon, 'retry'];
const reset: Ruling = ['CONNECTION_RESET', retrySoon, 'retry'];
const timedOut: Ruling = ['TIMED_OUT', retrySoon, 'retry'];
const unreachable: Ruling = ['NETWORK_UNREACHABLE', retrySoon, 'retry'];
const exhausted: Ruling = ['RESOURCES_EXHAUSTED', retrySoon, 'retry'];
const unsafe: Ruling = ['TLS_FAILED', fixConfig, 'edit-url', 'may-pass'];
const notTls: Ruling = ['NOT_TLS', fixConfig, 'edit-url', 'may-pass'];
const blocked: Ruling = ['PORT_BLOCKED', fixConfig, 'edit-url'];
const expired: Ruling = ['TLS_EXPIRED', fixConfig, 'retry', 'may-pass'];
const wrongHost: Ruling = ['TLS_WRONG_HOST', fixConfig, 'edit-url', 'may-pass'];
const untrusted: Ruling = ['TLS_UNTRUSTED', fixConfig, 'edit-url', 'may-pass'];
/** Something listens there that does not speak HTTP. */
const notHttp: Ruling = ['NOT_MCP', fixConfig, 'edit-url', 'may-pass'];

const networkRulings: ReadonlyMap<string, Ruling> = new Map<string, Ruling>([
  ['ECONNREFUSED', refused],
  ['ENOTFOUND', ['HOST_NOT_FOUND', retrySoon, 'edit-url']],
  ['ENODATA', ['HOST_NOT_FOUND', retrySoon, 'edit-url']],
  ['EAI_AGAIN', ['HOST_NOT_FOUND', retrySoon, 'retry']],
  ['EAI_FAIL', ['HOST_NOT_FOUND', retrySoon, 'retry']],
  ['ECONNRESET', reset],
  ['ECONNABORTED', reset],
  ['EPIPE', reset],
  ['ETIMEDOUT', timedOut],
  ['ESOCKETTIMEDOUT', timedOut],
  ['ENETUNREACH', unreachable],
  ['EHOSTUNREACH', unreachable],
  ['ENETDOWN', unreachable],
  ['EHOSTDOWN', unreachable],
  ['EADDRNOTAVAIL', unreachable],
  ['EACCES', unreachable],
  ['EPERM', unreachable],
  ['EMFILE', exhausted],
  ['ENFILE', exhausted],
  ['ENOMEM', exhausted],
  ['ENOBUFS', exhausted],
  ['EPROTO', unsafe],
  ['ERR_SSL_WRONG_VERSION_NUMBER', notTls],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', notTls],
  ['ERR_SSL_HTTP_REQUEST', notTls],
  ['EBADPORT', blocked],
  ['CERT_HAS_EXPIRED', expired],
  ['CERT_NOT_YET_VALID', expired],
  ['ERR_TLS_CERT_ALTNAME_INVALID', wrongHost],
  ['HOSTNAME_MISMATCH', wrongHost],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT', untrusted],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', untrusted],
  ['CERT_UNTRUSTED', untrusted],
]);

const tlsCode =
  /CERT|_TLS_|_SSL_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|CRL_|INVALID_PURPOSE|PATH_LENGTH/;

/** A connection that could not be made or broke below HTTP; unknown codes count as transient. */
export function judgeNetwork(outcome: Network): Judgement {
  const { errno } = outcome;
  const [code, verdict, action, mayPass] = networkRulings.get(errno) ?? familyRuling(errno);
  return {
    code,
    verdict,
    action,
    mayPass: mayPass !== undefined,
    params: { host: outcome.address, port: outcome.address.split(':').at(-1), errno },
    detail: `${outcome.errno} ${outcome.address}\n${outcome.detail}`.trim(),
  };
}

// The HTTP parser's own codes begin with HPE_.
function familyRuling(errno: string): Ruling {
  if (tlsCode.test(errno)) return unsafe;
  return errno.startsWith('HPE_') ? notHttp : reset;
}

/** Host and port of an address; the whole text when it is none. */
export function hostOf(url: string): string {
  return parseUrl(url)?.host ?? url;
}
