import type { Failure } from '../../shared/domain/failure.ts';
import type { SignInQuestion as ShownQuestion } from '../../shared/domain/sign-in.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Accounts } from './accounts.ts';
import type { AuthFailure } from '../oauth/auth-failure.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import type { SignInQuestion } from '../oauth/sign-in-doubt.ts';
import { pendingView } from './flow-follower.ts';
import type { SignInViews } from './sign-in-views.ts';
import type { ProfileSignIns } from './sign-ins-port.ts';

/** What one profile's sign-ins work with. */
export interface ProfileSignInsDeps {
  /** The profile's id. */
  readonly owner: string;
  readonly views: SignInViews;
  readonly accounts: Accounts;
  readonly load: () => Promise<OAuth>;
  readonly describe: (failure: AuthFailure, name: GrantName) => Failure;
  /** Whether anybody has ever signed in. */
  readonly hasRecords: () => Promise<boolean>;
  /** Lets the connection go on as somebody. */
  readonly signedIn: (name: GrantName) => void;
  /** Ends the connection that was signed in. */
  readonly signedOut: (name: GrantName) => Promise<void>;
  /** Fires when the app ends. */
  readonly ending: AbortSignal;
}

/** The sign-ins of one profile; nothing is loaded before it is needed. */
export function createProfileSignIns(deps: ProfileSignInsDeps): ProfileSignIns {
  const { owner, views, accounts, load, describe } = deps;
  const nameOf = (serverName: string): GrantName => ({ owner, serverName });
  return {
    all: () => views.all(),
    onChange: (listener) => views.onChange(listener),
    async begin(serverName, options, signal = deps.ending) {
      const oauth = await load();
      const name = nameOf(serverName);
      const begun = await oauth.begin(name, { ...options, userGesture: true }, signal);
      if (!begun.ok) {
        const failure = describe(begun.error, name);
        if (begun.error.kind === 'undecided') {
          const { question } = begun.error;
          views.show(serverName, { kind: 'undecided', question: shownQuestion(question) });
        } else if (begun.error.kind !== 'aborted') {
          views.show(serverName, { kind: 'failed', failure });
        }
        return err(failure);
      }
      const { flowId, via, expiresAt, isOpened } = begun.value;
      // The answer may have come before the browser was reported as open.
      if (oauth.open(name)?.flowId === flowId) views.show(serverName, pendingView(begun.value));
      return ok({ flowId, via, expiresAt, isOpened });
    },
    link: async (serverName) => (await load()).open(nameOf(serverName))?.authorizationUrl ?? null,
    async cancel(serverName) {
      const oauth = await load();
      const name = nameOf(serverName);
      const open = oauth.open(name);
      const isCancelled = open !== undefined && (await oauth.cancel(open.flowId));
      if (oauth.open(name) === undefined) views.show(serverName, null);
      return isCancelled;
    },
    account: (serverName, signal) => accounts.of(nameOf(serverName), signal),
    accounts: (serverNames) => accounts.all(owner, serverNames),
    async label(serverName, label) {
      const name = nameOf(serverName);
      const labelled = await (await load()).label(name, label);
      return labelled.ok ? labelled : err(describe(labelled.error, name));
    },
    serviceHost: async (serverName, signal) =>
      (await load()).serviceHost(nameOf(serverName), signal),
    reusable: async (serverName, signal) =>
      (await deps.hasRecords()) ? (await load()).reusable(nameOf(serverName), signal) : [],
    async reuse(serverName, agreed, signal) {
      const name = nameOf(serverName);
      const reused = await (await load()).reuse(name, agreed, signal);
      if (reused.ok) {
        views.show(serverName, null);
        deps.signedIn(name);
        return reused;
      }
      const failure = describe(reused.error, name);
      if (reused.error.kind !== 'aborted') views.show(serverName, { kind: 'failed', failure });
      return err(failure);
    },
    async signOut(serverName, isEverywhere = false) {
      const oauth = await load();
      const others = isEverywhere ? await oauth.sharersOf(nameOf(serverName)) : [];
      for (const one of [serverName, ...others]) {
        await oauth.signOut(nameOf(one));
        views.show(one, null);
        await deps.signedOut(nameOf(one));
      }
    },
  };
}

function shownQuestion(question: SignInQuestion): ShownQuestion {
  return { ...question, doubts: [...question.doubts] };
}
