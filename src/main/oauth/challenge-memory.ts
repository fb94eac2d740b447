import type { Clock } from '../kernel/clock.ts';
import type { BearerChallenge } from './challenge.ts';

/** Sign-ins for more rights that one operation may ask for. */
export const maxStepUps = 3;
/** Challenges further apart than this do not belong to one operation, ms. */
const operationMs = 10 * 60_000;

/** What one server asked for last, until the next sign-in. */
export interface ChallengeMemory {
  readonly last: BearerChallenge | undefined;
  /** What the latest sign-in asked for; it may have ended since. */
  readonly requested: readonly string[];
  /** What to ask for instead, since the service refused what was asked for last. */
  readonly instead: readonly string[] | undefined;
  remember(challenge: BearerChallenge | undefined): void;
  /** Somebody signed in: what was asked for is no longer open. */
  settle(requested: readonly string[]): void;
  /** The service refuses what was asked for. */
  askInstead(scopes: readonly string[]): void;
  /** Counts one more demand for rights; false when there were too many in a row. */
  noteStepUp(): boolean;
}

/** A memory of nothing. */
export function createChallengeMemory(clock: Pick<Clock, 'monotonicNow'>): ChallengeMemory {
  let last: BearerChallenge | undefined;
  let requested: readonly string[] = [];
  let instead: readonly string[] | undefined;
  let stepUps: readonly number[] = [];
  return {
    get requested() {
      return requested;
    },
    get instead() {
      return instead;
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
      requested = scopes;
      instead = undefined;
      last = last && { resourceMetadata: last.resourceMetadata };
    },
    askInstead(scopes) {
      instead = scopes;
    },
    noteStepUp() {
      const now = clock.monotonicNow();
      stepUps = [...stepUps.filter((at) => now - at < operationMs), now];
      return stepUps.length <= maxStepUps;
    },
  };
}
