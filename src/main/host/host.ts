import type { Snapshot } from '../../shared/domain/events.ts';
import type { EventHub } from '../ipc/event-hub.ts';

/** The whole brain as whoever runs it sees it: begin, watch, hand over links, end. */
export interface Host {
  /** Everything the window shows, of this moment. */
  snapshot(): Snapshot;
  readonly events: Pick<EventHub, 'subscribe'>;
  /** Takes a link the system handed over; data from a stranger, so it changes nothing by itself. */
  openLink(url: string): Promise<void>;
  /** Brings up the servers that start by themselves; the second call does nothing. */
  start(): void;
  /** Resolves when `start` has asked for every server that starts by itself. */
  readonly started: Promise<void>;
  /** Fires when `dispose` begins; whoever follows the host ends with it. */
  readonly ending: AbortSignal;
  /** Ends every connection and process, then resolves. Safe to call twice. */
  dispose(): Promise<void>;
  /** Gives the folder back and ends programs by force before it returns: the system is ending. */
  endNow(): void;
}

/** What beginning and ending means. */
export interface HostDeps {
  readonly snapshot: () => Snapshot;
  readonly events: Pick<EventHub, 'subscribe'>;
  readonly openLink: (url: string) => Promise<void>;
  /** Runs once when the host starts, before servers are brought up. */
  readonly beforeStart: () => Promise<void>;
  /** Brings up the servers that start by themselves. */
  readonly startServers: () => void;
  /** Ends what has a life of its own. */
  readonly end: () => Promise<void>;
  /** Runs last: saves what is to be kept, closes files, gives the folder back. */
  readonly release: () => Promise<void>;
  /** What of it can be done at once. */
  readonly endNow: () => void;
}

/** Puts the brain together. It knows nothing of Electron and runs as well in a test or headless. */
export function createHost(deps: HostDeps): Host {
  const ending = new AbortController();
  let disposal: Promise<void> | undefined;
  let hasStarted = false;
  let tellStarted = () => {};
  const started = new Promise<void>((resolve) => (tellStarted = resolve));

  const start = async (): Promise<void> => {
    await deps.beforeStart();
    if (disposal === undefined) deps.startServers();
  };
  const dispose = async (): Promise<void> => {
    ending.abort();
    await deps.end();
    await deps.release();
  };
  return {
    snapshot: deps.snapshot,
    events: deps.events,
    openLink: deps.openLink,
    start() {
      if (hasStarted) return;
      hasStarted = true;
      void start().finally(tellStarted);
    },
    started,
    ending: ending.signal,
    dispose: () => (disposal ??= dispose()),
    endNow: () => deps.endNow(),
  };
}
