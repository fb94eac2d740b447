import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { assertNever } from '../../shared/util/assert-never.ts';

/** What a server in trouble needs: a sign-in, or a hand of any other kind. */
export type Need = 'sign-in' | 'hand';

/** One server's trouble, from its beginning until the server has worked steadily again. */
export interface Outage {
  readonly need: Need;
  /** Whether it is in trouble at this very moment; not while it is tried again. */
  readonly isInTrouble: boolean;
  /** When it may be told at the earliest, epoch ms. */
  readonly ripeAtMs: number;
  /** `seen` means that the person knows without having been told. */
  readonly told: 'no' | 'seen' | 'shown';
  /** Whether a notification was ever shown for it, so that its end is told too. */
  readonly wasShown: boolean;
  /** Since when it works again, epoch ms; null while it does not. */
  readonly wellSinceMs: number | null;
}

/** How long something has to last before a person hears of it, ms. */
export const patienceMs = {
  /** What is tried again by itself. */
  recovering: 15_000,
  /** What waits for a person; those that fail together gather meanwhile. */
  waitingForYou: 3_000,
  /** A server that has worked for this long works again. */
  steady: 10_000,
} as const;

/** How an outage went on; `over` means that the server works steadily again. */
export type OutageStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'over' }
  | { readonly kind: 'outage'; readonly outage: Outage };

const none: OutageStep = { kind: 'none' };

/** What becomes of a server's outage, if it has one, in a state. */
export function followOutage(
  outage: Outage | undefined,
  state: ConnectionState,
  nowMs: number,
): OutageStep {
  switch (state.kind) {
    case 'failed':
    case 'needs-setup':
      return inTrouble(outage, 'hand', nowMs, patienceMs.waitingForYou);
    case 'needs-sign-in':
      return inTrouble(outage, 'sign-in', nowMs, patienceMs.waitingForYou);
    case 'waiting':
    case 'cooling':
      return inTrouble(outage, 'hand', nowMs, patienceMs.recovering);
    case 'ready':
      return outage === undefined ? none : working(outage, nowMs);
    case 'signing-in':
      return outage === undefined ? none : between({ ...outage, told: 'seen' });
    // Nobody can help here, and no network is no news.
    case 'offline':
    case 'connecting':
    case 'stopping':
      return outage === undefined ? none : between(outage);
    case 'idle':
    case 'disabled':
      return none;
    default:
      return assertNever(state);
  }
}

/** The outage after a person has acted on it: should that not help, it is told anew. */
export function actedOn(outage: Outage): Outage {
  return { ...outage, told: 'no', isInTrouble: false, ripeAtMs: Infinity };
}

function inTrouble(
  before: Outage | undefined,
  need: Need,
  nowMs: number,
  afterMs: number,
): OutageStep {
  const isSame = before?.need === need;
  const ripeAtMs = nowMs + afterMs;
  const outage: Outage = {
    need,
    isInTrouble: true,
    // What was tried again by itself and now waits for a person is told sooner, never later.
    ripeAtMs: isSame ? Math.min(before.ripeAtMs, ripeAtMs) : ripeAtMs,
    told: isSame ? before.told : 'no',
    wasShown: before?.wasShown ?? false,
    wellSinceMs: null,
  };
  return { kind: 'outage', outage };
}

function working(outage: Outage, nowMs: number): OutageStep {
  // Nobody knows of it, so it is over at once.
  if (!outage.wasShown) return none;
  const wellSinceMs = outage.wellSinceMs ?? nowMs;
  if (nowMs - wellSinceMs >= patienceMs.steady) return { kind: 'over' };
  return { kind: 'outage', outage: { ...outage, isInTrouble: false, wellSinceMs } };
}

function between(outage: Outage): OutageStep {
  return { kind: 'outage', outage: { ...outage, isInTrouble: false, wellSinceMs: null } };
}
