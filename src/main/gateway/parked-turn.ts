import type { JsonObject, Progress } from '../../shared/domain/catalog.ts';
import type { OnServerRequest } from '../sessions/request-options.ts';

/** One request of an app and the answer it waits for. */
export interface Exchange {
  /** The app waits no more. */
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onLogMessage?: ((params: JsonObject) => void) | undefined;
}

/** What a call is given that may be answered in several exchanges. */
export interface ParkableOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onLogMessage: (params: JsonObject) => void;
  readonly onServerRequest: OnServerRequest;
}

/** What came of an exchange. */
export type Turn<T> =
  | { readonly kind: 'over'; readonly value: T }
  /** The server asked; the call goes on with the app's next request under this state. */
  | {
      readonly kind: 'asked';
      readonly inputRequests: Readonly<Record<string, JsonObject>>;
      readonly requestState: string;
    };
