import type { CallPermit } from '../approvals/call-permit.ts';
import type { ConnectionState, Era, MissingSetup } from '../../shared/domain/connection-state.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Result } from '../../shared/util/result.ts';
import type { LogLine } from '../activity/server-logs.ts';
import type { CatalogStore } from '../catalog/catalog-store.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import type { BreakerMemory } from '../reconnection/breaker.ts';
import type { ConnectWindow } from './connect-window.ts';
import type { AttemptReason } from './machine-events.ts';
import type { RetryPolicy } from './retry-policy.ts';
import type { Launch, Session, SessionOpener } from '../sessions/session.ts';

/** What the pool has to know about a server without opening it. */
export type ConnectableServer = Pick<
  ServerDefinition,
  'name' | 'updatedAt' | 'enabled' | 'start' | 'transport'
> &
  Partial<Pick<ServerDefinition, 'inspection' | 'sharing' | 'era'>>;

/** Where the pool reads definitions. */
export interface ServerDefinitions {
  get(name: string): ConnectableServer | undefined;
  list(): readonly ConnectableServer[];
  /** Told after a server was added, changed or removed. */
  onChange(listener: (name: string) => void): Disposable;
}

/** Everything to open a session with, read at the moment of use; secrets are filled in. */
export interface ResolvedLaunch {
  readonly launch: Launch;
  /** Values that must never be shown. */
  readonly redact: readonly string[];
  readonly era: 'auto' | Era;
  readonly timeouts: {
    readonly connectMs: number;
    readonly callMs: number;
    /** Disconnect after this long without use; absent means never. */
    readonly idleMs?: number;
  };
}

/** Why there is nothing to open. */
export type LaunchProblem =
  /** A person has to provide something first. */
  | { readonly kind: 'missing'; readonly missing: readonly MissingSetup[] }
  /** e.g. a secret that cannot be read now; not tried again by itself. */
  | { readonly kind: 'failure'; readonly failure: Failure };

/** Reads how to open a server, at the moment it is opened. */
export type ResolveLaunch = (
  name: string,
  signal: AbortSignal,
) => Promise<Result<ResolvedLaunch, LaunchProblem>>;

/** The part of the log book connections write to. */
export interface ConnectionLog {
  append(name: string, line: LogLine): void;
  redact(name: string, secrets: readonly string[]): void;
}

/**
 * A session others may use. It is closed by its connection, never by its users, and every use of
 * it puts off the idle disconnect. A tool is called only with a permit of the gate.
 */
export type LiveSession = Omit<Session, 'close' | 'callTool'> & {
  callTool(
    call: Parameters<Session['callTool']>[0] & { readonly permit: CallPermit },
    signal: AbortSignal,
  ): ReturnType<Session['callTool']>;
};

/** Why there is no session right now; `failure` is null where a state needs no failure. */
export interface Unavailable {
  readonly state: ConnectionState;
  readonly failure: Failure | null;
}

/** Why a catalog could not be fetched again. */
export type RefreshProblem =
  | { readonly kind: 'unavailable'; readonly unavailable: Unavailable }
  | { readonly kind: 'request-failed'; readonly failure: Failure };

/** What came of a refresh. */
export type RefreshResult = Result<ServerCatalog, RefreshProblem>;

/** Keeps what is remembered of the troubles of one owner's servers, also over a restart. */
export interface BreakerMemories {
  /** What was remembered of a server since `updatedAt` (epoch ms), when its settings last changed. */
  recall(name: string, updatedAt: number): BreakerMemory | undefined;
  /** Remembers, or forgets when there is nothing any more; answers at once and saves later. */
  remember(name: string, memory: BreakerMemory | null): void;
}

/** What every connection needs. */
export interface ConnectionDeps {
  readonly opener: SessionOpener;
  readonly resolveLaunch: ResolveLaunch;
  readonly catalogs: Pick<CatalogStore, 'put' | 'peek'>;
  readonly log: ConnectionLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly retry: RetryPolicy;
  readonly memories: BreakerMemories;
  /** The window an attempt of this server has to pass. */
  readonly windowOf: (server: ConnectableServer | undefined, by: AttemptReason) => ConnectWindow;
}
