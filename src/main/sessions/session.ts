import type {
  CatalogKind,
  Completion,
  CompletionRef,
  JsonObject,
  Progress,
  PromptContent,
  ResourceContent,
} from '../../shared/domain/catalog.ts';
import type { AttemptPhase, Era, ServerInfo } from '../../shared/domain/connection-state.ts';
import type { LogEntry } from '../../shared/domain/log-entry.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ProxyChoice } from '../../shared/domain/proxy.ts';
import type { CallPermit } from '../approvals/call-permit.ts';
import type { AuthFailure } from '../oauth/auth-failure.ts';
import type { RequestOptions } from './request-options.ts';

/** Everything needed to open a session, secrets filled in; lives only while it is opened. */
export type Launch =
  | {
      readonly type: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly cwd?: string;
    }
  | {
      readonly type: 'streamable-http' | 'sse' | 'websocket';
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** How to get there, where it is not as for everything else. */
      readonly proxy?: ProxyChoice;
    }
  | { readonly type: 'built-in'; readonly id: 'sample' };

/** How to open a session. What era a server speaks is remembered by the opener, and by nobody else. */
export interface OpenRequest {
  readonly serverName: string;
  /** Whose access tokens are sent: a profile, or nobody's if absent. */
  readonly owner?: string;
  /** All requests are made by one caller: what the server asks meanwhile is asked of that one. */
  readonly hasOneCaller?: boolean;
  readonly launch: Launch;
  readonly era: 'auto' | Era;
  /** The era is asked for anew, whatever is remembered; what was remembered is forgotten. */
  readonly freshEra: boolean;
  readonly connectTimeoutMs: number;
  readonly callTimeoutMs: number;
  /** Values that must never show up in an outcome or a log line. */
  readonly redact: readonly string[];
}

/**
 * The raw fact of how an attempt, a request or a session ended, as the adapter saw it.
 * The classifier turns it into a failure and a verdict.
 */
export type SessionOutcome =
  | {
      readonly kind: 'spawn-failed';
      readonly reason:
        | 'command-not-found'
        | 'not-executable'
        | 'cwd-missing'
        | 'interpreter-missing'
        | 'resources'
        | 'other';
      readonly command: string;
      readonly cwd?: string;
      readonly errno?: string;
      /** Folders in which the command was looked for. */
      readonly searchedPath?: string;
    }
  | {
      readonly kind: 'process-exited';
      readonly exitCode: number | null;
      readonly signal: string | null;
      readonly stderrTail: readonly string[];
      readonly stdoutGarbage: number;
      /** The first of those lines. */
      readonly printed?: readonly string[];
      readonly duringHandshake: boolean;
    }
  | {
      readonly kind: 'http-status';
      readonly status: number;
      readonly url: string;
      readonly retryAfterMs?: number;
      readonly wwwAuthenticate?: string;
      readonly bodySnippet?: string;
      /** The request carried a key of the person's own, so signing in would change nothing. */
      readonly hasOwnKey?: boolean;
    }
  /** There is no token to send, or the server does not take the one there is. */
  | { readonly kind: 'sign-in'; readonly failure: AuthFailure; readonly url: string }
  | {
      readonly kind: 'unexpected-content';
      readonly url: string;
      readonly contentType: string;
      readonly bodySnippet?: string;
    }
  | {
      readonly kind: 'network';
      /** A system code such as ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED. */
      readonly errno: string;
      readonly address: string;
      readonly detail: string;
    }
  /** The proxy on the way led nowhere: it wants a sign-in, refuses, is away, or cannot be used. */
  | {
      readonly kind: 'proxy';
      readonly reason: 'sign-in' | 'refused' | 'unreachable' | 'unusable';
      /** Host and port. */
      readonly proxy: string;
      readonly detail: string;
    }
  | { readonly kind: 'redirect-refused'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'timed-out';
      readonly phase: AttemptPhase | 'request';
      readonly afterMs: number;
      /** What the program had written until then on its error output, oldest first. */
      readonly stderrTail?: readonly string[];
      /** What it had written where MCP is expected. */
      readonly printed?: readonly string[];
    }
  | {
      readonly kind: 'too-large';
      readonly what: 'message' | 'response';
      readonly limitBytes: number;
    }
  | { readonly kind: 'stream-closed'; readonly detail: string }
  | { readonly kind: 'session-lost'; readonly status: number }
  | {
      readonly kind: 'rpc-error';
      readonly rpcCode: number;
      readonly message: string;
      /** What else the server said of it; absent when it is out of all proportion. */
      readonly data?: unknown;
    }
  | { readonly kind: 'protocol'; readonly detail: string }
  | { readonly kind: 'unsupported-version'; readonly offered: readonly string[] }
  | { readonly kind: 'invalid-url'; readonly url: string }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'internal'; readonly detail: string };

