import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { startsByItself } from '../../shared/domain/starts-by-itself.ts';
import { err } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createConnectWindows } from './connect-windows.ts';
import type { ConnectLimits } from './connect-windows.ts';
import { Connection } from './connection.ts';
import type {
  BreakerMemories,
  ConnectableServer,
  ConnectionDeps,
  LiveSession,
  RefreshResult,
  ServerDefinitions,
  Unavailable,
} from './connection-ports.ts';
import { definitionChange } from './definition-change.ts';
import { heldBack } from './held-back.ts';
import type { ConnectReason } from './machine-events.ts';
import type { BeforeSignIn } from './machine-state.ts';
import { needsNetwork } from './needs-network.ts';
import { Pause } from './pause.ts';
import { defaultRetryPolicy } from './retry-policy.ts';
import type { RetryPolicy } from './retry-policy.ts';
import { failureOf } from './state-line.ts';
import type { OutsideEvent, OwnerPool, StateListener } from './pool-ports.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';

/** What a pool needs. */
export interface ConnectionPoolDeps extends Omit<
  ConnectionDeps,
  'retry' | 'windowOf' | 'memories'
> {
  readonly definitions: ServerDefinitions;
  /** Absent: troubles are forgotten with the pool. */
  readonly memories?: BreakerMemories;
  readonly retry?: RetryPolicy;
  /** Whether to begin paused; see {@link OwnerPool.setPaused}. */
  readonly isPaused?: boolean;
  readonly maxConcurrentConnects?: ConnectLimits;
  /** The windows attempts pass, where they are shared with other pools; own ones if absent. */
  readonly windowOf?: ConnectionDeps['windowOf'];
}

/** Creates a pool; whoever makes it disposes it. */
export function createConnectionPool(deps: ConnectionPoolDeps): OwnerPool {
  return new Pool(deps);
}

const forgetful: BreakerMemories = { recall: () => undefined, remember: () => undefined };

class Pool implements OwnerPool {
  readonly #definitions: ServerDefinitions;
  readonly #deps: ConnectionDeps;
  readonly #connections = new Map<string, Connection>();
  /** What still lives of connections that were dropped, by server. */
  readonly #dropped = new Map<string, Promise<void>>();
  readonly #states: Emitter<Parameters<StateListener>>;
  /** Each server as it was when it was last looked at. */
  readonly #seen = new Map<string, ConnectableServer>();
  readonly #subscription: Disposable;
  #isOnline = true;
  readonly #pause: Pause;
  #isDisposed = false;

  constructor(deps: ConnectionPoolDeps) {
    const { definitions, retry = defaultRetryPolicy, maxConcurrentConnects = {} } = deps;
    const { memories = forgetful } = deps;
    const { windowOf = createConnectWindows(maxConcurrentConnects, deps) } = deps;
    this.#definitions = definitions;
    this.#states = createEmitter(deps.logger, 'states');
    this.#pause = new Pause(deps.isPaused ?? false);
    this.#deps = { ...deps, retry, memories, windowOf };
    for (const server of definitions.list()) this.#seen.set(server.name, server);
    this.#subscription = definitions.onChange((name) => this.#onDefinitionChange(name));
  }

  status(name: string): ConnectionState | undefined {
    const server = this.#definitions.get(name);
    if (server === undefined) return undefined;
    const connection = this.#connections.get(name);
    return connection?.state ?? { kind: server.enabled ? 'idle' : 'disabled' };
  }

  statusAll(): Readonly<Record<string, ConnectionState>> {
    const states = this.#definitions
      .list()
      .map(({ name }) => [name, this.status(name)] as const)
      .filter((entry): entry is [string, ConnectionState] => entry[1] !== undefined);
    return Object.fromEntries(states);
  }

