import type { Result } from '../../shared/util/result.ts';
import type { Clock, Random } from '../ports.ts';
import { isDeath } from './is-death.ts';
import type { SessionOutcome } from './session.ts';

/** Finds out whether a quiet session is still there. */
export interface Heartbeat extends Disposable {
  /** Runs a use; while any is running, the server is busy and not asked. */
  during<T>(use: () => Promise<T>): Promise<T>;
  /** A request got no answer in time: asks for a sign of life as soon as nothing runs. */
  suspect(): void;
  /** Asks for a sign of life after this time, ms; in doubt, one silence is enough. */
  checkIn(delayMs: number, isInDoubt?: boolean): void;
}

/** What a heartbeat needs. */
export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly random: Pick<Random, 'next'>;
  /** Asks the server in the way of its era; settles with `timed-out` by itself. */
  readonly probe: (signal: AbortSignal) => Promise<Result<void, SessionOutcome>>;
  /** Told once why the session is of no more use. */
  readonly dead: (outcome: SessionOutcome) => void;
  /** A session nobody has used for this long is asked, give or take a fifth. */
  readonly quietMs: number;
}

/** A server that did not answer is asked once more after this time before it counts as hung. */
const secondChanceMs = 2_000;

/**
 * Watches a ready session: what ends by itself is heard at once anyway, this finds what hangs. A
 * server with requests in flight is left in peace, for many answer one thing at a time. Two
 * unanswered probes in a row mean that it hangs.
 */
export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { clock, random, quietMs } = options;
  const life = new AbortController();
  let uses = 0;
  let misses = 0;
  let isAsking = false;
  let timer: Disposable | undefined;

  const arm = (delayMs: number) => {
    timer?.[Symbol.dispose]();
    timer = life.signal.aborted ? undefined : clock.schedule(delayMs, () => void check());
  };
  const rest = () => arm(quietMs * (0.8 + 0.4 * random.next()));

  const check = async () => {
    if (isAsking) return;
    if (uses > 0) return rest();
    isAsking = true;
    const answer = await options.probe(life.signal);
    isAsking = false;
    if (life.signal.aborted) return;
    if (answer.ok || !isDeath(answer.error)) {
      misses = 0;
      return rest();
    }
    if (answer.error.kind === 'timed-out') {
      // Whoever asked meanwhile will hear from the server, or not.
      if (uses > 0) return rest();
      misses += 1;
      if (misses < 2) return arm(secondChanceMs);
    }
    end();
    options.dead(answer.error);
  };

  const end = () => {
    life.abort();
    timer?.[Symbol.dispose]();
    timer = undefined;
  };

  rest();
  return {
    async during(use) {
      uses += 1;
      try {
        return await use();
      } finally {
        uses -= 1;
        if (uses === 0 && misses === 0) rest();
      }
    },
    suspect: () => arm(0),
    checkIn(delayMs, isInDoubt = false) {
      if (isInDoubt) misses = Math.max(misses, 1);
      arm(delayMs);
    },
    [Symbol.dispose]: end,
  };
}
