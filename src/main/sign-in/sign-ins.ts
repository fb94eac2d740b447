import type { Failure } from '../../shared/domain/failure.ts';
import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type {
  Account,
  SignIn,
  SignInQuestion as ShownQuestion,
} from '../../shared/domain/sign-in.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import { createAccounts, type Accounts } from './accounts.ts';
import { classifyOutcome } from '../connections/classify-outcome.ts';
import type { ConnectionPool } from '../connections/pool.ts';
import type { AuthFailure } from '../oauth/auth-failure.ts';
import type { CallbackWay } from '../oauth/flow.ts';
import type { BeginOptions, BegunSignIn, GrantName, OAuth, TakenSignIns } from '../oauth/oauth.ts';
import type { AuthorizeServer, ProtectedServers, RecordError } from '../oauth/oauth-ports.ts';
import type { ReusableSignIn } from '../oauth/sharing/reusable-sign-in.ts';
import type { SignInQuestion } from '../oauth/sign-in-question.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { httpUrlOf, maySignIn } from '../registry/resolve-launch.ts';
import { FlowFollower, pendingView } from './flow-follower.ts';
import { QuietRenewals } from './quiet-renewal.ts';
import { SignInViews, type SignInListener } from './sign-in-views.ts';
import type { SignIns, TakenWhich } from './sign-ins-port.ts';

const nothingTaken: TakenSignIns = {
  putBack: () => Promise.resolve(true),
  end: () => Promise.resolve(),
};

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
  readonly #views;
  readonly #ending = new AbortController();
  #loading: Promise<OAuth> | undefined;
  /** Known once it was loaded. */
  #oauth: OAuth | undefined;
  readonly #accounts: Accounts;
  readonly #quiet: QuietRenewals;
  readonly #follower: FlowFollower;

  constructor(deps: SignInsDeps) {
    this.#deps = deps;
    this.#views = new SignInViews(deps.logger, (name) => deps.definition(name)?.updatedAt);
    this.#follower = new FlowFollower({
      owner: deps.owner,
      clock: deps.clock,
      views: this.#views,
      open: (name) => this.#oauth?.open(name),
      notify: (event, name) => deps.pool().notify(event, name),
      describe: (failure, name) => this.#describe(failure, name),
      onSignedIn: (name) => {
        this.#onSignedIn(name);
        void this.#onServed(name);
      },
    });
    this.#quiet = new QuietRenewals({
      clock: deps.clock,
      isNeeded: (name) => deps.pool().status(name)?.kind === 'needs-sign-in',
      renew: async (name) => (await this.#load()).renewQuietly(name),
      onRenewed: (name) => this.#onSignedIn(name),
    });
    this.#accounts = createAccounts({
      load: () => this.#load(),
      definition: deps.definition,
      status: (name) => deps.pool().status(name)?.kind,
    });
  }

  all(): Readonly<Record<string, SignIn>> {
    return this.#views.all();
  }

  onChange(listener: SignInListener): Disposable {
    return this.#views.onChange(listener);
  }

  #load(): Promise<OAuth> {
    this.#loading ??= this.#deps.loadOAuth().then((oauth) => {
      oauth.onFlow((flow) => this.#follower.follow(flow));
      return (this.#oauth = oauth);
    });
    return this.#loading;
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
        this.#views.show(name, { kind: 'undecided', question: shownQuestion(question) });
      } else if (begun.error.kind !== 'aborted')
        this.#views.show(name, { kind: 'failed', failure });
      return err(failure);
    }
    const { flowId, via, expiresAt, isOpened } = begun.value;
    // The answer may have come before the browser was reported as open.
    if (oauth.open(name)?.flowId === flowId) this.#views.show(name, pendingView(begun.value));
    return ok({ flowId, via, expiresAt, isOpened });
  }

  async link(name: string): Promise<string | null> {
    return (await this.#load()).open(name)?.authorizationUrl ?? null;
  }

  async cancel(name: string): Promise<boolean> {
    const oauth = await this.#load();
    const open = oauth.open(name);
    const isCancelled = open !== undefined && (await oauth.cancel(open.flowId));
    if (oauth.open(name) === undefined) this.#views.show(name, null);
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

  async reusable(name: string, signal: AbortSignal): Promise<readonly ReusableSignIn[]> {
    return (await this.#deps.hasRecords()) ? (await this.#load()).reusable(name, signal) : [];
  }

  async reuse(
    name: string,
    agreed: Pick<ReusableSignIn, 'of' | 'digest'>,
    signal: AbortSignal,
  ): Promise<Result<void, Failure>> {
    const reused = await (await this.#load()).reuse(name, agreed, signal);
    if (reused.ok) {
      this.#views.show(name, null);
      this.#onSignedIn(name);
      return reused;
    }
    const failure = this.#describe(reused.error, name);
    if (reused.error.kind !== 'aborted') this.#views.show(name, { kind: 'failed', failure });
    return err(failure);
  }

  async signOut(name: string, isEverywhere = false): Promise<void> {
    const oauth = await this.#load();
    const others = isEverywhere ? await oauth.sharersOf(name) : [];
    for (const one of [name, ...others]) {
      await oauth.signOut(one);
      this.#views.show(one, null);
      await this.#deps.pool().disconnect(one);
    }
  }

  async forget(name: string): Promise<void> {
    await (await this.#load()).forgetServer(name);
    this.#accounts.forget(name);
    this.#views.show(name, null);
  }

  async takeOut(which: TakenWhich): Promise<TakenSignIns> {
    if ('serverName' in which) {
      this.#accounts.forget(which.serverName);
      this.#views.show(which.serverName, null);
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
    this.#views.clear();
    for (const flow of this.#oauth?.pending() ?? []) this.#follower.follow(flow);
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
    this.#views.forgetOutdated(name);
    if (state.kind !== 'needs-sign-in') return;
    const isKept = state.failure.code === 'SIGN_IN_NOT_RENEWED';
    if (isKept) this.#quiet.begin(name);
    const open = this.#oauth?.open(name);
    if (open === undefined) return;
    const { flowId, expiresAt } = open;
    this.#deps.pool().notify({ kind: 'sign-in-started', flowId, expiresAt }, name);
  }

  async restore(): Promise<void> {
    if (!(await this.#deps.hasRecords())) return;
    const oauth = await this.#load();
    for (const flow of await oauth.restore()) this.#follower.follow(flow);
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

  /** Those that share a sign-in, and wait for it to be made anew, go on as well. */
  async #onServed(name: string): Promise<void> {
    for (const other of (await this.#oauth?.sharersOf(name)) ?? []) {
      if (this.#deps.pool().status(other)?.kind === 'needs-sign-in') this.#onSignedIn(other);
    }
  }

  retryNow(): void {
    this.#oauth?.retryNow();
  }

  async dispose(): Promise<void> {
    this.#ending.abort();
    this.#quiet[Symbol.dispose]();
    this.#views.forgetListeners();
    await (await this.#loading)?.dispose();
  }
}

function shownQuestion(question: SignInQuestion): ShownQuestion {
  return { ...question, doubts: [...question.doubts] };
}
