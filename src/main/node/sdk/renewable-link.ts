import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { SessionOutcome } from '../../sessions/session.ts';
import type { Link } from './establish.ts';
import { lostSession } from './lost-session.ts';

/** The current link of a session, replaced when its server forgot the HTTP session. */
export interface RenewableLink {
  readonly current: Link;
  /**
   * Runs `work` on the current link. When the server no longer knows the HTTP session, opens a new
   * one (once for everybody who noticed) and runs `work` on it again, once.
   */
  use<T>(
    signal: AbortSignal,
    work: (link: Link) => Promise<Result<T, SessionOutcome>>,
  ): Promise<Result<T, SessionOutcome>>;
}

/** How links are replaced. */
export interface RenewalHooks {
  readonly renew: () => Promise<Result<Link, SessionOutcome>>;
  /** Nobody uses a replaced link any more. */
  readonly retire: (link: Link) => void;
  /** The session could not be renewed, or was lost again at once. */
  readonly lost: (outcome: SessionOutcome) => void;
}

/** Keeps `first` until it has to be replaced. */
export function createRenewableLink(first: Link, hooks: RenewalHooks): RenewableLink {
  return new CountedLink(first, hooks);
}

class CountedLink implements RenewableLink {
  current: Link;
  readonly #hooks: RenewalHooks;
  readonly #uses = new Map<Link, number>();
  #renewing: Promise<Result<Link, SessionOutcome>> | undefined;

  constructor(first: Link, hooks: RenewalHooks) {
    this.current = first;
    this.#hooks = hooks;
  }

  async use<T>(
    signal: AbortSignal,
    work: (link: Link) => Promise<Result<T, SessionOutcome>>,
  ): Promise<Result<T, SessionOutcome>> {
    const link = this.current;
    const first = await this.#counted(link, work);
    if (first.ok || signal.aborted) return first;
    if (lostSession(first.error, factsOf(link)) === undefined) return first;
    const renewed = await this.#replace(link);
    if (signal.aborted) return err({ kind: 'aborted' });
    if (!renewed.ok) {
      this.#hooks.lost(renewed.error);
      return renewed;
    }
    const second = await this.#counted(renewed.value, work);
    if (second.ok) return second;
    const loss = lostSession(second.error, factsOf(renewed.value));
    // What only sounds like a loss, right after a renewal, is the server's answer to this request.
    if (loss?.status === undefined) return second;
    const outcome: SessionOutcome = { kind: 'session-lost', status: loss.status };
    this.#hooks.lost(outcome);
    return err(outcome);
  }

  // A replaced link is closed only when its last request is done: others may still learn on it,
  // each by itself, that the session is gone.
  async #counted<T>(link: Link, work: (link: Link) => Promise<T>): Promise<T> {
    this.#uses.set(link, (this.#uses.get(link) ?? 0) + 1);
    try {
      return await work(link);
    } finally {
      const left = (this.#uses.get(link) ?? 1) - 1;
      if (left > 0) this.#uses.set(link, left);
      else this.#uses.delete(link);
      this.#retireUnused(link);
    }
  }

  #retireUnused(link: Link): void {
    if (link !== this.current && !this.#uses.has(link)) this.#hooks.retire(link);
  }

  #replace(lost: Link): Promise<Result<Link, SessionOutcome>> {
    if (this.current !== lost) return Promise.resolve(ok(this.current));
    this.#renewing ??= this.#renew(lost);
    return this.#renewing;
  }

  async #renew(lost: Link): Promise<Result<Link, SessionOutcome>> {
    try {
      const renewed = await this.#hooks.renew();
      if (renewed.ok) {
        this.current = renewed.value;
        this.#retireUnused(lost);
      }
      return renewed;
    } finally {
      this.#renewing = undefined;
    }
  }
}

function factsOf({ era, wire }: Link) {
  return { era, canRenew: wire.canRenew, namedSession: wire.sessionId() !== undefined };
}
