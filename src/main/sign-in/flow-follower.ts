import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { SignIn } from '../../shared/domain/sign-in.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import type { OwnerPools } from '../connections/owner-pools.ts';
import type { AuthFailure } from '../oauth/auth-failure.ts';
import type { FlowView } from '../oauth/flow.ts';
import type { BegunSignIn, OpenSignIn } from '../oauth/oauth.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SignInViews } from './sign-in-views.ts';
import type { SignedIn } from './signed-in.ts';

/** What following flows works with. */
export interface FlowFollowerDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly viewsOf: (owner: string) => Pick<SignInViews, 'show'>;
  readonly open: (name: GrantName) => OpenSignIn | undefined;
  readonly pools: Pick<OwnerPools, 'of'>;
  readonly signedIn: Pick<SignedIn, 'add'>;
  readonly describe: (failure: AuthFailure, name: GrantName) => Failure;
  /** Somebody is signed in now. */
  readonly onSignedIn: (name: GrantName) => void;
}

/** What is shown of a sign-in that is open in the browser. */
export function pendingView(open: OpenSignIn & Partial<BegunSignIn>): SignIn {
  const { flowId, via, expiresAt, authorizationUrl, isOpened = true } = open;
  const { host } = new URL(authorizationUrl);
  return { kind: 'pending', flowId, via, expiresAt, isOpened, host };
}

/** States in which a connection waits for nothing but the sign-in. */
const startingPoints: ReadonlySet<ConnectionState['kind'] | undefined> = new Set([
  'idle',
  'needs-sign-in',
  'failed',
] as const);

/** Shows what becomes of flows to whoever began them, and tells their connections. */
export class FlowFollower {
  readonly #deps: FlowFollowerDeps;

  constructor(deps: FlowFollowerDeps) {
    this.#deps = deps;
  }

  follow({ flowId, owner, serverName, status }: FlowView): void {
    const name = { owner, serverName };
    const pool = this.#deps.pools.of(owner);
    const views = this.#deps.viewsOf(owner);
    switch (status.kind) {
      case 'pending': {
        const open = this.#deps.open(name);
        if (open === undefined) return;
        views.show(serverName, pendingView(open));
        // From here on it is theirs alone; what others use of the server goes on without them.
        if (startingPoints.has(pool.status(serverName)?.kind)) this.#deps.signedIn.add(name);
        const { expiresAt } = open;
        return pool.notify({ kind: 'sign-in-started', flowId, expiresAt }, serverName);
      }
      case 'completed':
        views.show(serverName, null);
        this.#deps.signedIn.add(name);
        return this.#deps.onSignedIn(name);
      case 'cancelled':
        views.show(serverName, null);
        return pool.notify({ kind: 'sign-in-ended', end: { kind: 'cancelled' } }, serverName);
      case 'expired':
        views.show(serverName, { kind: 'expired', at: this.#deps.clock.now() });
        return pool.notify({ kind: 'sign-in-ended', end: { kind: 'cancelled' } }, serverName);
      case 'failed': {
        const failure = this.#deps.describe(status.failure, name);
        views.show(serverName, { kind: 'failed', failure });
        return pool.notify({ kind: 'sign-in-ended', end: { kind: 'failed', failure } }, serverName);
      }
      default:
        return assertNever(status);
    }
  }
}
