import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { ConnectableServer, ConnectionDeps } from './connection-ports.ts';
import type { HeldBack } from './held-back.ts';
import type { BeforeSignIn } from './machine-state.ts';

/** How a connection is made. */
export interface ConnectionOptions {
  readonly name: string;
  readonly deps: ConnectionDeps;
  /** The definition as it is now; undefined once it is gone. */
  readonly definition: () => ConnectableServer | undefined;
  /** Whether the network this server needs is there. */
  readonly isOnline: boolean;
  /** What holds it back from being begun by use, at this moment. */
  readonly heldBack: () => HeldBack | undefined;
  readonly onState: (state: ConnectionState) => void;
  /** What still lives of an earlier connection of this server; waited for before opening. */
  readonly predecessor: Promise<unknown>;
  /** Where it stands at first; as one that nobody has asked for yet if absent. */
  readonly situation?: BeforeSignIn | undefined;
}
