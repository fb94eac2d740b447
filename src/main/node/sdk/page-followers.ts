import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Result } from '../../../shared/util/result.ts';
import { requiredPages } from '../../elicitation/required-pages.ts';
import type { LastingCaller } from '../../sessions/request-options.ts';
import type { SessionOutcome } from '../../sessions/session.ts';

/**
 * Callers that were given the address of a page to open, and hear when the server is done with it
 * (2025-11-25, `notifications/elicitation/complete`): those that were given that very one, once, and
 * nobody else.
 */
export interface PageFollowers {
  /** A caller is asked this; remembered where it is a page. Without secrets. */
  asked(params: JsonObject, caller: LastingCaller): void;
  /** Passes an answer on; a caller whose answer wants pages visited first is remembered for them. */
  given<A extends Result<unknown, SessionOutcome>>(answer: A, caller?: LastingCaller): A;
  /** The server is done with the page of this id, as callers were given it. */
  over(id: string): void;
}

/** A server that never ends what it has begun is not remembered without bounds. */
const maxFollowed = 256;

/** Nobody was given a page yet. */
export function createPageFollowers(): PageFollowers {
  const followed = new Map<string, Set<LastingCaller>>();
  const follow = (id: string, caller: LastingCaller): void => {
    const callers = followed.get(id) ?? new Set();
    // What was asked last is forgotten last.
    followed.delete(id);
    followed.set(id, callers.add(caller));
    for (const oldest of followed.keys()) {
      if (followed.size <= maxFollowed) break;
      followed.delete(oldest);
    }
  };
  return {
    asked({ mode, elicitationId: id }, caller) {
      if (mode === 'url' && typeof id === 'string') follow(id, caller);
    },
    given(answer, caller) {
      if (answer.ok || caller === undefined) return answer;
      for (const { id } of requiredPages(answer.error) ?? []) follow(id, caller);
      return answer;
    },
    over(id) {
      const callers = followed.get(id) ?? [];
      followed.delete(id);
      for (const caller of callers) caller.pageOver(id);
    },
  };
}
