import type { Clock } from '../ports.ts';
import type { BearerChallenge } from './challenge.ts';

/** Sign-ins for more rights that one operation may ask for. */
export const maxStepUps = 3;
/** Challenges further apart than this do not belong to one operation, ms. */
const operationMs = 10 * 60_000;

/** What one server asked for last, until the next sign-in. */
export interface ChallengeMemory {
  readonly last: BearerChallenge | undefined;
  remember(challenge: BearerChallenge | undefined): void;
  /** Counts one more demand for rights; false when there were too many in a row. */
  noteStepUp(): boolean;
}

/** A memory of nothing. */
export function createChallengeMemory(clock: Pick<Clock, 'now'>): ChallengeMemory {
  let last: BearerChallenge | undefined;
  let stepUps: readonly number[] = [];
  return {
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
    noteStepUp() {
      const now = clock.now();
      stepUps = [...stepUps.filter((at) => now - at < operationMs), now];
      return stepUps.length <= maxStepUps;
    },
  };
}
