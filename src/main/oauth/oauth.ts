import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import type { AuthFailure } from './auth-failure.ts';
import type { ClientDescription } from './client-identity.ts';
import type { CompletionProblem } from './finish-sign-in.ts';
import type { CallbackWay, FlowView } from './flow.ts';
import type { KnownService } from './known-services.ts';
import type {
  AuthorizationSource,
  BrowserOpener,
  GrantName,
  LoopbackListeners,
  OAuthHttp,
  OAuthRecords,
  ProtectedServer,
  ProtectedServers,
} from './oauth-ports.ts';
import type { RecordError } from './oauth-faults.ts';
import type { ReusableSignIn } from './sharing/reusable-sign-in.ts';

/** What signing in needs from outside. */
export interface OAuthDeps {
  readonly servers: ProtectedServers;
  readonly http: OAuthHttp;
  readonly records: OAuthRecords;
  readonly browser: BrowserOpener;
  readonly doors: LoopbackListeners;
  readonly clock: Clock;
  readonly random: Random;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly logger: Logger;
  readonly description: ClientDescription;
  /** Where the Client ID Metadata Document lies, if anywhere; read at every sign-in. */
  readonly clientDocumentUrl?: () => string | undefined;
  /** Whether the system brings our links back; yes if absent. Read at every sign-in. */
  readonly hasDeepLinks?: () => boolean;
  /** An answer that was waited for has come in through the browser. */
  readonly onReturn?: () => void;
  /** What is known of services; the table of this app if absent. */
  readonly knownServices?: readonly KnownService[];
}

/** How a person asked for a sign-in. */
export interface BeginOptions {
  /** Nobody but a person opens a browser. */
  readonly userGesture: true;
  /** `loopback` where the deep link does not come back; also starts the sign-in anew. */
  readonly via?: 'deep-link' | 'loopback';
  /** Nothing came of an open sign-in: start anew, with a new registration of this client. */
  readonly isFresh?: boolean;
  /** The digest of the question the person has just said yes to. */
  readonly agreed?: string;
}

/** A sign-in that is under way in the browser. */
export interface BegunSignIn {
  readonly flowId: string;
  readonly authorizationUrl: string;
  /** Epoch ms. */
  readonly expiresAt: number;
  readonly via: 'deep-link' | 'loopback';
  /** False when no browser could be opened; the address can still be copied. */
  readonly isOpened: boolean;
}

/** A sign-in that can still be finished. */
export type OpenSignIn = Omit<BegunSignIn, 'isOpened'>;

/** What is known about being signed in; no secret in it. */
export interface SignedIn {
  readonly issuer: string;
  readonly scopes: readonly string[];
  readonly signedInAt: number;
  readonly expiresAt?: number;
  readonly canRenew: boolean;
  /** Name or e-mail address, where the service tells. */
  readonly name?: string;
  /** What the person calls the account. */
  readonly label?: string;
  /** Other servers that use the same sign-in because the person said so. */
  readonly sharedWith: readonly string[];
}

/** A sign-in that is kept. */
export interface KeptSignIn extends GrantName {
  readonly isReadable: boolean;
}

/** Sign-ins that were taken out: on no disk any more, and not yet revoked. */
export interface TakenSignIns {
  /**
   * Puts those back for which `isMeant` holds, all without it, except where somebody has signed in
   * anew; ends the others. False when one was not saved.
   */
  putBack(isMeant?: (name: GrantName) => boolean): Promise<boolean>;
  /** Revokes them as far as that works within a few seconds, and forgets them. */
  end(): Promise<void>;
}