/** One page of a list, items still unchecked. */
export interface ListPage {
  readonly items: readonly JsonObject[];
  readonly nextCursor?: string;
  /** What else the answer held as it was sent: `_meta`, cache hints, fields nobody here knows. */
  readonly rest: JsonObject;
}

/** A tool's raw answer. */
export interface RawToolResult {
  readonly content: readonly JsonObject[];
  readonly structuredContent?: unknown;
  readonly isError: boolean;
}

/** What the handshake told. */
export interface SessionInfo {
  readonly era: Era;
  readonly protocolVersion: string;
  readonly serverInfo: ServerInfo;
  /** In full, as the server sent them. */
  readonly instructions?: string;
  /** As the server sent them, with what nobody here knows; empty when there are too many to keep. */
  readonly capabilities: JsonObject;
  readonly offers: readonly CatalogKind[];
  readonly supportsCompletion: boolean;
  readonly pid?: number;
  /** The transport that was used in place of the one the launch names, which the address refused. */
  readonly reachedBy?: 'sse';
}

/** Whoever wants to hear of one resource. */
export interface ResourceWatch {
  /** It has changed; the parameters of `notifications/resources/updated`, without secrets. */
  updated(params: JsonObject): void;
  /** The server tells no more of it: the session or its stream has ended. Nothing is told after it. */
  lost(): void;
}

/**
 * One live MCP session on one transport. `request` is its one way to the server; the other
 * operations are made of it, see {@link SessionRequests}. Every operation settles: with a value, with the outcome
 * that stopped it, or with `aborted` soon after its signal fires. An operation that meets a dead
 * HTTP session renews it once within the same call.
 */
export interface Session extends SessionRequests {
  readonly info: SessionInfo;
  /**
   * Sends a request and gives the whole result as the server sent it: unknown fields and `_meta`
   * included, secrets covered. What is shown covered is sent back as it was.
   */
  request(
    method: string,
    params: JsonObject,
    options: RequestOptions,
  ): Promise<Result<JsonObject, SessionOutcome>>;
  /**
   * Has the server tell when a resource changes, until the result is disposed. The same resource is
   * watched once at a time.
   */
  watchResource(
    uri: string,
    watch: ResourceWatch,
    signal: AbortSignal,
  ): Promise<Result<Disposable, SessionOutcome>>;
  /** Asks the server for a sign of life in the way its era knows (ping or discover). */
  probe(signal: AbortSignal): Promise<Result<void, SessionOutcome>>;
  /** Ends the session and everything it owns (processes, sockets, timers). Safe to call twice. */
  close(): Promise<void>;
}

/** The requests Patchbay makes for itself, with answers in the shapes it wants. */
export interface SessionRequests {
  listPage(
    kind: CatalogKind,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<ListPage, SessionOutcome>>;
  callTool(
    request: {
      readonly name: string;
      readonly args: JsonObject;
      readonly timeoutMs?: number;
      /** Whether the tool says that calling it twice is as good as once. */
      readonly isRepeatable?: boolean;
      readonly onProgress?: (progress: Progress) => void;
      /** That it may be called; whoever uses the session of a connection needs one. */
      readonly permit?: CallPermit;
    },
    signal: AbortSignal,
  ): Promise<Result<RawToolResult, SessionOutcome>>;
  readResource(uri: string, signal: AbortSignal): Promise<Result<ResourceContent, SessionOutcome>>;
  getPrompt(
    name: string,
    args: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<PromptContent, SessionOutcome>>;
  complete(
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    signal: AbortSignal,
  ): Promise<Result<Completion, SessionOutcome>>;
}

/** What a session tells while it lives. Nothing is told after `ended`. */
export interface SessionObserver {
  phase(phase: AttemptPhase): void;
  /** A program writes ordinary text where MCP is expected: all of it so far, oldest line first. */
  printed(lines: readonly string[]): void;
  log(entry: Pick<LogEntry, 'source' | 'level' | 'text' | 'phrase'>): void;
  listChanged(kind: CatalogKind): void;
  /** The session is over without having been closed by us; told once, within 100 ms of the fact. */
  ended(outcome: SessionOutcome): void;
}

/** Opens sessions; the only door to the MCP SDK, processes and sockets. */
export interface SessionOpener {
  /** Resolves after the handshake. Abort or failure leaves nothing behind (process, socket). */
  open(
    request: OpenRequest,
    observer: SessionObserver,
    signal: AbortSignal,
  ): Promise<Result<Session, SessionOutcome>>;
}
