import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { Account, SignIn } from '../../shared/domain/sign-in.ts';
import type { Result } from '../../shared/util/result.ts';
import type { CallbackWay } from '../oauth/flow.ts';
import type { BeginOptions, BegunSignIn, KeptSignIn, TakenSignIns } from '../oauth/oauth.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import type { RecordError } from '../oauth/oauth-faults.ts';
import type { ReusableSignIn } from '../oauth/sharing/reusable-sign-in.ts';
import type { SignInListener } from './sign-in-views.ts';

/** Whose sign-ins are taken out: everybody's for one server, or one owner's for all. */
export type TakenWhich = { readonly serverName: string } | { readonly owner: string };

/** One profile's sign-ins. */
export interface ProfileSignIns {
  /** Sign-ins under way or fruitless, by server. */
  all(): Readonly<Record<string, SignIn>>;
  onChange(listener: SignInListener): Disposable;
  begin(
    name: string,
    options: Omit<BeginOptions, 'userGesture'>,
    signal?: AbortSignal,
  ): Promise<Result<Omit<BegunSignIn, 'authorizationUrl'>, Failure>>;
  /** The address of an open sign-in; null when it is over. */
  link(name: string): Promise<string | null>;
  /** Gives an open sign-in up, or forgets a fruitless one; false when there was none open. */
  cancel(name: string): Promise<boolean>;
  account(
    name: string,
    signal: AbortSignal,
  ): Promise<{ readonly account: Account | null; readonly offersSignIn: boolean }>;
  /** Who is signed in, by server; contacts nobody. */
  accounts(names: readonly string[]): Promise<Record<string, Account>>;
  /** Gives the account a name of the person's own, or none; false where nobody is signed in. */
  label(name: string, label: string): Promise<Result<boolean, Failure>>;
  /** The host where a sign-in will take place; contacts the server alone. */
  serviceHost(name: string, signal: AbortSignal): Promise<string | undefined>;
  /** Sign-ins of other servers that could serve this one too. */
  reusable(name: string, signal: AbortSignal): Promise<readonly ReusableSignIn[]>;
  /** Uses one of them from now on, as a person has agreed, and connects. */
  reuse(
    name: string,
    agreed: Pick<ReusableSignIn, 'of' | 'digest'>,
    signal: AbortSignal,
  ): Promise<Result<void, Failure>>;
  /**
   * Revokes where possible, always forgets, and ends the profile's connection; with `isEverywhere` also for
   * the servers that share the sign-in.
   */
  signOut(name: string, isEverywhere?: boolean): Promise<void>;
}

/** Ties signing in to connections: who waits for a person, and what follows when they come back. */
export interface SignIns {
  of(owner: string): ProfileSignIns;
  /** Takes an answer from the outside world; `reason` says why it was not accepted. */
  finish(
    url: string,
    via: CallbackWay,
  ): Promise<
    Result<{ readonly name: string; readonly isSignedIn: boolean }, { readonly reason: string }>
  >;
  /** The server is gone: as signing out, for every owner. */
  forget(name: string): Promise<void>;
  /** As `forget`, or as `signOut` of all for one owner, but so that they can be put back or ended later. */
  takeOut(which: TakenWhich): Promise<TakenSignIns>;
  /** Who is signed in where. */
  grants(): Promise<readonly GrantName[]>;
  /** Shows what is open for an owner, and tells their connections: they are served from now on. */
  follow(owner: string): void;
  /** The servers somebody has signed in to, and whether each sign-in can be read now. */
  kept(): Promise<readonly KeptSignIn[]>;
  /** Signs out everywhere and removes all that belongs to signing in. */
  forgetAll(): Promise<Result<void, RecordError>>;
  /** A connection of an owner has changed: one that waits for a sign-in that is open is told so. */
  onState(owner: string, name: string, state: ConnectionState): void;
  /** Finds out who is signed in, and the sign-ins a former run has left open. */
  restore(): Promise<void>;
  /** The network is back or the computer woke up: outages of a moment ago count no more. */
  retryNow(): void;
  dispose(): Promise<void>;
}
