import type { CatalogKind } from '../../shared/domain/catalog.ts';
import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { fetchCatalog } from '../catalog/fetch-catalog.ts';
import { AttemptRunner } from './attempt-runner.ts';
import type { ReadyEnd } from './attempt-runner.ts';
import { classifyOutcome } from './classify-outcome.ts';
import type {
  ConnectableServer,
  ConnectionDeps,
  LiveSession,
  RefreshResult,
  Unavailable,
} from './connection-ports.ts';
import { heldBackFailure } from './held-back.ts';
import type { HeldBack } from './held-back.ts';
import { createLive } from './live-session.ts';
import type { Live } from './live-session.ts';
import type { AttemptReason, ConnectReason, Effect, MachineEvent } from './machine-events.ts';
import { initialMachineState, toPublicState } from './machine-state.ts';
import type { BeforeSignIn, MachineState } from './machine-state.ts';
import { beforeSignIn, transition } from './machine.ts';
import { createChangeSignal, withDeadline } from './settle.ts';
import { failureOf, stateLine } from './state-line.ts';

/** How a connection is made. */
export interface ConnectionOptions {
  readonly name: string;
  readonly deps: ConnectionDeps;
  /** The definition as it is now; undefined once it is gone. */
  readonly definition: () => ConnectableServer | undefined;
  /** Whether the network this server needs is there. */
  readonly isOnline: boolean;
  /** What holds it back from being begun by use, at this moment. */
  readonly heldBack: () => HeldBack | undefined;
  readonly onState: (state: ConnectionState) => void;
  /** What still lives of an earlier connection of this server; waited for before opening. */
  readonly predecessor: Promise<unknown>;
  /** Where it stands at first; as one that nobody has asked for yet if absent. */
  readonly situation?: BeforeSignIn | undefined;
}

/** A use joins a retry that comes this soon instead of failing at once. */
const joinableWaitMs = 2_000;

