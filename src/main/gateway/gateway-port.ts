import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Era } from '../../shared/domain/connection-state.ts';
import type { Result } from '../../shared/util/result.ts';
import type { RequestOptions } from '../sessions/request-options.ts';
import type { AppSession } from './app-session.ts';
import type { OfferedList } from './offer-changes.ts';
import type { Offer } from './offer.ts';
import type { AppHello, GatewayFailure } from './app-hello.ts';

/** How a request of an app is made; without a caller it is nobody's who could have a server alone. */
export interface AppRequestOptions extends RequestOptions {
  readonly caller?: AppSession;
  /**
   * Who of the app asks, where its requests may come from programs that know nothing of each other: a
   * server's question in a request of one is answered by no other. Default: the caller.
   */
  readonly asker?: object;
  /** The era the app speaks; absent: either will do. */
  readonly era?: Era;
}

/** One use of a server by an app, after it ended. */
export interface AppUse {
  readonly hello: AppHello;
  /** The id of the profile it was served as. */
  readonly profile: string;
  readonly server: string;
  readonly method: 'tools/call' | 'prompts/get' | 'resources/read';
  /** The server's own name of the tool or prompt, or an address. */
  readonly item: string;
  /** The params as the server was or would have been sent them. */
  readonly params: JsonObject;
  readonly answer: Result<JsonObject, GatewayFailure>;
  readonly tookMs: number;
}

/**
 * All servers of a profile, as AI apps reach them: one list, requests passed on as sent. Apps of two
 * profiles are served side by side.
 */
export interface Gateway extends Disposable {
  /**
   * An app came through a door; whoever let it in disposes the session when it has left. Until then
   * what its profile uses goes on, whoever uses the window.
   */
  arrive(hello: AppHello): AppSession;
  /** Makes what apps of the profile in use are offered, so that none of them waits for it. */
  prepare(): Promise<void>;
  /** Reads what that is made of; nothing counts as given to anybody. */
  readAhead(): Promise<void>;
  /** What an app is offered now, from what was last seen of each server; contacts none. */
  offerFor(hello: AppHello): Promise<Offer>;
  callTool(hello: AppHello, params: NamedParams, options: AppRequestOptions): Answer;
  getPrompt(hello: AppHello, params: NamedParams, options: AppRequestOptions): Answer;
  readResource(
    hello: AppHello,
    params: JsonObject & { readonly uri: string },
    options: AppRequestOptions,
  ): Answer;
  complete(hello: AppHello, params: JsonObject, options: AppRequestOptions): Answer;
  /** Calls `updated` when a resource of an app's offer changes, or may have, until disposed. */
  watchResource(
    app: AppSession,
    uri: string,
    updated: () => void,
    signal: AbortSignal,
  ): Promise<Result<Disposable, GatewayFailure>>;
  /** Told which lists of this app's offer have become others, and of no other lists. */
  follow(hello: AppHello, changed: (lists: readonly OfferedList[]) => void): Disposable;
}

/** What is sent, as the server knows it. */
export type AppRequest = Pick<AppUse, 'method' | 'item' | 'params'>;
/** The params of a request for something by its name. */
export type NamedParams = JsonObject & { readonly name: string };
/** What a server has answered, or why it was not asked. */
export type Answer = Promise<Result<JsonObject, GatewayFailure>>;
