import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { ConnectWindow, Ticket } from './connect-window.ts';

/** How many servers begin together at launch, and how far apart, ms: anywhere between the two. */
export interface LaunchPace {
  readonly atATime: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/** What a gate needs besides the window behind it. */
export interface LaunchGateDeps {
  readonly pace: LaunchPace;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly random: Pick<Random, 'next'>;
}

interface Comer {
  forUser: boolean;
  inner?: Ticket;
  let: (pass: 'through' | 'cancelled') => void;
}

/**
 * A window in front of `window` for servers that start by themselves when the app does: they begin
 * a few at a time with a little time in between, never in one blow. Whoever comes when nobody has
 * begun a moment ago goes through at once, so a single server waits for nothing; and so does
 * one that a person waits for.
 */
export function createLaunchGate(window: ConnectWindow, deps: LaunchGateDeps): ConnectWindow {
  const { pace, clock, random } = deps;
  const waiting: Comer[] = [];
  let isResting = false;
  let room = pace.atATime;

  const pass = (comer: Comer) => {
    comer.inner = window.enter({ forUser: comer.forUser });
    comer.let('through');
  };
  const rest = () => {
    isResting = true;
    clock.schedule(pace.leastMs + (pace.mostMs - pace.leastMs) * random.next(), () => {
      isResting = false;
      room = pace.atATime;
      letNext();
    });
  };
  const letNext = () => {
    for (const next of waiting.splice(0, room)) {
      room -= 1;
      pass(next);
      if (!isResting) rest();
    }
  };
  const takeOut = (comer: Comer) => {
    const at = waiting.indexOf(comer);
    if (at !== -1) waiting.splice(at, 1);
    return at !== -1;
  };

  return {
    enter({ forUser }) {
      const comer: Comer = { forUser, let: () => undefined };
      const through = new Promise<'through' | 'cancelled'>((resolve) => (comer.let = resolve));
      if (forUser) pass(comer);
      else {
        waiting.push(comer);
        letNext();
      }
      return {
        place: through.then((how) => (how === 'through' && comer.inner?.place) || 'cancelled'),
        promote() {
          comer.forUser = true;
          if (takeOut(comer)) pass(comer);
          else comer.inner?.promote();
        },
        release() {
          if (takeOut(comer)) comer.let('cancelled');
          comer.inner?.release();
        },
      };
    },
  };
}
