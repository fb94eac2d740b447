import type { Failure } from '../../shared/domain/failure.ts';
import type { SignIn } from '../../shared/domain/sign-in.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import type { ConnectionPool } from '../connections/pool.ts';
import type { AuthFailure } from '../oauth/auth-failure.ts';
import type { FlowView } from '../oauth/flow.ts';
import type { BegunSignIn, OpenSignIn } from '../oauth/oauth.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SignInViews } from './sign-in-views.ts';

/** What following flows works with. */
export interface FlowFollowerDeps {
  readonly owner: () => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly views: Pick<SignInViews, 'show'>;
  readonly open: (name: string) => OpenSignIn | undefined;
  readonly notify: ConnectionPool['notify'];
  readonly describe: (failure: AuthFailure, name: string) => Failure;
  /** Somebody is signed in now. */
  readonly onSignedIn: (name: string) => void;
}

/** What is shown of a sign-in that is open in the browser. */
export function pendingView(open: OpenSignIn & Partial<BegunSignIn>): SignIn {
  const { flowId, via, expiresAt, authorizationUrl, isOpened = true } = open;
  const { host } = new URL(authorizationUrl);
  return { kind: 'pending', flowId, via, expiresAt, isOpened, host };
}

/** Shows what becomes of the flows of the profile in use, and tells their connections. */
export class FlowFollower {
  readonly #deps: FlowFollowerDeps;

  constructor(deps: FlowFollowerDeps) {
    this.#deps = deps;
  }

  follow({ flowId, owner, serverName: name, status }: FlowView): void {
    const { views, notify, clock } = this.#deps;
    if (owner !== this.#deps.owner()) return;
    switch (status.kind) {
      case 'pending': {
        const open = this.#deps.open(name);
        if (open === undefined) return;
        views.show(name, pendingView(open));
        return notify({ kind: 'sign-in-started', flowId, expiresAt: open.expiresAt }, name);
      }
      case 'completed':
        views.show(name, null);
        return this.#deps.onSignedIn(name);
      case 'cancelled':
        views.show(name, null);
        return notify({ kind: 'sign-in-ended', end: { kind: 'cancelled' } }, name);
      case 'expired':
        views.show(name, { kind: 'expired', at: clock.now() });
        return notify({ kind: 'sign-in-ended', end: { kind: 'cancelled' } }, name);
      case 'failed': {
        const failure = this.#deps.describe(status.failure, name);
        views.show(name, { kind: 'failed', failure });
        return notify({ kind: 'sign-in-ended', end: { kind: 'failed', failure } }, name);
      }
      default:
        return assertNever(status);
    }
  }
}