/**
 * The live connection of one server: runs what the machine decides. Never has two attempts or
 * sessions at a time. It is disposed by whoever made it; then nothing of it lives any more.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #deps: ConnectionDeps;
  readonly #changes = createChangeSignal();
  readonly #events: MachineEvent[] = [];
  readonly #runner: AttemptRunner;
  #isDraining = false;
  #state: MachineState;
  #public: ConnectionState;
  #live: Live | undefined;
  #timer: Disposable | undefined;
  /** When the timer fires, on the clock that never goes back. */
  #dueAt = 0;
  #basedOn = 0;
  #isDisposed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#deps = options.deps;
    const { name, deps, predecessor, isOnline } = options;
    const { enabled = false, updatedAt = 0, inspection } = options.definition() ?? {};
    const hasWorked = inspection?.status === 'passed';
    const breaker = deps.memories.recall(name, updatedAt);
    const { situation } = options;
    this.#state = initialMachineState({ enabled, isOnline, breaker, hasWorked, situation });
    this.#public = toPublicState(this.#state);
    const observer = {
      dispatch: (event: MachineEvent) => this.dispatch(event),
      ready: (end: ReadyEnd) => this.#onReady(end),
      listChanged: (kind: CatalogKind) => this.#live?.listChanged(kind),
    };
    this.#runner = new AttemptRunner({ name, deps, observer, predecessor });
  }

  /** The state right now; reading it starts nothing. */
  get state(): ConnectionState {
    return this.#public;
  }

  /** Where it stands if signing in may begin there. */
  get beforeSignIn(): BeforeSignIn | undefined {
    return beforeSignIn(this.#state.situation);
  }

  /** Lets something happen to the connection, e.g. a request, a change of network or of settings. */
  dispatch(event: MachineEvent): void {
    this.#events.push(event);
    if (this.#isDraining) return;
    this.#isDraining = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        this.#step(next);
      }
    } finally {
      this.#isDraining = false;
    }
  }

  /** Replaces what is running when the definition has changed since it was started. */
  replaceIfStale(): void {
    const updatedAt = this.#options.definition()?.updatedAt ?? 0;
    if (this.#basedOn !== 0 && updatedAt > this.#basedOn) {
      this.#basedOn = updatedAt;
      this.#runner.askEraAnew();
      this.dispatch({ kind: 'config-changed' });
    }
  }

  /** Asks for a connection; returns at once. */
  connect(by: ConnectReason): void {
    this.replaceIfStale();
    this.dispatch({ kind: 'connect-requested', by });
  }

  /** Ends what runs and connects anew for a person, as if nothing were known of the server's era. */
  reinitialize(): void {
    this.dispatch({ kind: 'disconnect-requested' });
    this.#runner.askEraAnew();
    this.connect('user');
  }

  /**
   * A session to use, connecting first if nobody has; those who ask meanwhile share one attempt.
   * Answers at once when the server is waiting, failed, held back or needs a person. Never rejects: when the
   * signal fires it answers with the failure CANCELLED.
   */
  async acquire(signal: AbortSignal): Promise<Result<LiveSession, Unavailable>> {
    this.replaceIfStale();
    let hasJoined = false;
    const joinUntil = this.#deps.clock.monotonicNow() + joinableWaitMs;
    for (;;) {
      if (signal.aborted) return err(this.#cancelled());
      switch (this.#public.kind) {
        case 'ready':
          if (this.#live === undefined) return err(this.#unavailable());
          this.#live.touch();
          return ok(this.#live.session);
        case 'idle':
          if (hasJoined || this.#options.heldBack()) return err(this.#unavailable());
          this.dispatch({ kind: 'connect-requested', by: 'demand' });
          break;
        case 'connecting':
          hasJoined = true;
          if (this.#public.attempt === 1) await this.#changes.next(signal);
          // After a failure the next attempt may take long too, and whoever asks should hear so.
          else if (!(await this.#changeBy(joinUntil, signal))) return err(this.#unavailable());
          break;
        case 'stopping':
          await this.#changes.next(signal);
          break;
        case 'waiting':
          if (hasJoined || this.#dueAt - this.#deps.clock.monotonicNow() > joinableWaitMs) {
            return err(this.#unavailable());
          }
          await this.#changes.next(signal);
          break;
        default:
          return err(this.#unavailable());
      }
    }
  }

  /** Resolves once nothing is starting or stopping, or when the signal fires; with the state. */
  async settled(signal: AbortSignal): Promise<ConnectionState> {
    while (isUnsettled(this.#public) && !signal.aborted) await this.#changes.next(signal);
    return this.#public;
  }

  /** Fetches all lists again and keeps them. */
  async refreshCatalog(signal: AbortSignal): Promise<RefreshResult> {
    const acquired = await this.acquire(signal);
    if (!acquired.ok) return err({ kind: 'unavailable', unavailable: acquired.error });
    const { clock, catalogs } = this.#deps;
    const limits = this.#live?.listLimits;
    const fetched = await fetchCatalog(acquired.value, { clock, limits }, signal);
    if (!fetched.ok) {
      const { failure } = classifyOutcome(fetched.error.outcome, clock.now());
      return err({ kind: 'request-failed', failure });
    }
    catalogs.put(this.#options.name, fetched.value);
    return fetched;
  }

  /** Ends everything for good; resolves when nothing lives. */
  async dispose(): Promise<void> {
    // What is remembered has to outlive the connection.
    this.#isDisposed = true;
    this.dispatch({ kind: 'disabled' });
    const forever = new AbortController().signal;
    await this.settled(forever);
    await this.#runner.quiet();
  }

  #step(event: MachineEvent): void {
    const { clock, random, retry } = this.#deps;
    const facts = {
      now: clock.now(),
      monotonicNow: clock.monotonicNow(),
      jitter: random.next(),
      retry,
    };
    const { situation: before, breaker } = this.#state;
    const { state, effects } = transition(this.#state, event, facts);
    this.#state = state;
    if (state.breaker !== breaker && !this.#isDisposed) {
      this.#deps.memories.remember(this.#options.name, state.breaker);
    }
    if (state.situation.kind !== 'ready') this.#dropLive();
    const hasChanged = state.situation !== before;
    if (hasChanged) this.#public = toPublicState(state);
    for (const effect of effects) this.#run(effect, facts.now);
    if (!hasChanged) return;
    if (before.kind !== this.#public.kind) {
      this.#deps.log.append(this.#options.name, stateLine(this.#public));
    }
    this.#options.onState(this.#public);
    this.#changes.notify();
  }

  #run(effect: Effect, now: number): void {
    switch (effect.kind) {
      case 'start-attempt':
        return this.#start(effect.generation, effect.by);
      case 'raise-priority':
        return this.#runner.promote(effect.generation);
      case 'abort-attempt':
        return this.#runner.abort(effect.generation);
      case 'close-session':
        return this.#runner.close(effect.generation);
      case 'schedule-retry':
        return this.#schedule(effect.at - now, {
          kind: 'retry-due',
          generation: effect.generation,
        });
      case 'schedule-stable':
        return this.#schedule(effect.at - now, {
          kind: 'stable',
          generation: effect.generation,
        });
      case 'cancel-timer':
        this.#timer?.[Symbol.dispose]();
        this.#timer = undefined;
        return;
      case 'check-session':
        this.#live?.checkIn(effect.at - now, effect.isInDoubt);
    }
  }

  #schedule(delayMs: number, event: MachineEvent): void {
    const { clock } = this.#deps;
    this.#timer?.[Symbol.dispose]();
    this.#dueAt = clock.monotonicNow() + delayMs;
    this.#timer = clock.schedule(delayMs, () => {
      this.#timer = undefined;
      this.dispatch(event);
    });
  }

  #start(generation: number, by: AttemptReason): void {
    const server = this.#options.definition();
    this.#basedOn = server?.updatedAt ?? 0;
    this.#runner.start(generation, by, server);
  }

  #onReady(end: ReadyEnd): void {
    const { clock, random, catalogs } = this.#deps;
    const { name } = this.#options;
    const { generation } = this.#state;
    catalogs.put(name, end.catalog);
    this.#live = createLive(end, {
      name,
      clock,
      random,
      catalogs,
      onIdle: () => this.dispatch({ kind: 'disconnect-requested' }),
      onDead: (outcome) => {
        const classified = classifyOutcome(outcome, clock.now());
        this.dispatch({ kind: 'session-ended', generation, classified });
      },
    });
  }

  #dropLive(): void {
    this.#live?.[Symbol.dispose]();
    this.#live = undefined;
  }

  /** Waits for a change, but not beyond `until` (monotonic ms); tells whether there was one. */
  async #changeBy(until: number, signal: AbortSignal): Promise<boolean> {
    const { clock } = this.#deps;
    const waiting = new AbortController();
    const change = this.#changes.next(AbortSignal.any([signal, waiting.signal]));
    const how = await withDeadline(change, until - clock.monotonicNow(), clock);
    waiting.abort();
    return how === 'done';
  }

  #unavailable(): Unavailable {
    const state = this.#public;
    const held = state.kind === 'idle' ? this.#options.heldBack() : undefined;
    return { state, failure: failureOf(state) ?? heldBackFailure(held, this.#deps.clock.now()) };
  }

  #cancelled(): Unavailable {
    const { failure } = classifyOutcome({ kind: 'aborted' }, this.#deps.clock.now());
    return { state: this.#public, failure };
  }
}

function isUnsettled({ kind }: ConnectionState): boolean {
  return kind === 'connecting' || kind === 'stopping';
}
