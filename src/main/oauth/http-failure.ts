import { assertNever } from '../../shared/util/assert-never.ts';
import { refused, unavailable } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import type { OAuthHttpError } from './oauth-ports.ts';

/** What an unanswered request means for being signed in. */
export function httpFailure(error: OAuthHttpError): AuthFailure {
  switch (error.kind) {
    case 'address-refused':
      return refused('ADDRESS_REFUSED', error.detail);
    case 'unreachable':
      return { ...unavailable(error.detail), ...(error.proxy && { proxy: error.proxy }) };
    case 'too-large':
      return refused('INVALID_ANSWER', error.detail);
    case 'aborted':
      return { kind: 'aborted' };
    default:
      return assertNever(error);
  }
}