  connect(name: string, by: ConnectReason = 'user'): ConnectionState | undefined {
    if (by === 'user' || !this.#pause.isOn) this.#connectionOf(name)?.connect(by);
    return this.status(name);
  }

  async disconnect(name: string): Promise<ConnectionState | undefined> {
    const connection = this.#connections.get(name);
    if (connection === undefined) return this.status(name);
    connection.dispatch({ kind: 'disconnect-requested' });
    return connection.settled(new AbortController().signal);
  }

  async reinitialize(name: string, signal: AbortSignal): Promise<ConnectionState | undefined> {
    const connection = this.#connectionOf(name);
    if (connection === undefined) return undefined;
    connection.reinitialize();
    return connection.settled(signal);
  }

  async acquire(
    name: string,
    signal: AbortSignal,
  ): Promise<Result<LiveSession, Unavailable> | undefined> {
    const connection = this.#connectionOf(name);
    if (connection !== undefined) return connection.acquire(signal);
    const state = this.status(name);
    return state && err({ state, failure: failureOf(state) });
  }

  async refreshCatalog(name: string, signal: AbortSignal): Promise<RefreshResult | undefined> {
    return this.#connectionOf(name)?.refreshCatalog(signal);
  }

  startAll(): void {
    for (const server of this.#definitions.list()) {
      if (startsByItself(server)) this.connect(server.name, 'launch');
    }
  }

  notify(event: OutsideEvent, name?: string): void {
    if (name !== undefined) {
      // Somebody signs in before the server was ever asked for.
      const isBegun = event.kind === 'sign-in-started';
      const connection = isBegun ? this.#connectionOf(name) : this.#connections.get(name);
      return connection?.dispatch(event);
    }
    if (event.kind === 'network-lost') this.#isOnline = false;
    if (event.kind === 'network-back') this.#isOnline = true;
    for (const [each, connection] of this.#connections) {
      if (event.kind === 'wake' || this.#needsNetwork(each)) connection.dispatch(event);
    }
  }

  names(): readonly string[] {
    return [...this.#connections.keys()];
  }

  liveState(name: string): ConnectionState | undefined {
    return this.#connections.get(name)?.state;
  }

  reread(name: string): void {
    const server = this.#definitions.get(name);
    if (server === undefined) return;
    const { enabled } = server;
    this.#seen.set(name, server);
    const connection = this.#connections.get(name);
    connection?.dispatch({ kind: enabled ? 'enabled' : 'disabled' });
    if (enabled) connection?.replaceIfStale();
  }

  beforeSignIn(name: string): BeforeSignIn | undefined {
    return this.#connections.get(name)?.beforeSignIn;
  }

  take(name: string, situation: BeforeSignIn): void {
    if (!this.#connections.has(name)) this.#connectionOf(name, situation);
  }

  async setPaused(isPaused: boolean): Promise<void> {
    const turned = this.#pause.turn(isPaused, this.#connections);
    if (turned === undefined) return;
    for (const name of turned.bringBack) this.connect(name, 'launch');
    if (!isPaused) this.startAll();
    await Promise.all(turned.end.map((name) => this.disconnect(name)));
  }

  async drop(name: string): Promise<void> {
    const connection = this.#connections.get(name);
    if (connection === undefined) return this.#dropped.get(name);
    this.#connections.delete(name);
    const gone = connection.dispose().finally(() => {
      if (this.#dropped.get(name) === gone) this.#dropped.delete(name);
    });
    this.#dropped.set(name, gone);
    return gone;
  }

  onState(listener: StateListener): Disposable {
    return this.#states.on(listener);
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#subscription[Symbol.dispose]();
    await Promise.all([...this.#connections.keys()].map((name) => this.drop(name)));
    await Promise.all(this.#dropped.values());
    this.#states.clear();
  }

  #connectionOf(name: string, situation?: BeforeSignIn): Connection | undefined {
    const existing = this.#connections.get(name);
    if (existing !== undefined) return existing;
    if (this.#isDisposed || this.#definitions.get(name) === undefined) return undefined;
    const connection: Connection = new Connection({
      name,
      deps: this.#deps,
      definition: () => this.#definitions.get(name),
      isOnline: this.#isOnline || !this.#needsNetwork(name),
      heldBack: () => heldBack(this.#definitions.get(name), this.#pause.isOn),
      situation,
      onState: (state) => {
        if (this.#connections.get(name) === connection) this.#states.emit(name, state);
      },
      predecessor: this.#dropped.get(name) ?? Promise.resolve(),
    });
    this.#connections.set(name, connection);
    return connection;
  }

  #needsNetwork(name: string): boolean {
    const server = this.#definitions.get(name);
    return server !== undefined && needsNetwork(server.transport);
  }

  #onDefinitionChange(name: string): void {
    const server = this.#definitions.get(name);
    const change = definitionChange(this.#seen.get(name), server, this.#isOnline);
    if (change.kind === 'gone' || server === undefined) {
      this.#seen.delete(name);
      void this.drop(name);
      this.#deps.memories.remember(name, null);
      return;
    }
    if (change.network !== undefined) {
      this.#connections.get(name)?.dispatch({ kind: change.network });
    }
    this.reread(name);
    // The state of a server nobody has used yet follows from its definition alone.
    if (!this.#connections.has(name))
      this.#states.emit(name, { kind: server.enabled ? 'idle' : 'disabled' });
    if (change.isToStart) this.connect(name, 'launch');
  }
}