/** Signing in to servers, staying so, and signing out. */
export interface OAuth {
  /**
   * Prepares a sign-in, writes it down and opens the browser. A sign-in for the same server that
   * is still open is shown again instead of starting another.
   */
  begin(
    name: GrantName,
    options: BeginOptions,
    signal?: AbortSignal,
  ): Promise<Result<BegunSignIn, AuthFailure>>;
  /**
   * Takes the address an authorization server sent somebody to, from wherever it comes. Success
   * means that it was accepted; what it led to is in `status`.
   */
  completeFromUrl(url: string, via: CallbackWay): Promise<Result<FlowView, CompletionProblem>>;
  /** Gives a sign-in up; false when there is no such open sign-in. */
  cancel(flowId: string): Promise<boolean>;
  flow(flowId: string): FlowView | undefined;
  /** The sign-in for a server that a person can still finish. */
  open(name: GrantName): OpenSignIn | undefined;
  /** Every sign-in that can still be finished, whoever began it. */
  pending(): readonly FlowView[];
  /** The sign-ins a former run has left open; read from the disk once. */
  restore(): Promise<readonly FlowView[]>;
  /** Told when a sign-in begins and when it is over. */
  onFlow(listener: (flow: FlowView) => void): Disposable;
  /** The tokens for a server at its present address, for one session. */
  sourceFor(
    owner: string,
    server: Pick<ProtectedServer, 'name' | 'url' | 'clientId'>,
  ): AuthorizationSource;
  /** Whether a server offers signing in, although it may let everybody in. */
  offersSignIn(name: GrantName, signal: AbortSignal): Promise<boolean>;
  /**
   * The host where a sign-in to the server will take place, as the server or the person names it.
   * Asks the server itself and nobody else.
   */
  serviceHost(name: GrantName, signal: AbortSignal): Promise<string | undefined>;
  signedIn(name: GrantName): Promise<SignedIn | undefined>;
  /** Gives the account a name of the person's own, or none; false where nobody is signed in. */
  label(name: GrantName, label: string): Promise<Result<boolean, AuthFailure>>;
  /**
   * Revokes as far as that works within a few seconds, then always forgets. A sign-in that other
   * servers share is only revoked with the last of them.
   */
  signOut(name: GrantName): Promise<void>;
  /**
   * Sign-ins of the same profile that could serve this server too; none where somebody is signed
   * in to it. Asks the server itself, and a service that the profile is signed in to.
   */
  reusable(name: GrantName, signal: AbortSignal): Promise<readonly ReusableSignIn[]>;
  /** Uses one of these from now on: exactly what `digest` stands for. No browser opens. */
  reuse(
    name: GrantName,
    agreed: Pick<ReusableSignIn, 'of' | 'digest'>,
    signal: AbortSignal,
  ): Promise<Result<void, AuthFailure>>;
  /** Who else uses the sign-in of a server; those included that wait for it to be made anew. */
  sharersOf(name: GrantName): Promise<readonly string[]>;
  /** Who is signed in where; read from the disk. */
  grants(): Promise<readonly GrantName[]>;
  /** As signing out, for every owner: the server is gone. */
  forgetServer(serverName: string): Promise<void>;
  /**
   * Takes the sign-ins for which `isMeant` holds out of memory and records, so that they can be put
   * back; gives up their sign-ins under way.
   */
  takeOut(isMeant: (name: GrantName) => boolean): Promise<TakenSignIns>;
  /** Who is signed in where, also where that cannot be read now; asks for no key. */
  names(): Promise<readonly GrantName[]>;
  /** The servers somebody has signed in to, and whether each sign-in can be read now. */
  kept(): Promise<readonly KeptSignIn[]>;
  /** Gives up every open sign-in, signs out everywhere, and removes all records and their key. */
  forgetAll(): Promise<Result<void, RecordError>>;
  /** Tries quietly to renew what could not be renewed; whether there is a good token now. */
  renewQuietly(name: GrantName): Promise<boolean>;
  /** The network is back or the computer woke up: outages of a moment ago count no more. */
  retryNow(): void;
  /** Waits for renewals under way, since a token given out must not get lost; then closes doors. */
  dispose(): Promise<void>;
}
