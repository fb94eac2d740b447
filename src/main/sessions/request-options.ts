import type { JsonObject, Progress } from '../../shared/domain/catalog.ts';
import type { CallPermit } from '../approvals/call-permit.ts';
import type { Result } from '../../shared/util/result.ts';
import type { LogLevel } from './log-level.ts';

/** What a server asks in the middle of a request, e.g. `elicitation/create`. */
export interface ServerRequest {
  readonly method: string;
  /** As the server sent them, without secrets. */
  readonly params: JsonObject;
}

/**
 * Answers what a server asks; an error is passed on with its JSON-RPC code. Undefined: this caller
 * cannot answer such a thing, so that the person at the window does.
 */
export type OnServerRequest = (
  request: ServerRequest,
  signal: AbortSignal,
) => Promise<Result<JsonObject, { readonly code: number; readonly message: string }>> | undefined;

/** The folders of a caller (MCP roots), which may change between its requests. */
export interface CallerFolders {
  /** Asks the caller for them, in no request of its own; the result of `roots/list`. */
  list(
    signal: AbortSignal,
  ): Promise<Result<JsonObject, { readonly code: number; readonly message: string }>>;
  /** Told when they are others, until disposed. */
  onChange(listener: () => void): Disposable;
}

/** A caller beyond the request it makes (up to 2025-11-25). */
export interface LastingCaller {
  /** A page it was asked to open is done with; the server's id of it, as the caller was given it. */
  pageOver(elicitationId: string): void;
  /** Absent where it has none, or never tells that they are others. */
  readonly folders?: CallerFolders;
}

/** How one request is made. */
export interface RequestOptions {
  /** That a tool may be called; nothing else needs one. */
  readonly permit?: CallPermit;
  readonly signal: AbortSignal;
  /** Default: that of the session. */
  readonly timeoutMs?: number;
  /** Makes the server report progress; each report starts the timeout anew. */
  readonly onProgress?: (progress: Progress) => void;
  /**
   * Answers what the server asks because of this request, in place of the person at the window. What
   * cannot be tied to one caller for certain goes to that person, never to a caller by guess. Such a
   * caller is also given the error that wants pages visited first, which a person at the window is
   * shown, whereupon the request is made again.
   */
  readonly onServerRequest?: OnServerRequest;
  /**
   * Who makes the request. What a server asks in one request of a caller may be answered in another
   * of the same. Default: whoever answers.
   */
  readonly caller?: object;
  /** Told what concerns the caller after the request, too. Default: nobody is. */
  readonly lasting?: LastingCaller;
  /** What the caller can answer (MCP client capabilities); a modern server is told with the request. */
  readonly callerCapabilities?: JsonObject;
  /**
   * Which input a modern server may want in its answer, for the caller to bring with another request
   * (2026-07-28, multi-round-trip requests); an answer that wants nothing else is handed on. Default:
   * none; it is got, and the request made again.
   */
  readonly takesInput?: (request: ServerRequest) => boolean;
  /**
   * Whether making the request twice is as good as once: it is made again when the connection is cut
   * under it. Default: only for what reads.
   */
  readonly isRepeatable?: boolean;
  /**
   * Asks for log messages of this level. In the modern era for this request alone; in the legacy era
   * the level is that of the connection (`logging/setLevel`), which is made as detailed as any request
   * wants it.
   */
  readonly logLevel?: LogLevel;
  /**
   * Told of log messages the server sends because of this request: the parameters of
   * `notifications/message`, without secrets. What cannot be tied to one caller is told to none.
   */
  readonly onLogMessage?: (params: JsonObject) => void;
}
