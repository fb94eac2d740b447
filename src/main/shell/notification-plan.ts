import { notificationPlaces } from './notification-memory.ts';
import type {
  NotificationFacts,
  NotificationMemory,
  OutagePlace,
  NotificationStep,
  ShownNotification,
} from './notification-memory.ts';
import { followOutage, patienceMs } from './outage.ts';
import type { Need, Outage } from './outage.ts';

/** What is to be done now, and when to look again at the latest, epoch ms; null for no time. */
export interface NotificationPlan {
  readonly memory: NotificationMemory;
  readonly steps: readonly NotificationStep[];
  readonly nextLookAtMs: number | null;
}

/** What keeps notifications few, ms. */
export const notificationPaceMs = {
  /** What is ripe to be told waits for others that are about to be, at most this long. */
  gather: 30_000,
  /** A server that is in trouble again within this time after it was told is not told again. */
  repeat: 10 * 60_000,
  /** What is on the screen is corrected this often, at most. */
  correct: 5_000,
} as const;

/**
 * Decides what to show and to close. An outage is told once, after some patience, together with
 * others of its kind, and never to somebody who looks at the window; its end is told if it was.
 */
export function planNotifications(
  memory: NotificationMemory,
  facts: NotificationFacts,
): NotificationPlan {
  const look = new Look(memory, facts);
  if (facts.isWatched || !facts.isWanted) look.tellNobody();
  else {
    look.tellOf('hand');
    look.tellOf('sign-in');
    look.tellWhatIsBack();
  }
  return look.plan();
}

/** One look at the facts; it gathers what follows from them. */
class Look {
  readonly #facts: NotificationFacts;
  readonly #outages = new Map<string, Outage>();
  readonly #toldAtMs: Map<string, number>;
  readonly #shown: Partial<Record<OutagePlace, ShownNotification>>;
  readonly #steps: NotificationStep[] = [];
  readonly #looksAtMs: number[] = [];
  #back: readonly string[];

  constructor(memory: NotificationMemory, facts: NotificationFacts) {
    const { nowMs, states } = facts;
    const back = new Set(memory.back);
    for (const [name, state] of states) {
      const step = followOutage(memory.outages.get(name), state, nowMs);
      if (step.kind === 'outage') this.#outages.set(name, step.outage);
      if (step.kind === 'over') back.add(name);
    }
    this.#facts = facts;
    this.#back = [...back].filter((name) => states.get(name)?.kind === 'ready');
    this.#shown = { ...memory.shown };
    const isRecent = (atMs: number) => nowMs < atMs + notificationPaceMs.repeat;
    this.#toldAtMs = new Map([...memory.toldAtMs].filter(([, atMs]) => isRecent(atMs)));
  }

  /** Whoever looks at the window sees it there; whoever wants no notifications gets none later. */
  tellNobody(): void {
    for (const [name, outage] of this.#outages) {
      const isKnown = outage.told === 'shown' || outage.ripeAtMs <= this.#facts.nowMs;
      if (isKnown) this.#outages.set(name, { ...outage, told: 'seen' });
    }
    this.#back = [];
    for (const place of notificationPlaces) this.#close(place);
  }

