import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { LiveSession, Unavailable } from '../connections/connection-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SessionOutcome } from '../sessions/session.ts';

/** Why a resource is not watched. */
export type WatchProblem =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'away'; readonly unavailable: Unavailable }
  | { readonly kind: 'failed'; readonly outcome: SessionOutcome };

/** A server as one profile uses it. */
export interface WatchedPlace {
  /** Its id. */
  readonly profile: string;
  readonly server: string;
}

/** Resources of servers that apps want to hear of. */
export interface ResourceWatches extends Disposable {
  /**
   * Calls `updated` when the resource changes, or may have. The server is asked once for all who watch
   * it, again after its session has ended, and no more when the last of them has gone.
   */
  add(
    place: WatchedPlace,
    uri: string,
    updated: () => void,
    signal: AbortSignal,
  ): Promise<Result<Disposable, WatchProblem>>;
}

/** What watching needs. */
export interface ResourceWatchesDeps {
  readonly acquire: (
    profileId: string,
    name: string,
    signal: AbortSignal,
  ) => Promise<Result<LiveSession, Unavailable> | undefined>;
  readonly clock: Pick<Clock, 'schedule'>;
}

const firstDelayMs = 1_000;
const maxDelayMs = 5 * 60_000;

/** Nothing is watched yet. */
export function createResourceWatches(deps: ResourceWatchesDeps): ResourceWatches {
  const watched = new Map<string, Watched>();
  return {
    async add({ profile, server }, uri, updated, signal) {
      const key = JSON.stringify([profile, server, uri]);
      const known = watched.get(key);
      const one = known ?? new Watched(deps, { profile, server, uri }, () => watched.delete(key));
      watched.set(key, one);
      return one.add(updated, signal);
    },
    [Symbol.dispose]() {
      for (const one of [...watched.values()]) one[Symbol.dispose]();
    },
  };
}

/** One resource of one server, for as long as anybody watches it. */
class Watched implements Disposable {
  readonly #deps: ResourceWatchesDeps;
  readonly #what: WatchedPlace & { readonly uri: string };
  readonly #over: () => void;
  readonly #listeners = new Set<() => void>();
  readonly #ending = new AbortController();
  #asking: Promise<Result<void, WatchProblem>> | undefined;
  #asked: Disposable | undefined;
  #retry: Disposable | undefined;
  #failures = 0;

  constructor(
    deps: ResourceWatchesDeps,
    what: WatchedPlace & { readonly uri: string },
    over: () => void,
  ) {
    this.#deps = deps;
    this.#what = what;
    this.#over = over;
  }

  async add(updated: () => void, signal: AbortSignal): Promise<Result<Disposable, WatchProblem>> {
    // Each watcher is one of its own, even where two gave the same function.
    const listener = (): void => updated();
    this.#listeners.add(listener);
    this.#asking ??= this.#ask();
    const asked = await this.#asking;
    if (!asked.ok || signal.aborted) {
      this.#remove(listener);
      return asked.ok ? err({ kind: 'failed', outcome: { kind: 'aborted' } }) : asked;
    }
    return ok({ [Symbol.dispose]: () => this.#remove(listener) });
  }

  async #ask(): Promise<Result<void, WatchProblem>> {
    const { signal } = this.#ending;
    const { profile, server, uri } = this.#what;
    const session = await this.#deps.acquire(profile, server, signal);
    if (session === undefined) return err({ kind: 'unknown' });
    if (!session.ok) return err({ kind: 'away', unavailable: session.error });
    const watch = { updated: () => this.#tell(), lost: () => this.#askAgain() };
    const asked = await session.value.watchResource(uri, watch, signal);
    if (!asked.ok) return err({ kind: 'failed', outcome: asked.error });
    if (signal.aborted) asked.value[Symbol.dispose]();
    else this.#asked = asked.value;
    return ok(undefined);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #askAgain(): void {
    this.#asked = undefined;
    if (this.#ending.signal.aborted || this.#retry !== undefined) return;
    const delayMs = Math.min(firstDelayMs * 2 ** this.#failures, maxDelayMs);
    this.#retry = this.#deps.clock.schedule(delayMs, () => {
      this.#retry = undefined;
      this.#asking = this.#ask();
      void this.#asking.then((asked) => {
        this.#failures = asked.ok ? 0 : this.#failures + 1;
        // It may have changed while nobody told.
        if (asked.ok) this.#tell();
        else this.#askAgain();
      });
    });
  }

  #remove(listener: () => void): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    if (this.#ending.signal.aborted) return;
    this.#ending.abort();
    this.#retry?.[Symbol.dispose]();
    this.#asked?.[Symbol.dispose]();
    this.#listeners.clear();
    this.#over();
  }
}
