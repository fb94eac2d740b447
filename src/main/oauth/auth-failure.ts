import { err } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SignInQuestion } from './sign-in-doubt.ts';
import type { ProxyFact, RecordError } from './oauth-faults.ts';

/** Why nobody is signed in (any more). */
export type SignInReason =
  /** The server wants a token and there is none. */
  | 'no-token'
  /** The token has run out and cannot be renewed. */
  | 'expired'
  /** The server refuses the token, also after it was renewed. */
  | 'rejected'
  /** The authorization server has ended the grant (`invalid_grant`). */
  | 'grant-ended'
  /** The authorization server does not know this client any more. */
  | 'client-rejected'
  /** Renewing was refused again and again, in whatever words; the tokens are kept. */
  | 'not-renewable'
  /** The server does not take the token its own authorization server has just given out. */
  | 'not-accepted'
  /** More scopes are needed than were granted. */
  | 'scope';

/** Something that does not get better by trying again as it is. */
export type RefusalCode =
  | 'UNKNOWN_SERVER'
  | 'NO_METADATA'
  | 'INVALID_METADATA'
  | 'RESOURCE_MISMATCH'
  | 'ISSUER_MISMATCH'
  | 'ADDRESS_REFUSED'
  | 'PKCE_UNSUPPORTED'
  | 'SECRET_NEEDS_NAMED_SERVER'
  | 'REGISTRATION_UNSUPPORTED'
  | 'REGISTRATION_REJECTED'
  /** The service refuses the client a person has entered. */
  | 'CLIENT_REJECTED'
  /** The service has forgotten the client we registered; the next sign-in registers another. */
  | 'CLIENT_FORGOTTEN'
  | 'SCOPE_REFUSED'
  /** The page refuses what was asked for; the next sign-in asks for something else. */
  | 'SCOPE_INVALID'
  /** Nothing at the server speaks of signing in: it probably wants a key. */
  | 'KEY_WANTED'
  /** The account that came back is another one than before. */
  | 'OTHER_ACCOUNT'
  /** The sign-in of another server does not serve this one. */
  | 'NOT_REUSABLE'
  /** The answer came in a part of the address that is not for programs to read. */
  | 'ANSWER_IN_FRAGMENT'
  | 'AUTHORIZATION_DENIED'
  | 'AUTHORIZATION_FAILED'
  | 'TOKEN_REFUSED'
  | 'INVALID_ANSWER'
  | 'LOOPBACK_UNAVAILABLE';

/**
 * Why there is no token. Only `needs-sign-in` asks a person to sign in; `unavailable` keeps every
 * token and passes by itself. `detail` is free of secrets, but may quote a stranger.
 */
export type AuthFailure =
  | {
      readonly kind: 'needs-sign-in';
      readonly reason: SignInReason;
      /** What the next sign-in has to ask for, when it is known. */
      readonly scopes?: readonly string[];
      /** Whether the refusal named where to sign in (RFC 9728 section 5.1). */
      readonly isAdvertised?: boolean;
      /** What the service said about it. */
      readonly detail?: string;
    }
  /** Network, time-out or a fault of the authorization server. */
  | {
      readonly kind: 'unavailable';
      readonly detail: string;
      readonly retryAfterMs?: number;
      /** The fault may be about this sign-in alone, so signing in again may help. */
      readonly mayBeOver?: boolean;
      /** It ended at the proxy on the way. */
      readonly proxy?: ProxyFact;
    }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: string }
  /** A person has to decide first, once for this server. */
  | { readonly kind: 'undecided'; readonly question: SignInQuestion }
  /** The vault is locked or the disk does not take the token. */
  | { readonly kind: 'storage'; readonly code: string; readonly detail: string }
  | { readonly kind: 'aborted' };

/** A refusal with a capped detail. */
export function refused(code: RefusalCode, detail: string): AuthFailure {
  return { kind: 'refused', code, detail: plain(detail) };
}

/** An outage; whatever is stored stays. */
export function unavailable(detail: string, retryAfterMs?: number): AuthFailure {
  return { kind: 'unavailable', detail: plain(detail), retryAfterMs };
}

/** What came of reading or writing records, where the only trouble there is `storage`. */
export function ofRecords<T>(done: Result<T, RecordError>): Result<T, AuthFailure> {
  return done.ok ? done : err({ kind: 'storage', ...done.error });
}

const maxDetailChars = 300;

/** A stranger's text in one line without control or direction characters. */
export function plain(text: string): string {
  const clean = text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ').trim();
  return clean.length > maxDetailChars ? `${clean.slice(0, maxDetailChars)}…` : clean;
}
