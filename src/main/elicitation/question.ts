import type { JsonObject } from '../../shared/domain/catalog.ts';

/**
 * What a server asks a person in the middle of a request (the protocol calls it elicitation).
 * Every text in it is a stranger's: it is shown as plain text, under the name of the server.
 */
export interface Question {
  readonly serverName: string;
  readonly message: string;
  /** The fields to fill in: an object schema whose properties are plain values. */
  readonly schema: JsonObject;
}

/** A page that a server asks a person to open, for what must not pass through this client. */
export interface PageQuestion {
  readonly serverName: string;
  readonly message: string;
  readonly url: string;
}

/** What came of a question. */
export type Answer =
  /** Fields the person left alone are absent; they get the schema's defaults. */
  | { readonly kind: 'accepted'; readonly values: JsonObject }
  /** The person said no. */
  | { readonly kind: 'declined' }
  /** The person said neither yes nor no. */
  | { readonly kind: 'cancelled' };

/**
 * Puts questions to a person. Where there is nobody to ask there is no port either, and servers
 * are not told that this client can be asked.
 */
export interface ElicitationPort {
  /** Answers soon after `signal` fires at the latest: the server does not wait any more. */
  ask(question: Question, signal: AbortSignal): Promise<Answer>;
  /** The same for a page; absent where none can be opened. Accepted means that it is open. */
  askToOpen?(question: PageQuestion, signal: AbortSignal): Promise<Answer>;
  /**
   * The same for a page that has to be visited before a request is made again. Accepted means that it
   * was: `visited` has fired, which is the server's word for it, or the person has said so.
   */
  askToVisit?(question: PageQuestion, visited: AbortSignal, signal: AbortSignal): Promise<Answer>;
}
