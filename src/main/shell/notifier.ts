import type { Clock } from '../kernel/clock.ts';
import { afterActing, afterClosing, noNotifications } from './notification-memory.ts';
import type { NotificationFacts, OutagePlace, NotificationStep } from './notification-memory.ts';
import { planNotifications } from './notification-plan.ts';

/** What a notifier reads and where its steps lead. */
export interface NotifierPorts {
  readonly clock: Clock;
  readonly facts: (nowMs: number) => Omit<NotificationFacts, 'nowMs'>;
  readonly perform: (step: NotificationStep) => void;
}

/** Keeps notifications in step with the servers; its creator disposes it. */
export interface Notifier extends Disposable {
  /** Something may have changed. */
  look(): void;
  /** What was shown in a place is gone. */
  onClosed(place: OutagePlace): void;
  /** A person acted on servers from a notification or the tray. */
  onActed(names: readonly string[]): void;
}

/** Creates a notifier; it looks when it is asked to, and by itself when a plan needs it. */
export function createNotifier({ clock, facts, perform }: NotifierPorts): Notifier {
  let memory = noNotifications;
  let timer: Disposable | undefined;
  let isDisposed = false;
  const look = () => {
    if (isDisposed) return;
    timer?.[Symbol.dispose]();
    timer = undefined;
    const nowMs = clock.now();
    const plan = planNotifications(memory, { ...facts(nowMs), nowMs });
    memory = plan.memory;
    const { nextLookAtMs } = plan;
    if (nextLookAtMs !== null) timer = clock.schedule(nextLookAtMs - nowMs, look);
    plan.steps.forEach(perform);
  };
  return {
    look,
    onClosed: (place) => void (memory = afterClosing(memory, place)),
    onActed: (names) => void (memory = afterActing(memory, names)),
    [Symbol.dispose]() {
      isDisposed = true;
      timer?.[Symbol.dispose]();
    },
  };
}
