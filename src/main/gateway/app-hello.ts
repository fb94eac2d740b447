import type { Unavailable } from '../connections/connection-ports.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import type { RefusalReason } from '../approvals/call-gate.ts';

/** Who came through a door, and what it asked for. */
export interface AppHello {
  /** As the app's own settings call it; a claim, good for words only. */
  readonly app: string;
  /** The handle or name of the one server it wants; absent: all of them. */
  readonly server?: string;
  /** The id of the one profile it is for; absent: the one in use. */
  readonly profile?: string;
  /** Absent for an app. */
  readonly door?: 'command';
  /** The id of the token it came with; absent at the socket. */
  readonly token?: string;
}

/** Why a request of an app was not answered by a server. */
export type GatewayFailure =
  /** Nothing of that name is offered to this app. */
  | { readonly kind: 'unknown'; readonly name: string }
  /** The server is away; the request was not sent. */
  | { readonly kind: 'away'; readonly server: string; readonly unavailable: Unavailable }
  /** The person does not allow it, or has not said so in time; it was not sent. */
  | {
      readonly kind: 'refused';
      readonly server: string;
      readonly tool: string;
      readonly reason: RefusalReason;
    }
  /** It was sent and is not sent again. */
  | { readonly kind: 'failed'; readonly server: string; readonly outcome: SessionOutcome };
