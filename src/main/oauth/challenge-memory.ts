import type { Clock } from '../ports.ts';
import type { BearerChallenge } from './challenge.ts';

/** Sign-ins for more rights that one operation may ask for. */
export const maxStepUps = 3;
/** Challenges further apart than this do not belong to one operation, ms. */
const operationMs = 10 * 60_000;

/** What one server asked for last, until the next sign-in. */
export interface ChallengeMemory {
  readonly last: BearerChallenge | undefined;
  /** The scopes of the latest grant, which may have ended since. */
  readonly held: readonly string[];
  remember(challenge: BearerChallenge | undefined): void;
  /** Somebody signed in: what was asked for is no longer open. */
  settle(scopes: readonly string[]): void;
  /** Counts one more demand for rights; false when there were too many in a row. */
  noteStepUp(): boolean;
}

/** A memory of nothing. */
export function createChallengeMemory(clock: Pick<Clock, 'monotonicNow'>): ChallengeMemory {
  let last: BearerChallenge | undefined;
  let held: readonly string[] = [];
  let stepUps: readonly number[] = [];
  return {
    get held() {
      return held;
    },
    get last() {
      return last;
    },
    remember(challenge) {
      if (challenge === undefined) return;
      // A challenge for more rights may leave out where the metadata is.
      last = {
        ...challenge,
        resourceMetadata: challenge.resourceMetadata ?? last?.resourceMetadata,
      };
    },
    settle(scopes) {
      held = scopes;
      last = last && { resourceMetadata: last.resourceMetadata };
    },
    noteStepUp() {
      const now = clock.monotonicNow();
      stepUps = [...stepUps.filter((at) => now - at < operationMs), now];
      return stepUps.length <= maxStepUps;
    },
  };
}
