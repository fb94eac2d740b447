import type { FailureAction, FailureCode, Verdict } from '../../shared/domain/failure.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import type { AuthFailure, RefusalCode, SignInReason } from '../oauth/auth-failure.ts';
import { fixConfig, retrySoon } from './classified.ts';
import type { Judgement } from './classified.ts';
import { clampRetryAfter, hostOf } from './classify-http.ts';
import { judgeProxy } from './classify-proxy.ts';
import type { SessionOutcome } from '../sessions/session.ts';

type SignIn = Extract<SessionOutcome, { kind: 'sign-in' }>;

const askPerson: Verdict = { kind: 'needs-sign-in' };

/** No token, or none that is taken. Only what a person can cure by signing in asks for that. */
export function judgeSignIn({ failure, url }: SignIn): Judgement {
  const host = hostOf(url);
  switch (failure.kind) {
    case 'needs-sign-in':
      return judgeNeed(failure, host);
    case 'unavailable':
      if (failure.proxy !== undefined) return judgeProxy(failure.proxy);
      return {
        code: 'TOKEN_UNAVAILABLE',
        verdict:
          failure.retryAfterMs === undefined
            ? retrySoon
            : { kind: 'retry-later', afterMs: clampRetryAfter(failure.retryAfterMs) },
        // Both go on at once: Patchbay by itself, and a person who does not want to wait.
        action: failure.mayBeOver === true ? 'sign-in' : 'retry',
        params: { host },
        detail: failure.detail,
      };
    case 'undecided':
      return {
        code: 'SIGN_IN_UNDECIDED',
        verdict: askPerson,
        action: 'sign-in',
        params: { host: failure.question.hosts.page },
        detail: `to decide: ${failure.question.doubts.join(', ')}`,
      };
    case 'refused':
      return judgeRefusal(failure, host);
    case 'storage':
      return {
        code: 'SECRET_UNAVAILABLE',
        verdict: { kind: 'give-up' },
        action: 'retry',
        params: { reason: failure.code },
        detail: failure.detail,
      };
    case 'aborted':
      return {
        code: 'CANCELLED',
        verdict: { kind: 'give-up' },
        action: 'retry',
        detail: 'stopped before it finished',
      };
    default:
      return assertNever(failure);
  }
}

const codeOfReason: Readonly<Record<SignInReason, FailureCode>> = {
  'no-token': 'HTTP_UNAUTHORIZED',
  expired: 'SIGN_IN_ENDED',
  rejected: 'SIGN_IN_ENDED',
  'grant-ended': 'SIGN_IN_ENDED',
  'client-rejected': 'SIGN_IN_ENDED',
  'not-renewable': 'SIGN_IN_NOT_RENEWED',
  'not-accepted': 'SIGN_IN_NOT_ACCEPTED',
  scope: 'SCOPE_NEEDED',
};

function judgeNeed(
  failure: Extract<AuthFailure, { kind: 'needs-sign-in' }>,
  host: string,
): Judgement {
  const { reason, detail } = failure;
  // The same sign-in once more would end the same.
  const isPointless = reason === 'not-accepted';
  return {
    code: codeOfReason[reason],
    verdict: isPointless ? fixConfig : askPerson,
    action: isPointless ? 'edit-settings' : 'sign-in',
    params: { host, reason },
    detail: [`sign-in needed: ${reason}`, detail, scopeLine(failure)].filter(Boolean).join('\n'),
  };
}

function scopeLine({ scopes }: Extract<AuthFailure, { kind: 'needs-sign-in' }>): string {
  return scopes === undefined || scopes.length === 0 ? '' : `scopes: ${scopes.join(' ')}`;
}

type Refused = Extract<AuthFailure, { kind: 'refused' }>;

function judgeRefusal({ code, detail }: Refused, host: string): Judgement {
  const [failureCode, verdict, action] = rulings[code];
  const params = { host, reason: code };
  return { code: failureCode, verdict, action, params, detail: `${code}: ${detail}` };
}

type Ruling = readonly [FailureCode, Verdict, FailureAction];

const again: Ruling = ['SIGN_IN_FAILED', askPerson, 'sign-in'];
const unsupported: Ruling = ['SIGN_IN_UNSUPPORTED', fixConfig, 'edit-settings'];
const client: Ruling = ['CLIENT_REFUSED', fixConfig, 'edit-settings'];

const rulings: Readonly<Record<RefusalCode, Ruling>> = {
  UNKNOWN_SERVER: again,
  AUTHORIZATION_DENIED: ['SIGN_IN_DENIED', askPerson, 'sign-in'],
  AUTHORIZATION_FAILED: again,
  TOKEN_REFUSED: again,
  INVALID_ANSWER: again,
  ISSUER_MISMATCH: unsupported,
  LOOPBACK_UNAVAILABLE: again,
  NO_METADATA: unsupported,
  INVALID_METADATA: unsupported,
  RESOURCE_MISMATCH: unsupported,
  ADDRESS_REFUSED: unsupported,
  PKCE_UNSUPPORTED: unsupported,
  SECRET_NEEDS_NAMED_SERVER: ['ISSUER_NEEDED', fixConfig, 'edit-settings'],
  REGISTRATION_UNSUPPORTED: client,
  REGISTRATION_REJECTED: client,
  CLIENT_REJECTED: ['CLIENT_NOT_ACCEPTED', fixConfig, 'edit-settings'],
  CLIENT_FORGOTTEN: again,
  SCOPE_REFUSED: ['SCOPE_REFUSED', fixConfig, 'edit-settings'],
  SCOPE_INVALID: ['SCOPE_INVALID', askPerson, 'sign-in'],
  KEY_WANTED: ['KEY_WANTED', fixConfig, 'edit-settings'],
  OTHER_ACCOUNT: ['OTHER_ACCOUNT', askPerson, 'sign-in'],
  NOT_REUSABLE: ['SIGN_IN_NOT_REUSABLE', askPerson, 'sign-in'],
  ANSWER_IN_FRAGMENT: unsupported,
};
