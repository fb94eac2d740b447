import type { Result } from '../../../shared/util/result.ts';
import { isDeath } from '../../connections/is-death.ts';
import type { SessionOutcome } from '../../sessions/session.ts';

/** Finds out, when there is reason to doubt it, whether a server is still there. */
export interface Liveness {
  /** Asks the server for a sign of life, unless that is being done already. */
  readonly doubt: () => void;
  /** A request failed; asks for a sign of life when the failure is not the request's own. */
  readonly failed: (outcome: SessionOutcome) => void;
}

/**
 * A broken event stream or a failed request does not end an HTTP session by itself; that the
 * server cannot be reached or refuses the client does. `dead` is told why.
 */
export function createLiveness(hooks: {
  readonly probe: () => Promise<Result<void, SessionOutcome>>;
  readonly dead: (outcome: SessionOutcome) => void;
}): Liveness {
  let isAsking = false;
  const ask = async () => {
    isAsking = true;
    const answer = await hooks.probe();
    isAsking = false;
    if (!answer.ok && isDeath(answer.error)) hooks.dead(answer.error);
  };
  const doubt = () => {
    if (!isAsking) void ask();
  };
  return {
    doubt,
    failed: (outcome) => {
      // Asked again, it would only say that there is no token, which is not why.
      if (lacksToken(outcome)) hooks.dead(outcome);
      else if (isDeath(outcome) && outcome.kind !== 'timed-out') doubt();
    },
  };
}

/**
 * Whether nothing at all works without a token that cannot be had. A missing scope stops one request
 * only. So may a refusal by a server that lets everybody in and never said where to sign in: it is
 * asked.
 */
function lacksToken(outcome: SessionOutcome): boolean {
  if (outcome.kind !== 'sign-in') return false;
  const { failure } = outcome;
  if (failure.kind === 'refused' && failure.code === 'KEY_WANTED') return false;
  if (failure.kind !== 'needs-sign-in') return isDeath(outcome);
  if (failure.reason === 'scope') return false;
  return failure.reason !== 'no-token' || failure.isAdvertised === true;
}
