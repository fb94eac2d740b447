import type { AuthFailure } from '../oauth/auth-failure.ts';
import type { SessionOutcome } from '../sessions/session.ts';

/** Whether a sign of life that ends like this means that the session is of no more use. */
export function isDeath(outcome: SessionOutcome): boolean {
  switch (outcome.kind) {
    case 'network':
    case 'stream-closed':
    case 'timed-out':
    case 'session-lost':
    case 'process-exited':
    case 'unexpected-content':
    case 'redirect-refused':
    case 'proxy':
      return true;
    case 'sign-in':
      return isEndOfSignIn(outcome.failure);
    case 'http-status':
      // Too many requests is a sign of life; a missing page without a session says little.
      return outcome.status !== 429;
    default:
      return false;
  }
}

/** Only rights that were refused leave a session with all it had before. */
function isEndOfSignIn(failure: AuthFailure): boolean {
  if (failure.kind === 'refused') return failure.code !== 'SCOPE_REFUSED';
  return failure.kind !== 'aborted';
}
