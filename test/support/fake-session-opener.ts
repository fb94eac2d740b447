import type {
  OpenRequest,
  Session,
  SessionInfo,
  SessionObserver,
  SessionOpener,
  SessionOutcome,
} from '../../src/main/sessions/session.ts';
import type { CatalogKind, JsonObject } from '../../src/shared/domain/catalog.ts';
import { err, ok } from '../../src/shared/util/result.ts';
import type { Result } from '../../src/shared/util/result.ts';
import type { Clock } from '../../src/main/kernel/clock.ts';

/** What one server does when it is opened; settable at any time. */
export interface FakeServer {
  /** Time until the handshake is over, ms; `never` hangs until aborted. */
  handshakeMs: number | 'never';
  /** Outcome of the handshake when it does not succeed. */
  failWith: SessionOutcome | undefined;
  /** Outcome of every list. */
  listFailWith: SessionOutcome | undefined;
  /** Outcome of every probe. */
  probeFailsWith: SessionOutcome | undefined;
  /** Time a close takes, ms. */
  closeMs: number;
  offers: CatalogKind[];
  tools: JsonObject[];
  /** Time a tool call takes, ms. */
  callMs: number;
  /** Runs whenever a list is asked for, before it is answered. */
  onList: ((session: FakeSession) => void) | undefined;
}

/** An open session, driven by the test. */
export interface FakeSession extends Session {
  readonly observer: SessionObserver;
  readonly opening: OpenRequest;
  isClosed: boolean;
  lists: number;
  probes: number;
  /** Ends the session from outside, as a killed program would. */
  die(outcome?: SessionOutcome): void;
}

const killed: SessionOutcome = {
  kind: 'process-exited',
  exitCode: null,
  signal: 'SIGKILL',
  stderrTail: [],
  stdoutGarbage: 0,
  duringHandshake: false,
};

/** A session opener without processes and sockets; time comes from the fake clock. */
export class FakeSessionOpener implements SessionOpener {
  readonly #clock: Pick<Clock, 'schedule'>;
  readonly #servers = new Map<string, FakeServer>();
  readonly #aliveByServer = new Map<string, number>();
  /** Every open so far, in order. */
  readonly opens: OpenRequest[] = [];
  readonly sessions: FakeSession[] = [];
  /** Most attempts and sessions of one server that ever lived at a time. */
  maxAlive = 0;
  /** Handshakes running right now, and the most there ever were. */
  handshakes = 0;
  maxHandshakes = 0;

  constructor(clock: Pick<Clock, 'schedule'>) {
    this.#clock = clock;
  }

  server(name: string): FakeServer {
    let server = this.#servers.get(name);
    if (server === undefined) {
      server = {
        handshakeMs: 0,
        failWith: undefined,
        listFailWith: undefined,
        probeFailsWith: undefined,
        closeMs: 0,
        offers: ['tools'],
        tools: [{ name: 'echo', inputSchema: { type: 'object' } }],
        callMs: 0,
        onList: undefined,
      };
      this.#servers.set(name, server);
    }
    return server;
  }

  opensOf(name: string): number {
    return this.opens.filter(({ serverName }) => serverName === name).length;
  }

  /** The newest session of a server. */
  last(name: string): FakeSession {
    const session = this.sessions.filter(({ opening }) => opening.serverName === name).at(-1);
    if (session === undefined) throw new Error(`no session of ${name}`);
    return session;
  }

  /** Attempts and sessions that live right now. */
  get alive(): number {
    return [...this.#aliveByServer.values()].reduce((sum, count) => sum + count, 0);
  }

  async open(
    request: OpenRequest,
    observer: SessionObserver,
    signal: AbortSignal,
  ): Promise<Result<Session, SessionOutcome>> {
    const server = this.server(request.serverName);
    this.opens.push(request);
    this.#live(request.serverName, 1);
    observer.phase('starting');
    observer.phase('handshake');
    this.handshakes += 1;
    this.maxHandshakes = Math.max(this.maxHandshakes, this.handshakes);
    const how = await this.#wait(server.handshakeMs, signal);
    this.handshakes -= 1;
    const outcome: SessionOutcome | undefined =
      how === 'aborted' ? { kind: 'aborted' } : server.failWith;
    if (outcome !== undefined) {
      this.#live(request.serverName, -1);
      return err(outcome);
    }
    const session = this.#session(request, observer, server);
    this.sessions.push(session);
    return ok(session);
  }

  #session(request: OpenRequest, observer: SessionObserver, server: FakeServer): FakeSession {
    const notUsed = () => Promise.resolve(err({ kind: 'internal', detail: 'not used' } as const));
    let closing: Promise<void> | undefined;
    let hasEnded = false;
    const session: FakeSession = {
      info: fakeSessionInfo(server.offers),
      opening: request,
      observer,
      isClosed: false,
      lists: 0,
      probes: 0,
      request: notUsed,
      listPage: (kind, _cursor, signal) => {
        session.lists += 1;
        server.onList?.(session);
        if (signal.aborted) return Promise.resolve(err({ kind: 'aborted' }));
        if (server.listFailWith) return Promise.resolve(err(server.listFailWith));
        return Promise.resolve(ok({ items: kind === 'tools' ? server.tools : [], rest: {} }));
      },
      callTool: async (_request, signal) => {
        const how = await this.#wait(server.callMs, signal);
        return how === 'over' ? ok({ content: [], isError: false }) : err({ kind: 'aborted' });
      },
      readResource: notUsed,
      getPrompt: notUsed,
      complete: notUsed,
      watchResource: notUsed,
      probe: () => {
        session.probes += 1;
        return Promise.resolve(
          server.probeFailsWith === undefined ? ok(undefined) : err(server.probeFailsWith),
        );
      },
      close: () =>
        (closing ??= this.#wait(server.closeMs, new AbortController().signal).then(() => {
          session.isClosed = true;
          this.#live(request.serverName, -1);
        })),
      die: (outcome = killed) => {
        if (hasEnded || closing !== undefined) return;
        hasEnded = true;
        observer.ended(outcome);
      },
    };
    return session;
  }

  #live(name: string, change: 1 | -1): void {
    const alive = (this.#aliveByServer.get(name) ?? 0) + change;
    this.#aliveByServer.set(name, alive);
    this.maxAlive = Math.max(this.maxAlive, alive);
  }

  #wait(delayMs: number | 'never', signal: AbortSignal): Promise<'over' | 'aborted'> {
    if (signal.aborted) return Promise.resolve('aborted');
    if (delayMs === 0) return Promise.resolve('over');
    return new Promise((resolve) => {
      const timer =
        delayMs === 'never' ? undefined : this.#clock.schedule(delayMs, () => resolve('over'));
      signal.addEventListener('abort', () => {
        timer?.[Symbol.dispose]();
        resolve('aborted');
      });
    });
  }
}

/** What a handshake with a fake server tells. */
export function fakeSessionInfo(offers: readonly CatalogKind[]): SessionInfo {
  return {
    era: 'modern',
    protocolVersion: '2026-07-28',
    serverInfo: { name: 'fake', version: '1.0.0' },
    offers,
    capabilities: {},
    supportsCompletion: false,
  };
}
