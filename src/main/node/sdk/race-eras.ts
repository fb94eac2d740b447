import type { EraAnswered } from './era-answered.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { SessionOutcome } from '../../sessions/session.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { EraVerdict } from './era-probe.ts';
import type { Link } from './establish.ts';
import type { LinkAttempt } from './open-link.ts';

/** Begins an attempt; it frees everything it holds when its signal fires. */
export type BeginAttempt = (signal: AbortSignal) => Promise<LinkAttempt>;

/** Begins the attempt that asks for the era; it says when the question is on its way. */
export type BeginProbing = (
  signal: AbortSignal,
  asked: () => void,
  answered: EraAnswered,
) => Promise<LinkAttempt>;

/**
 * Asks for the era with `probing`; when that is not answered for `patienceMs` once it has asked,
 * begins `legacy` beside it and takes whichever is first. Both take about as long as the server is far
 * away, so a modern server still answers the question before the later handshake is through, while a
 * slow legacy one is not waited for twice, nor shaken hands with twice. A link won by being first is no certain verdict on the era.
 */
export async function raceEras(
  probing: BeginProbing,
  legacy: BeginAttempt,
  { clock, patienceMs }: { readonly clock: Clock; readonly patienceMs: number },
  signal: AbortSignal,
): Promise<LinkAttempt> {
  let verdict: EraVerdict['kind'] | undefined;
  let isBeside = false;
  let isLeft = false;
  const [isAsked, asked] = signalled();
  const [isAnswered, answered] = signalled();
  const hear: EraAnswered = (kind) => {
    verdict = kind;
    isLeft = isBeside && kind === 'legacy';
    answered();
    return !isLeft;
  };
  const first = begin((ending) => probing(ending, asked, hear), signal);
  const ended = first.attempt.then(() => undefined);
  const silence = isAsked.then(() => silenceOf(clock, patienceMs));
  if ((await Promise.race([ended, isAnswered, silence])) !== 'silent') return first.attempt;
  isBeside = true;
  const second = begin(legacy, signal);
  const asFound = (won: Won): LinkAttempt => (verdict === 'legacy' ? won : uncertain(won));
  const [winner, loser] = await Promise.race([
    first.attempt.then(() => [first, second] as const),
    second.attempt.then(() => [second, first] as const),
  ]);
  const attempt = await winner.attempt;
  // A failure may be the fault of the way it was asked; the other may still succeed.
  if (!isLink(attempt)) {
    const other = await loser.attempt;
    if (isLink(other)) return loser === second ? asFound(other) : other;
    return isLeft ? second.attempt : first.attempt;
  }
  loser.giveUp();
  return winner === second ? asFound(attempt) : attempt;
}

function signalled(): readonly [Promise<void>, () => void] {
  let signal: () => void = () => undefined;
  const isSignalled = new Promise<void>((resolve) => (signal = resolve));
  return [isSignalled, signal];
}

interface Racer {
  readonly attempt: Promise<LinkAttempt>;
  /** Ends it, and closes what it may have opened in the same moment. */
  giveUp(): void;
}

function begin(attempt: BeginAttempt, signal: AbortSignal): Racer {
  const controller = new AbortController();
  const running = attempt(AbortSignal.any([signal, controller.signal]));
  return {
    attempt: running,
    giveUp() {
      controller.abort();
      void running.then((late) => {
        if (isLink(late)) void late.value.wire.close();
      });
    },
  };
}

type Won = Extract<Result<Link, SessionOutcome>, { readonly ok: true }>;

function isLink(attempt: LinkAttempt): attempt is Won {
  return attempt !== 'died-on-probe' && attempt.ok;
}

function uncertain(won: Won): LinkAttempt {
  return { ok: true, value: { ...won.value, isCertain: false } };
}

const glances = 10;

/**
 * Passes in several glances: while this process is too busy to look, it does not count as silence
 * of the server, whose answer may be waiting to be read.
 */
async function silenceOf(clock: Clock, patienceMs: number): Promise<'silent'> {
  for (let glance = 0; glance < glances; glance += 1) {
    await new Promise<void>((resolve) => {
      clock.schedule(patienceMs / glances, resolve);
    });
  }
  return 'silent';
}
