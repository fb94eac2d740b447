import type { ElicitationPort } from './question.ts';
import type { RequiredPage } from './required-pages.ts';

/** The pages a server wants visited before it goes on, and what it says of them. */
export interface PageVisits {
  /**
   * Shows the pages to a person and resolves when all of them were visited: the server has said so,
   * or the person has. False when they will not, when nobody can be asked, or when `signal` fires.
   */
  visit(pages: readonly RequiredPage[], signal: AbortSignal): Promise<boolean>;
  /** The server says that a visit is over; one that nobody is on is remembered for a while. */
  over(id: string): void;
}

/** The word of a server may come a moment before anybody waits for it. */
const maxEarly = 50;

/** Visits for one server; `questions` is who is asked, if anybody can be. */
export function createPageVisits(
  serverName: string,
  questions: ElicitationPort | undefined,
): PageVisits {
  const open = new Map<string, Set<AbortController>>();
  const early = new Set<string>();

  const visitOne = async ({ id, message, url }: RequiredPage, signal: AbortSignal) => {
    if (early.delete(id)) return true;
    const isOver = new AbortController();
    const others = open.get(id) ?? new Set();
    open.set(id, others.add(isOver));
    try {
      const question = { serverName, message, url };
      const answer = await questions?.askToVisit?.(question, isOver.signal, signal);
      return answer?.kind === 'accepted';
    } finally {
      others.delete(isOver);
      if (others.size === 0) open.delete(id);
    }
  };

  return {
    async visit(pages, signal) {
      if (signal.aborted) return false;
      const refused = new AbortController();
      const ending = AbortSignal.any([signal, refused.signal]);
      const visits = pages.map(async (page) => {
        const isVisited = await visitOne(page, ending);
        // All of them are needed: the others need not be asked for any more.
        if (!isVisited) refused.abort();
        return isVisited;
      });
      return (await Promise.all(visits)).every(Boolean);
    },
    over(id) {
      const waiting = open.get(id);
      for (const isOver of waiting ?? []) isOver.abort();
      if (waiting !== undefined) return;
      early.add(id);
      for (const oldest of early) {
        if (early.size <= maxEarly) break;
        early.delete(oldest);
      }
    },
  };
}
