import type { Clock } from '../kernel/clock.ts';

/** How many places there are, and how long nobody may come back to one. */
export interface PlaceLimits {
  readonly perApp: number;
  readonly inAll: number;
  readonly idleMs: number;
}

/** Something an app has opened and comes back to. */
export interface Place {
  /** Whose it is. */
  readonly app: string;
  /** Ends what happens there; called once. */
  readonly end: () => void;
}

interface HeldPlace<P> {
  readonly place: P;
  /** Requests that are being answered there, streams included. */
  open: number;
  idleSince: number;
}

/**
 * What apps have opened, by a key nobody can guess or that names the app. Apps that never close what
 * they opened would pile it up, so there is only so much of it: what was left alone for long goes,
 * and where all is taken the one that was idle longest makes room. What is in use never does.
 */
export class HeldPlaces<P extends Place> {
  readonly #limits: PlaceLimits;
  readonly #clock: Pick<Clock, 'monotonicNow'>;
  readonly #held = new Map<string, HeldPlace<P>>();

  constructor(limits: PlaceLimits, clock: Pick<Clock, 'monotonicNow'>) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Whether one more of this app may be added; makes room where it can. */
  hasRoom(app: string): boolean {
    const now = this.#clock.monotonicNow();
    for (const [key, { open, idleSince }] of [...this.#held]) {
      if (open === 0 && now - idleSince > this.#limits.idleMs) this.end(key);
    }
    const { perApp, inAll } = this.#limits;
    const isHis = ({ place }: HeldPlace<P>): boolean => place.app === app;
    return this.#makeRoom(isHis, perApp) && this.#makeRoom(() => true, inAll);
  }

  #makeRoom(counts: (held: HeldPlace<P>) => boolean, limit: number): boolean {
    const counted = [...this.#held].filter(([, held]) => counts(held));
    if (counted.length < limit) return true;
    const idle = counted.filter(([, { open }]) => open === 0);
    const [longest] = idle.sort(([, one], [, other]) => one.idleSince - other.idleSince);
    if (longest === undefined) return false;
    this.end(longest[0]);
    return true;
  }

  add(key: string, place: P): void {
    this.#held.set(key, { place, open: 0, idleSince: this.#clock.monotonicNow() });
  }

  get(key: string): P | undefined {
    return this.#held.get(key)?.place;
  }

  /** Whether requests are being answered there. */
  isOpen(key: string): boolean {
    return (this.#held.get(key)?.open ?? 0) > 0;
  }

  /** Counts one request as being answered there until it `ended`. */
  enter(key: string, ended: Promise<unknown>): void {
    const held = this.#held.get(key);
    if (held === undefined) return;
    held.open += 1;
    const leave = (): void => {
      held.open -= 1;
      held.idleSince = this.#clock.monotonicNow();
    };
    ended.then(leave, leave);
  }

  end(key: string): void {
    const held = this.#held.get(key);
    this.#held.delete(key);
    held?.place.end();
  }

  /** Ends all of one app, or all of all apps. */
  endAll(app?: string): void {
    for (const [key, { place }] of [...this.#held]) {
      if (app === undefined || place.app === app) this.end(key);
    }
  }
}
