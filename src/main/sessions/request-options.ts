import type { JsonObject, Progress } from '../../shared/domain/catalog.ts';
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

/** How one request is made. */
export interface RequestOptions {
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
