import type { Clock } from '../../kernel/clock.ts';

/** Lets the calls of one caller at a time through. */
export interface CallerTurns {
  /** Lets a call in at once, whoever is there; disposed when it is over. */
  place(caller: object | undefined): Disposable;
  /**
   * Resolves when calls of this caller may be made: no other's is under way, and nobody came before.
   * It also resolves when `signal` fires, or after a while: a question nobody answers must not keep
   * the others out for ever. Whoever entered disposes the place when the call is over.
   */
  enter(caller: object | undefined, signal: AbortSignal): Promise<Disposable>;
}

/** How long a call waits for those of others at most, ms. */
const patienceMs = 30_000;

interface Waiting {
  readonly caller: object | undefined;
  readonly enter: () => void;
}

/** Turns that nobody has taken yet. */
export function createCallerTurns(clock: Pick<Clock, 'schedule'>): CallerTurns {
  const inside = new Set<{ readonly caller: object | undefined }>();
  const queue: Waiting[] = [];

  const isFree = (caller: object | undefined): boolean =>
    [...inside].every((one) => one.caller === caller);
  const letIn = (): void => {
    for (let next = queue[0]; next !== undefined && isFree(next.caller); next = queue[0]) {
      next.enter();
    }
  };
  const place = (caller: object | undefined): Disposable => {
    const one = { caller };
    inside.add(one);
    return {
      [Symbol.dispose]() {
        inside.delete(one);
        letIn();
      },
    };
  };

  return {
    place,
    enter(caller, signal) {
      if ((queue.length === 0 && isFree(caller)) || signal.aborted) {
        return Promise.resolve(place(caller));
      }
      return new Promise((resolve) => {
        const enter = (): void => {
          queue.splice(queue.indexOf(waiting), 1);
          timer[Symbol.dispose]();
          signal.removeEventListener('abort', enter);
          resolve(place(caller));
        };
        const waiting: Waiting = { caller, enter };
        queue.push(waiting);
        const timer = clock.schedule(patienceMs, enter);
        signal.addEventListener('abort', enter, { once: true });
      });
    },
  };
}
