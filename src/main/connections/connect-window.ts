/** Limits how many connects run at once: the next begins the moment one ends, never in waves. */
export interface ConnectWindow {
  /** Asks for a place; `place` resolves when it is there, or to undefined once cancelled. */
  enter(options: { readonly forUser: boolean }): Ticket;
}

/** A place in the window, or the wish for one. */
export interface Ticket {
  readonly place: Promise<'granted' | 'cancelled'>;
  /** A person is waiting: go before all others, beyond the limit if need be. */
  promote(): void;
  /** Gives the place back, or stops waiting for one. Safe to call twice. */
  release(): void;
}

interface Wish {
  forUser: boolean;
  status: 'waiting' | 'granted' | 'over';
  settle: (place: 'granted' | 'cancelled') => void;
}

/** Places kept for people, so that a click never waits behind servers that are slow to start. */
const placesForUsers = 4;

/** Creates a window of `limit` places and a few more for what a person asked for. */
export function createConnectWindow(limit: number): ConnectWindow {
  const waiting: Wish[] = [];
  let running = 0;

  const admit = () => {
    for (;;) {
      const index = waiting.findIndex((wish) => wish.forUser);
      const at = index === -1 ? 0 : index;
      const next = waiting[at];
      if (next === undefined || running >= limit + (next.forUser ? placesForUsers : 0)) return;
      waiting.splice(at, 1);
      running += 1;
      next.status = 'granted';
      next.settle('granted');
    }
  };

  const release = (wish: Wish) => {
    if (wish.status === 'granted') running -= 1;
    if (wish.status === 'waiting') {
      waiting.splice(waiting.indexOf(wish), 1);
      wish.settle('cancelled');
    }
    wish.status = 'over';
    admit();
  };

  return {
    enter({ forUser }) {
      const wish: Wish = { forUser, status: 'waiting', settle: () => undefined };
      const place = new Promise<'granted' | 'cancelled'>((resolve) => (wish.settle = resolve));
      waiting.push(wish);
      admit();
      return {
        place,
        promote() {
          wish.forUser = true;
          admit();
        },
        release: () => release(wish),
      };
    },
  };
}
