import type { Failure } from '../shared/domain/failure.ts';
import type { ConnectionState } from '../shared/domain/connection-state.ts';
import type { ServerDefinition } from '../shared/domain/server.ts';
import type { Account, SignIn, SignInQuestion as ShownQuestion } from '../shared/domain/sign-in.ts';
import { assertNever } from '../shared/util/assert-never.ts';
import { err, ok, type Result } from '../shared/util/result.ts';
import { createAccounts, type Accounts } from './accounts.ts';
import { classifyOutcome } from './connections/classify-outcome.ts';
import type { ConnectionPool } from './connections/pool.ts';
import type { AuthFailure } from './oauth/auth-failure.ts';
import type { CallbackWay, FlowView } from './oauth/flow.ts';
import type {
  BeginOptions,
  BegunSignIn,
  GrantName,
  KeptSignIn,
  OAuth,
  TakenSignIns,
} from './oauth/oauth.ts';
import type { AuthorizeServer, ProtectedServers, RecordError } from './oauth/oauth-ports.ts';
import type { SignInQuestion } from './oauth/sign-in-question.ts';
import type { Clock, Logger } from './ports.ts';
import { httpUrlOf, maySignIn } from './registry/resolve-launch.ts';

/** Told about every change of a server's sign-in; null when there is none (any more). */
export type SignInListener = (name: string, signIn: SignIn | null) => void;

/** Whose sign-ins are taken out: everybody's for one server, or one owner's for all. */
export type TakenWhich = { readonly serverName: string } | { readonly owner: string };

const nothingTaken: TakenSignIns = {
  putBack: () => Promise.resolve(true),
  end: () => Promise.resolve(),
};

/** A renewal that was refused again and again is tried again after this, then ever later, ms. */
const quietRenewalMs = 5 * 60_000;
const longestQuietMs = 60 * 60_000;

/** Ties signing in to connections: who waits for a person, and what follows when they come back. */
export interface SignIns {
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
  /** Takes an answer from the outside world; `reason` says why it was not accepted. */
  finish(
    url: string,
    via: CallbackWay,
  ): Promise<
    Result<{ readonly name: string; readonly isSignedIn: boolean }, { readonly reason: string }>
  >;
  account(
    name: string,
    signal: AbortSignal,
  ): Promise<{ readonly account: Account | null; readonly offersSignIn: boolean }>;
  /** Who is signed in, by server; contacts nobody. */
  accounts(names: readonly string[]): Promise<Record<string, Account>>;
  /** Gives the account a name of the person's own, or none; false where nobody is signed in. */
  label(name: string, label: string): Promise<Result<boolean, Failure>>;
  /** Revokes where possible, always forgets, and ends the connection. */
  signOut(name: string): Promise<void>;
  /** The server is gone: as signing out, for every owner. */
  forget(name: string): Promise<void>;
  /** As `forget`, or for one owner as `forgetOf`, but so that they can be put back or ended later. */
  takeOut(which: TakenWhich): Promise<TakenSignIns>;
  /** Who is signed in where. */
  grants(): Promise<readonly GrantName[]>;
  /** As signing out, for one owner; their connection is not touched. */
  forgetOf(owner: string, name: string): Promise<void>;
  /** Another owner is in place: shows their sign-ins instead. */
  changeOwner(): void;
  /** The servers somebody has signed in to, and whether each sign-in can be read now. */
  kept(): Promise<readonly KeptSignIn[]>;
  /** Signs out everywhere and removes all that belongs to signing in. */
  forgetAll(): Promise<Result<void, RecordError>>;
  readonly authorize: AuthorizeServer;
  /** A connection has changed: whoever now waits for a sign-in that is open is told so. */
  onState(name: string, state: ConnectionState): void;
  /** Finds the sign-ins a former run has left open. */
  restore(): Promise<void>;
  /** The network is back or the computer woke up: outages of a moment ago count no more. */
  retryNow(): void;
  dispose(): Promise<void>;
}

/** What sign-ins need from the rest of the host. */
export interface SignInsDeps {
  /** Loaded with the first use. */
  readonly loadOAuth: () => Promise<OAuth>;
  readonly servers: ProtectedServers;
  readonly definition: (name: string) => ServerDefinition | undefined;
  readonly owner: () => string;
  /** Whether anybody has ever signed in. */
  readonly hasRecords: () => Promise<boolean>;
  readonly pool: () => Pick<ConnectionPool, 'notify' | 'status' | 'reinitialize' | 'disconnect'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Creates them; nothing is loaded before it is needed. */
export function createSignIns(deps: SignInsDeps): SignIns {
  return new PersonalSignIns(deps);
}

class PersonalSignIns implements SignIns {
  readonly #deps: SignInsDeps;
  readonly #views = new Map<string, SignIn>();
  readonly #listeners = new Set<SignInListener>();
  readonly #ending = new AbortController();
  #loading: Promise<OAuth> | undefined;
  /** Known once it was loaded. */
  #oauth: OAuth | undefined;
  readonly #accounts: Accounts;
  readonly #quiet = new Map<string, Disposable>();

