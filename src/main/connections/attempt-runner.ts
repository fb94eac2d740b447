import type { CatalogKind } from '../../shared/domain/catalog.ts';
import { runAttempt } from './attempt.ts';
import type { AttemptEnd, AttemptObserver } from './attempt.ts';
import { classifyOutcome } from './classify-outcome.ts';
import type { Ticket } from './connect-window.ts';
import type { ConnectableServer, ConnectionDeps } from './connection-ports.ts';
import type { AttemptReason, MachineEvent } from './machine-events.ts';
import { printedIn } from './last-words.ts';
import type { Session, SessionOutcome } from '../sessions/session.ts';
import { withDeadline } from './settle.ts';

/** An attempt that ended with a session. */
export type ReadyEnd = Extract<AttemptEnd, { kind: 'ready' }>;

/** What a runner tells its connection; a list that changed only while the session is ready. */
export interface RunnerObserver extends Pick<AttemptObserver, 'listChanged'> {
  dispatch(event: MachineEvent): void;
  /** A session is there; told before the machine hears that the attempt succeeded. */
  ready(end: ReadyEnd): void;
}

/** How a runner is made. */
export interface RunnerOptions {
  readonly name: string;
  readonly deps: ConnectionDeps;
  readonly observer: RunnerObserver;
  /** What still lives of an earlier connection of this server; waited for before opening. */
  readonly predecessor: Promise<unknown>;
}

interface Running {
  readonly generation: number;
  readonly controller: AbortController;
  readonly by: AttemptReason;
  forUser: boolean;
  ticket?: Ticket;
  done: Promise<void>;
  session?: Session;
  ended?: SessionOutcome;
  isReported: boolean;
}

// A session ends within its own grace times; this only keeps a fault from blocking a server.
const closeDeadlineMs = 15_000;

/**
 * Runs the attempts of one server, one at a time: the next one waits until nothing of the one
 * before lives. What it hands over as ready it closes when told to.
 */
export class AttemptRunner {
  readonly #options: RunnerOptions;
  readonly #leftovers = new Set<Promise<unknown>>();
  #running: Running | undefined;
  /** Until an attempt that asks for the era anew has led to a session. */
  #freshEra = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#leave(options.predecessor);
  }

  /** Starts an attempt; what it led to is dispatched with its generation. */
  start(generation: number, by: AttemptReason, server: ConnectableServer | undefined): void {
    const running: Running = {
      generation,
      controller: new AbortController(),
      by,
      forUser: by === 'user',
      done: Promise.resolve(),
      isReported: false,
    };
    this.#running = running;
    running.done = this.#run(running, server, [...this.#leftovers]);
  }

  /** Lets the attempt go before others, because a person waits for it. */
  promote(generation: number): void {
    if (this.#running?.generation !== generation) return;
    this.#running.forUser = true;
    this.#running.ticket?.promote();
  }

  /** Ends the attempt; `stopped` is dispatched when nothing of it lives. */
  abort(generation: number): void {
    if (this.#running?.generation !== generation) return;
    this.#running.controller.abort();
    this.#leave(this.#bounded(this.#running.done, 'an attempt did not stop'), generation);
  }

  /** Closes the session of the attempt; `stopped` is dispatched when nothing of it lives. */
  close(generation: number): void {
    if (this.#running?.generation !== generation) return;
    this.#leave(this.#closeSession(this.#running), generation);
  }

  /** Has the era asked for anew, because the server may be another one now or a person wants it. */
  askEraAnew(): void {
    this.#freshEra = true;
  }

  /** Resolves when nothing that was aborted or closed lives any more. */
  async quiet(): Promise<void> {
    await Promise.all(this.#leftovers);
  }

  async #run(
    running: Running,
    server: ConnectableServer | undefined,
    leftovers: readonly Promise<unknown>[],
  ): Promise<void> {
    const { deps, name, observer } = this.#options;
    const { generation, controller } = running;
    await Promise.all(leftovers);
    const ticket = deps.windowOf(server, running.by).enter({ forUser: running.forUser });
    running.ticket = ticket;
    const changed = new Set<CatalogKind>();
    const freshEra = this.#freshEra;
    const end = await runAttempt(
      {
        name,
        ticket,
        freshEra,
        opener: deps.opener,
        resolveLaunch: deps.resolveLaunch,
        clock: deps.clock,
        inspection: server?.inspection,
        observer: {
          phase: (phase) => observer.dispatch({ kind: 'attempt-phase', generation, phase }),
          printed: (lines) =>
            observer.dispatch({ kind: 'attempt-phase', generation, printed: printedIn(lines) }),
          log: (line) => deps.log.append(name, line),
          resolved: ({ redact }) => deps.log.redact(name, redact),
          ended: (outcome) => this.#onEnded(running, outcome),
          listChanged: (kind) =>
            running.isReported ? observer.listChanged(kind) : void changed.add(kind),
        },
      },
      controller.signal,
    );
    if (end.kind === 'ready') running.session = end.session;
    if (controller.signal.aborted) return this.#closeSession(running);
    if (end.kind === 'ready' && freshEra) this.#freshEra = false;
    running.isReported = true;
    this.#report(running, end);
    for (const kind of changed) observer.listChanged(kind);
  }

  #report(running: Running, end: AttemptEnd): void {
    const { observer } = this.#options;
    const { generation } = running;
    switch (end.kind) {
      case 'missing':
        return observer.dispatch({ kind: 'setup-missing', generation, missing: end.missing });
      case 'failed':
        return observer.dispatch({
          kind: 'attempt-failed',
          generation,
          classified: end.classified,
        });
      case 'ready': {
        const { era, protocolVersion, serverInfo, pid, reachedBy } = end.session.info;
        const rest = { ...(pid && { pid }), ...(reachedBy && { reachedBy }) };
        const { connectedInMs } = end;
        observer.ready(end);
        observer.dispatch({
          kind: 'attempt-succeeded',
          generation,
          facts: { era, protocolVersion, serverInfo, connectedInMs, ...rest },
        });
        // It may have ended after its last list was read and before anybody knew it was ready.
        if (running.ended !== undefined) this.#onEnded(running, running.ended);
      }
    }
  }

  #onEnded(running: Running, outcome: SessionOutcome): void {
    running.ended = outcome;
    if (!running.isReported) return;
    const classified = classifyOutcome(outcome, this.#options.deps.clock.now());
    const { generation } = running;
    this.#options.observer.dispatch({ kind: 'session-ended', generation, classified });
  }

  async #closeSession({ session }: Running): Promise<void> {
    if (session !== undefined) await this.#bounded(session.close(), 'a session did not close');
  }

  async #bounded(work: Promise<unknown>, message: string): Promise<void> {
    const { name, deps } = this.#options;
    const { clock, logger } = deps;
    const quiet = work.catch((error: unknown) =>
      logger.error(message, { name, error: error instanceof Error ? error.message : 'unknown' }),
    );
    const how = await withDeadline(quiet, closeDeadlineMs, clock);
    if (how === 'overdue') logger.error(message, { name });
  }

  #leave(work: Promise<unknown>, generation?: number): void {
    const leftover = work.then(() => {
      this.#leftovers.delete(leftover);
      if (generation !== undefined) {
        this.#options.observer.dispatch({ kind: 'stopped', generation });
      }
    });
    this.#leftovers.add(leftover);
  }
}
