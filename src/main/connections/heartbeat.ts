import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { isDeath } from './is-death.ts';
import type { SessionOutcome } from '../sessions/session.ts';

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
  /**
   * Asks what the server has to know, to settle what errors in answer to `probe` mean. Resolves
   * with undefined when there is nothing to ask.
   */
  readonly proof?: (signal: AbortSignal) => Promise<Result<unknown, SessionOutcome> | undefined>;
  /** Told once why the session is of no more use. */
  readonly dead: (outcome: SessionOutcome) => void;
  /** A session nobody has used for this long is asked, give or take a fifth. */
  readonly quietMs: number;
}

/** A server that did not answer is asked once more after this time before it counts as hung. */
const secondChanceMs = 2_000;

const methodNotFound = -32_601;

/**
 * Watches a ready session: what ends by itself is heard at once anyway, this finds what hangs. A
 * server with requests in flight is left in peace, for many answer one thing at a time. Two
 * unanswered probes in a row mean that it hangs. A probe answered with an error is a sign of life
 * once; twice in a row it may be a server that forgot us, and is settled with another question.
 */
export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { clock, random, quietMs } = options;
  const life = new AbortController();
  let uses = 0;
  let misses = 0;
  let refusals = 0;
  /** The server answers other questions, and refuses this one in its own way. */
  let isProven = false;
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
      if (!answer.ok && isRefusal(answer.error) && !isProven) return doubt();
      refusals = 0;
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

  const doubt = async () => {
    refusals += 1;
    if (refusals < 2) return arm(secondChanceMs);
    isAsking = true;
    const proof = await options.proof?.(life.signal);
    isAsking = false;
    if (life.signal.aborted) return;
    refusals = 0;
    if (proof !== undefined && !proof.ok && isLoss(proof.error)) {
      end();
      return options.dead(asLoss(proof.error));
    }
    isProven = proof?.ok === true;
    rest();
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

/** An error in answer, other than that the question is not known. */
function isRefusal(outcome: SessionOutcome): boolean {
  return outcome.kind === 'rpc-error' && outcome.rpcCode !== methodNotFound;
}

function isLoss(outcome: SessionOutcome): boolean {
  return isDeath(outcome) || isRefusal(outcome);
}

// What a request of a person may mean (wrong settings) is not what it means here.
function asLoss(outcome: SessionOutcome): SessionOutcome {
  if (outcome.kind !== 'rpc-error') return outcome;
  const detail = `The server answers everything with an error: ${outcome.message}`;
  return { kind: 'stream-closed', detail };
}
