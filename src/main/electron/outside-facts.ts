import type { Clock } from '../kernel/clock.ts';
import type { OutsideFacts } from '../kernel/outside-facts.ts';

/** The parts of Electron that know; pass `powerMonitor` and `net`. */
export interface OutsideSources {
  readonly powerMonitor: {
    on(event: 'resume', listener: () => void): unknown;
    off(event: 'resume', listener: () => void): unknown;
  };
  readonly net: { isOnline(): boolean };
  readonly clock: Clock;
}

/** How often the network is looked at, ms: Electron tells main of no change by itself. */
const lookEveryMs = 5_000;
/** A look that comes this much too late means that the computer slept. */
const sleptMs = 30_000;
/** Signs of the same waking, from the system and from the clock, come within this time. */
const sameWakingMs = 10_000;

/**
 * Watches sleep and network through Electron; not before the app is ready. Where the system does
 * not tell that it resumed, the clock that jumped does. Its creator disposes it.
 */
export function watchOutside(sources: OutsideSources): OutsideFacts & Disposable {
  const { powerMonitor, net, clock } = sources;
  const wakeListeners = new Set<() => void>();
  const networkListeners = new Set<(isOnline: boolean) => void>();
  let isOnline = net.isOnline();
  let lookedAt = clock.now();
  let wokeAt = -Infinity;

  const look = () => {
    const isOnlineNow = net.isOnline();
    if (isOnlineNow === isOnline) return;
    isOnline = isOnlineNow;
    for (const listener of [...networkListeners]) listener(isOnline);
  };
  const woke = () => {
    look();
    const now = clock.now();
    if (Math.abs(now - wokeAt) < sameWakingMs) return;
    wokeAt = now;
    for (const listener of [...wakeListeners]) listener();
  };
  const turn = () => {
    const lateMs = clock.now() - lookedAt - lookEveryMs;
    lookedAt = clock.now();
    timer = clock.schedule(lookEveryMs, turn);
    if (lateMs > sleptMs) woke();
    else look();
  };

  let timer = clock.schedule(lookEveryMs, turn);
  powerMonitor.on('resume', woke);
  return {
    isOnline: () => isOnline,
    onWake: (listener) => subscription(wakeListeners, listener),
    onNetwork: (listener) => subscription(networkListeners, listener),
    [Symbol.dispose]() {
      powerMonitor.off('resume', woke);
      timer[Symbol.dispose]();
      wakeListeners.clear();
      networkListeners.clear();
    },
  };
}

function subscription<T>(listeners: Set<T>, listener: T): Disposable {
  listeners.add(listener);
  return { [Symbol.dispose]: () => void listeners.delete(listener) };
}
