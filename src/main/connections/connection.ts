import type { CatalogKind } from '../../shared/domain/catalog.ts';
import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { AttemptRunner } from './attempt-runner.ts';
import type { ReadyEnd } from './attempt-runner.ts';
import { classifyOutcome } from './classify-outcome.ts';
import type {
  ConnectionDeps,
  LiveSession,
  RefreshResult,
  Unavailable,
} from './connection-ports.ts';
import { DueTimer } from './due-timer.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { heldBackFailure } from './held-back.ts';
import { inTurn } from './in-turn.ts';
import { createLive } from './live-session.ts';
import type { Live } from './live-session.ts';
import type { AttemptReason, ConnectReason, Effect, MachineEvent } from './machine-events.ts';
import { initialMachineState, toPublicState } from './machine-state.ts';
import type { BeforeSignIn, MachineState } from './machine-state.ts';
import { beforeSignIn, transition } from './machine.ts';
import { changesWithin, createChangeSignal } from './settle.ts';
import { refetch } from './refetch.ts';
import { failureOf, stateLine } from './state-line.ts';
import { useStep } from './use-step.ts';
import type { UseStep } from './use-step.ts';

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
  readonly #inTurn = inTurn((event: MachineEvent) => this.#step(event));
  readonly #runner: AttemptRunner;
  #state: MachineState;
  #public: ConnectionState;
  #live: Live | undefined;
  readonly #timer: DueTimer;
  #basedOn = 0;
  #isDisposed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#deps = options.deps;
    this.#timer = new DueTimer(options.deps.clock);
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
    this.#inTurn(event);
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
      const live = this.#live;
      switch (this.#useStep(hasJoined)) {
        case 'use':
          if (live === undefined) return err(this.#unavailable());
          live.touch();
          return ok(live.session);
        case 'connect':
          this.dispatch({ kind: 'connect-requested', by: 'demand' });
          break;
        case 'join':
          hasJoined = true;
          await this.#changes.next(signal);
          break;
        case 'join-briefly':
          hasJoined = true;
          if (!(await this.#changesBy(joinUntil, signal))) return err(this.#unavailable());
          break;
        case 'wait':
          await this.#changes.next(signal);
          break;
        case 'give-up':
          return err(this.#unavailable());
      }
    }
  }

  #useStep(hasJoined: boolean): UseStep {
    return useStep({
      state: this.#public,
      hasSession: this.#live !== undefined,
      hasJoined,
      isHeldBack: this.#options.heldBack() !== undefined,
      isDueSoon: this.#timer.leftMs <= joinableWaitMs,
    });
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
    const { name } = this.#options;
    return refetch(name, acquired.value, { ...this.#deps, limits: this.#live?.listLimits }, signal);
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
        return this.#timer[Symbol.dispose]();
      case 'check-session':
        this.#live?.checkIn(effect.at - now, effect.isInDoubt);
    }
  }

  #schedule(delayMs: number, event: MachineEvent): void {
    this.#timer.set(delayMs, () => this.dispatch(event));
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

  /** Whether there is a change by then (monotonic ms). */
  #changesBy(until: number, signal: AbortSignal): Promise<boolean> {
    const { clock } = this.#deps;
    return changesWithin(this.#changes, until - clock.monotonicNow(), clock, signal);
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
