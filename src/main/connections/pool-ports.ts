import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Result } from '../../shared/util/result.ts';
import type { LiveSession, RefreshResult, Unavailable } from './connection-ports.ts';
import type { ConnectReason, MachineEvent } from './machine-events.ts';
import type { BeforeSignIn } from './machine-state.ts';

/** Told about every change of a connection, in order. */
export type StateListener = (name: string, state: ConnectionState) => void;

/**
 * All connections of one owner. One server never delays or fails another; nothing connects because
 * somebody read a state; no server ever has two live sessions.
 */
export interface ConnectionPool {
  /** The state of a server; undefined when there is no such server. Starts nothing. */
  status(name: string): ConnectionState | undefined;
  /** The state of every server. Starts nothing. */
  statusAll(): Readonly<Record<string, ConnectionState>>;
  /** Asks for a connection and answers at once; for a person unless said otherwise. */
  connect(name: string, by?: ConnectReason): ConnectionState | undefined;
  /** Ends the connection and waits until nothing of it lives. A later use connects again. */
  disconnect(name: string): Promise<ConnectionState | undefined>;
  /** Disconnects, reads the definition again, connects, and waits for the outcome. */
  reinitialize(name: string, signal: AbortSignal): Promise<ConnectionState | undefined>;
  /**
   * A session to use, connecting first when needed and unless all are paused (failure `PAUSED`)
   * or it starts by a click alone (`NOT_STARTED`); undefined when there is no such server. Those who
   * ask at the same time share one attempt. Never rejects; see `Connection.acquire`.
   */
  acquire(name: string, signal: AbortSignal): Promise<Result<LiveSession, Unavailable> | undefined>;
  /** Fetches the lists of a server again; undefined when there is no such server. */
  refreshCatalog(name: string, signal: AbortSignal): Promise<RefreshResult | undefined>;
  /** Connects every enabled server whose start policy is `on-launch`; answers at once. */
  startAll(): void;
  /** Paused, only a person's wish begins a connection; resumed, all that was there comes back. */
  setPaused(isPaused: boolean): Promise<void>;
  /** Tells a connection, or all of those that use the network, about a fact from outside. */
  notify(event: OutsideEvent, name?: string): void;
  /** Ends and forgets the connection of a server; resolves when nothing of it lives. */
  drop(name: string): Promise<void>;
  onState(listener: StateListener): Disposable;
  /** Ends everything for good; resolves when nothing lives any more. */
  dispose(): Promise<void>;
}

/** Facts from outside that a pool passes on. */
export type OutsideEvent = Extract<
  MachineEvent,
  { kind: 'network-lost' | 'network-back' | 'wake' | 'sign-in-started' | 'sign-in-ended' }
>;

/** A pool among those of other owners. */
export interface OwnerPool extends ConnectionPool {
  /** Servers of which there is a connection, whatever its state. */
  names(): readonly string[];
  /** The state of a connection, also of one whose server nobody sees any more. */
  liveState(name: string): ConnectionState | undefined;
  /** Looks at a definition again; starts nothing, except what was running on an older one. */
  reread(name: string): void;
  /** Where a connection stands if signing in may begin there. */
  beforeSignIn(name: string): BeforeSignIn | undefined;
  /** Makes the connection of a server that has none, standing where another owner's has stood. */
  take(name: string, situation: BeforeSignIn): void;
}