  constructor(deps: SignInsDeps) {
    this.#deps = deps;
    this.#accounts = createAccounts({
      load: () => this.#load(),
      definition: deps.definition,
      status: (name) => deps.pool().status(name)?.kind,
    });
  }

  all(): Readonly<Record<string, SignIn>> {
    return Object.fromEntries(this.#views);
  }

  onChange(listener: SignInListener): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  #load(): Promise<OAuth> {
    this.#loading ??= this.#deps.loadOAuth().then((oauth) => {
      oauth.onFlow((flow) => this.#onFlow(flow));
      return (this.#oauth = oauth);
    });
    return this.#loading;
  }

  #show(name: string, signIn: SignIn | null): void {
    if (signIn === null && !this.#views.has(name)) return;
    if (signIn === null) this.#views.delete(name);
    else this.#views.set(name, signIn);
    for (const listener of [...this.#listeners]) listener(name, signIn);
  }

  #describe(failure: AuthFailure, name: string): Failure {
    const transport = this.#deps.definition(name)?.transport;
    const url = transport && 'url' in transport ? transport.url : '';
    return classifyOutcome({ kind: 'sign-in', failure, url }, this.#deps.clock.now()).failure;
  }

  async begin(
    name: string,
    options: Omit<BeginOptions, 'userGesture'>,
    signal: AbortSignal = this.#ending.signal,
  ): Promise<Result<Omit<BegunSignIn, 'authorizationUrl'>, Failure>> {
    const oauth = await this.#load();
    const begun = await oauth.begin(name, { ...options, userGesture: true }, signal);
    if (!begun.ok) {
      const failure = this.#describe(begun.error, name);
      if (begun.error.kind === 'undecided') {
        const { question } = begun.error;
        this.#show(name, { kind: 'undecided', question: shownQuestion(question) });
      } else if (begun.error.kind !== 'aborted') this.#show(name, { kind: 'failed', failure });
      return err(failure);
    }
    const { flowId, via, expiresAt, isOpened, authorizationUrl } = begun.value;
    // The answer may have come before the browser was reported as open.
    if (oauth.open(name)?.flowId === flowId) {
      const { host } = new URL(authorizationUrl);
      this.#show(name, { kind: 'pending', flowId, via, expiresAt, isOpened, host });
    }
    return ok({ flowId, via, expiresAt, isOpened });
  }

  async link(name: string): Promise<string | null> {
    return (await this.#load()).open(name)?.authorizationUrl ?? null;
  }

  async cancel(name: string): Promise<boolean> {
    const oauth = await this.#load();
    const open = oauth.open(name);
    const isCancelled = open !== undefined && (await oauth.cancel(open.flowId));
    if (oauth.open(name) === undefined) this.#show(name, null);
    return isCancelled;
  }

  async finish(url: string, via: CallbackWay): ReturnType<SignIns['finish']> {
    const finished = await (await this.#load()).completeFromUrl(url, via);
    if (!finished.ok) return err({ reason: finished.error.code });
    const { serverName, status } = finished.value;
    return ok({ name: serverName, isSignedIn: status.kind === 'completed' });
  }

  account(name: string, signal: AbortSignal): ReturnType<SignIns['account']> {
    return this.#accounts.of(name, signal);
  }

  accounts(names: readonly string[]): Promise<Record<string, Account>> {
    return this.#accounts.all(names);
  }

  async label(name: string, label: string): Promise<Result<boolean, Failure>> {
    const labelled = await (await this.#load()).label(name, label);
    return labelled.ok ? labelled : err(this.#describe(labelled.error, name));
  }

  async signOut(name: string): Promise<void> {
    await (await this.#load()).signOut(name);
    this.#show(name, null);
    await this.#deps.pool().disconnect(name);
  }

  async forget(name: string): Promise<void> {
    await (await this.#load()).forgetServer(name);
    this.#accounts.forget(name);
    this.#show(name, null);
  }

  async takeOut(which: TakenWhich): Promise<TakenSignIns> {
    if ('serverName' in which) {
      this.#accounts.forget(which.serverName);
      this.#show(which.serverName, null);
    }
    if (!(await this.#deps.hasRecords())) return nothingTaken;
    const oauth = await this.#load();
    return oauth.takeOut((grant) =>
      'owner' in which ? grant.owner === which.owner : grant.serverName === which.serverName,
    );
  }

  async grants(): Promise<readonly GrantName[]> {
    return (await this.#deps.hasRecords()) ? (await this.#load()).grants() : [];
  }

  async forgetOf(owner: string, name: string): Promise<void> {
    await (await this.#load()).forget(owner, name);
  }

  changeOwner(): void {
    for (const name of [...this.#views.keys()]) this.#show(name, null);
    for (const flow of this.#oauth?.pending() ?? []) this.#onFlow(flow);
  }

  readonly kept: SignIns['kept'] = async () => (await this.#load()).kept();

  async forgetAll(): Promise<Result<void, RecordError>> {
    const forgotten = await (await this.#load()).forgetAll();
    this.changeOwner();
    return forgotten;
  }

  readonly authorize: AuthorizeServer = async (name, url) => {
    const definition = this.#deps.definition(name);
    if (definition === undefined || !maySignIn(definition)) return 'own-key';
    const oauth = await this.#load();
    const resolved = await this.#deps.servers.resolve(name);
    const clientId = resolved.ok ? resolved.value?.clientId : undefined;
    return {
      source: oauth.sourceFor({ name, url: httpUrlOf(url), clientId }),
      isRequired: definition.auth.type === 'oauth',
    };
  };

  onState(name: string, state: ConnectionState): void {
    if (state.kind !== 'needs-sign-in') return;
    const isKept = state.failure.code === 'SIGN_IN_NOT_RENEWED';
    if (isKept && !this.#quiet.has(name)) this.#renewLater(name, 0);
    const open = this.#oauth?.open(name);
    if (open === undefined) return;
    const { flowId, expiresAt } = open;
    this.#deps.pool().notify({ kind: 'sign-in-started', flowId, expiresAt }, name);
  }

  async restore(): Promise<void> {
    if (!(await this.#deps.hasRecords())) return;
    const oauth = await this.#load();
    for (const flow of await oauth.restore()) this.#onFlow(flow);
  }

  #onFlow({ flowId, owner, serverName, status }: FlowView): void {
    if (owner !== this.#deps.owner()) return;
    const pool = this.#deps.pool();
    const end = (event: Parameters<typeof pool.notify>[0]) => pool.notify(event, serverName);
    switch (status.kind) {
      case 'pending': {
        const open = this.#oauth?.open(serverName);
        if (open === undefined) return;
        const { via, expiresAt, authorizationUrl } = open;
        const { host } = new URL(authorizationUrl);
        this.#show(serverName, { kind: 'pending', flowId, via, expiresAt, isOpened: true, host });
        return end({ kind: 'sign-in-started', flowId, expiresAt });
      }
      case 'completed':
        this.#show(serverName, null);
        return this.#onSignedIn(serverName);
      case 'cancelled':
        this.#show(serverName, null);
        return end({ kind: 'sign-in-ended', end: { kind: 'cancelled' } });
      case 'expired':
        this.#show(serverName, { kind: 'expired', at: this.#deps.clock.now() });
        return end({ kind: 'sign-in-ended', end: { kind: 'cancelled' } });
      case 'failed': {
        const failure = this.#describe(status.failure, serverName);
        this.#show(serverName, { kind: 'failed', failure });
        return end({ kind: 'sign-in-ended', end: { kind: 'failed', failure } });
      }
      default:
        return assertNever(status);
    }
  }

  /** A server that waited goes on by itself; one that was in use starts anew as somebody. */
  #onSignedIn(name: string): void {
    const pool = this.#deps.pool();
    const kind = pool.status(name)?.kind;
    if (kind === 'signing-in') {
      return pool.notify({ kind: 'sign-in-ended', end: { kind: 'completed' } }, name);
    }
    void pool.reinitialize(name, this.#ending.signal).catch((error: unknown) => {
      this.#deps.logger.error('a server could not be started anew', { name, error: String(error) });
    });
  }

  /** What could not be renewed is tried again in a while; nobody is asked for it. */
  #renewLater(name: string, triesBefore: number): void {
    this.#quiet.get(name)?.[Symbol.dispose]();
    const delayMs = Math.min(quietRenewalMs * 2 ** triesBefore, longestQuietMs);
    const timer = this.#deps.clock.schedule(delayMs, () => {
      void this.#renewQuietly(name, triesBefore + 1).catch(() => undefined);
    });
    this.#quiet.set(name, timer);
  }

  async #renewQuietly(name: string, tries: number): Promise<void> {
    this.#quiet.delete(name);
    if (this.#deps.pool().status(name)?.kind !== 'needs-sign-in') return;
    if (await (await this.#load()).renewQuietly(name)) this.#onSignedIn(name);
    else this.#renewLater(name, tries);
  }

  retryNow(): void {
    this.#oauth?.retryNow();
  }

  async dispose(): Promise<void> {
    this.#ending.abort();
    for (const timer of this.#quiet.values()) timer[Symbol.dispose]();
    this.#quiet.clear();
    this.#listeners.clear();
    await (await this.#loading)?.dispose();
  }
}

function shownQuestion(question: SignInQuestion): ShownQuestion {
  return { ...question, doubts: [...question.doubts] };
}
