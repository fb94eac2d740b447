import type { Clock } from '../kernel/clock.ts';
import type { OutsideFacts } from '../kernel/outside-facts.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

/** The parts of Electron that know; pass `powerMonitor` and `net`. */
export interface OutsideSources {
  readonly powerMonitor: {
    on(event: 'resume', listener: () => void): unknown;
    off(event: 'resume', listener: () => void): unknown;
  };
  readonly net: { isOnline(): boolean };
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'error'>;
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
  const { powerMonitor, net, clock, logger } = sources;
  const wakings = createEmitter<[]>(logger, 'waking');
  const network = createEmitter<[boolean]>(logger, 'the network');
  let isOnline = net.isOnline();
  let lookedAt = clock.now();
  let wokeAt = -Infinity;

  const look = () => {
    const isOnlineNow = net.isOnline();
    if (isOnlineNow === isOnline) return;
    isOnline = isOnlineNow;
    network.emit(isOnline);
  };
  const woke = () => {
    look();
    const now = clock.now();
    if (Math.abs(now - wokeAt) < sameWakingMs) return;
    wokeAt = now;
    wakings.emit();
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
    onWake: (listener) => wakings.on(listener),
    onNetwork: (listener) => network.on(listener),
    [Symbol.dispose]() {
      powerMonitor.off('resume', woke);
      timer[Symbol.dispose]();
      wakings.clear();
      network.clear();
    },
  };
}