  tellOf(need: Need): void {
    const onScreen = this.#shown[need];
    const names = onScreen?.names.filter((name) => this.#isTold(name, need)) ?? [];
    const due = this.#due(need);
    if (due.length > 0) {
      for (const name of due) this.#markTold(name);
      const isQuiet = onScreen !== undefined && this.#isWithin(onScreen, notificationPaceMs.gather);
      this.#show(need, [...new Set([...names, ...due])], isQuiet);
    } else if (names.length === 0) {
      this.#close(need);
    } else if (onScreen !== undefined && names.length < onScreen.names.length) {
      if (this.#isWithin(onScreen, notificationPaceMs.correct)) return;
      this.#show(need, names, true);
    }
  }

  tellWhatIsBack(): void {
    // No server is said to work while it does not.
    if (this.#shown.back?.names.some((name) => this.#outages.has(name))) this.#close('back');
    if (this.#facts.quietUntilMs !== null) this.#back = [];
    const isSettling = [...this.#outages.values()].some(({ wellSinceMs }) => wellSinceMs !== null);
    if (this.#back.length === 0 || isSettling) return;
    this.#show('back', this.#back, false);
    this.#back = [];
  }

  plan(): NotificationPlan {
    const { nowMs } = this.#facts;
    for (const [name, outage] of this.#outages) {
      const { wellSinceMs } = outage;
      if (wellSinceMs !== null) this.#looksAtMs.push(wellSinceMs + patienceMs.steady);
      else if (isUntold(outage)) this.#looksAtMs.push(this.#ripeAtMs(name, outage));
    }
    const later = this.#looksAtMs.filter((atMs) => atMs > nowMs);
    return {
      memory: {
        outages: this.#outages,
        toldAtMs: this.#toldAtMs,
        back: this.#back,
        shown: this.#shown,
      },
      steps: this.#steps,
      nextLookAtMs: later.length > 0 ? Math.min(...later) : null,
    };
  }

  /** Servers to be told of now; none while it is quiet, or while others are about to join them. */
  #due(need: Need): readonly string[] {
    const { nowMs, quietUntilMs } = this.#facts;
    const untold = [...this.#outages]
      .filter(([, outage]) => outage.need === need && isUntold(outage))
      .map(([name, outage]) => ({ name, ripeAtMs: this.#ripeAtMs(name, outage) }));
    const ripe = untold.filter(({ ripeAtMs }) => ripeAtMs <= nowMs);
    if (ripe.length === 0) return [];
    const atTheLatestMs =
      quietUntilMs ?? Math.min(...ripe.map(({ ripeAtMs }) => ripeAtMs)) + notificationPaceMs.gather;
    const hasMore = untold.some(({ ripeAtMs }) => ripeAtMs > nowMs && ripeAtMs <= atTheLatestMs);
    if (nowMs < atTheLatestMs && (quietUntilMs !== null || hasMore)) {
      this.#looksAtMs.push(atTheLatestMs);
      return [];
    }
    return ripe.map(({ name }) => name);
  }

  #ripeAtMs(name: string, outage: Outage): number {
    const toldAtMs = this.#toldAtMs.get(name);
    if (toldAtMs === undefined) return outage.ripeAtMs;
    return Math.max(outage.ripeAtMs, toldAtMs + notificationPaceMs.repeat);
  }

  #isTold(name: string, need: Need): boolean {
    const outage = this.#outages.get(name);
    return outage?.need === need && outage.told === 'shown';
  }

  #markTold(name: string): void {
    const outage = this.#outages.get(name);
    if (outage === undefined) return;
    this.#outages.set(name, { ...outage, told: 'shown', wasShown: true });
    this.#toldAtMs.set(name, this.#facts.nowMs);
  }

  /** Whether it appeared less than a span ago; then it is looked at again when that is over. */
  #isWithin({ atMs }: ShownNotification, spanMs: number): boolean {
    const isWithin = this.#facts.nowMs < atMs + spanMs;
    if (isWithin) this.#looksAtMs.push(atMs + spanMs);
    return isWithin;
  }

  #show(place: OutagePlace, names: readonly string[], isQuiet: boolean): void {
    this.#shown[place] = { names, atMs: this.#facts.nowMs };
    this.#steps.push({ kind: 'show', place, names, isQuiet });
  }

  #close(place: OutagePlace): void {
    if (this.#shown[place] === undefined) return;
    this.#shown[place] = undefined;
    this.#steps.push({ kind: 'close', place });
  }
}

function isUntold({ told, isInTrouble }: Outage): boolean {
  return told === 'no' && isInTrouble;
}
