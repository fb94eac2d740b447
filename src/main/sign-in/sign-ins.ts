import type { Failure } from '../../shared/domain/failure.ts';
import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createAccounts } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { classifyOutcome } from '../connections/classify-outcome.ts';
import type { OwnerPools } from '../connections/owner-pools.ts';
import type { AuthFailure } from '../oauth/auth-failure.ts';
import type { CallbackWay } from '../oauth/flow.ts';
import type { OAuth, TakenSignIns } from '../oauth/oauth.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import type { RecordError } from '../oauth/oauth-faults.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { FlowFollower } from './flow-follower.ts';
import type { LazyOAuth } from './lazy-oauth.ts';
import { createProfileSignIns } from './profile-sign-ins.ts';
import { QuietRenewals } from './quiet-renewal.ts';
import { SignInViews } from './sign-in-views.ts';
import type { SignedIn } from './signed-in.ts';
import type { ProfileSignIns, SignIns, TakenWhich } from './sign-ins-port.ts';
import { learnSignedIn } from './earlier-sign-ins.ts';

const nothingTaken: TakenSignIns = {
  putBack: () => Promise.resolve(true),
  end: () => Promise.resolve(),
};

/** What sign-ins need from the rest of the host. */
export interface SignInsDeps {
  readonly oauth: LazyOAuth;
  /** A server as an owner has it. */
  readonly definition: (name: GrantName) => ServerDefinition | undefined;
  readonly signedIn: SignedIn;
  readonly pools: Pick<OwnerPools, 'of'>;
  /** Resolves when it is known who is signed in since earlier runs; undefined once it is. */
  readonly untilKnown: () => Promise<void> | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Creates them; nothing is loaded before it is needed. */
export function createSignIns(deps: SignInsDeps): SignIns {
  return new OwnedSignIns(deps);
}

class OwnedSignIns implements SignIns {
  readonly #deps: SignInsDeps;
  readonly #views = new Map<string, SignInViews>();
  readonly #profiles = new Map<string, ProfileSignIns>();
  readonly #ending = new AbortController();
  readonly #accounts: Accounts;
  readonly #quiet: QuietRenewals;
  readonly #follower: FlowFollower;
  #isFollowing = false;

  constructor(deps: SignInsDeps) {
    this.#deps = deps;
    const { pools, clock, signedIn } = deps;
    const statusOf = ({ owner, serverName }: GrantName) => pools.of(owner).status(serverName)?.kind;
    this.#follower = new FlowFollower({
      ...{ clock, pools, signedIn },
      viewsOf: (owner) => this.#viewsOf(owner),
      open: (name) => deps.oauth.loaded()?.open(name),
      describe: (failure, name) => this.#describe(failure, name),
      onSignedIn: (name) => {
        this.#onSignedIn(name);
        void this.#onServed(name);
      },
    });
    this.#quiet = new QuietRenewals({
      clock,
      isNeeded: (name) => statusOf(name) === 'needs-sign-in',
      renew: async (name) => (await this.#load()).renewQuietly(name),
      onRenewed: (name) => this.#onSignedIn(name),
    });
    this.#accounts = createAccounts({
      load: () => this.#load(),
      definition: deps.definition,
      status: statusOf,
    });
  }

  of(owner: string): ProfileSignIns {
    const own =
      this.#profiles.get(owner) ??
      createProfileSignIns({
        owner,
        views: this.#viewsOf(owner),
        accounts: this.#accounts,
        load: () => this.#load(),
        hasRecords: () => this.#deps.oauth.hasRecords(),
        describe: (failure, name) => this.#describe(failure, name),
        signedIn: (name) => this.#signedIn(name),
        signedOut: (name) => this.#signedOut(name),
        ending: this.#ending.signal,
      });
    this.#profiles.set(owner, own);
    return own;
  }

  #viewsOf(owner: string): SignInViews {
    const updatedAt = (serverName: string) =>
      this.#deps.definition({ owner, serverName })?.updatedAt;
    const views = this.#views.get(owner) ?? new SignInViews(this.#deps.logger, updatedAt);
    this.#views.set(owner, views);
    return views;
  }

  async #load(): Promise<OAuth> {
    const oauth = await this.#deps.oauth.load();
    if (!this.#isFollowing) oauth.onFlow((flow) => this.#follower.follow(flow));
    this.#isFollowing = true;
    return oauth;
  }

  #describe(failure: AuthFailure, name: GrantName): Failure {
    const transport = this.#deps.definition(name)?.transport;
    const url = transport && 'url' in transport ? transport.url : '';
    return classifyOutcome({ kind: 'sign-in', failure, url }, this.#deps.clock.now()).failure;
  }

  #signedIn(name: GrantName): void {
    this.#deps.signedIn.add(name);
    this.#onSignedIn(name);
  }

  async #signedOut(name: GrantName): Promise<void> {
    await this.#deps.pools.of(name.owner).disconnect(name.serverName);
    const isTheirs = (one: GrantName) =>
      one.owner === name.owner && one.serverName === name.serverName;
    this.#deps.signedIn.removeWhere(isTheirs);
  }

  async finish(url: string, via: CallbackWay): ReturnType<SignIns['finish']> {
    const finished = await (await this.#load()).completeFromUrl(url, via);
    if (!finished.ok) return err({ reason: finished.error.code });
    const { serverName, status } = finished.value;
    return ok({ name: serverName, isSignedIn: status.kind === 'completed' });
  }

  async forget(name: string): Promise<void> {
    await (await this.#load()).forgetServer(name);
    this.#gone(name);
  }

  /** Nobody is signed in to a server any more. */
  #gone(name: string): void {
    this.#accounts.forget(name);
    for (const views of this.#views.values()) views.show(name, null);
    this.#deps.signedIn.removeWhere(({ serverName }) => serverName === name);
  }

  async takeOut(which: TakenWhich): Promise<TakenSignIns> {
    const isMeant = (grant: GrantName): boolean =>
      'owner' in which ? grant.owner === which.owner : grant.serverName === which.serverName;
    if ('serverName' in which) this.#gone(which.serverName);
    if (!(await this.#deps.oauth.hasRecords())) return nothingTaken;
    const taken = await (await this.#load()).takeOut(isMeant);
    this.#deps.signedIn.removeWhere(isMeant);
    return {
      putBack: async (isStill) => {
        const isBack = await taken.putBack(isStill);
        await learnSignedIn(await this.#load(), this.#deps.signedIn);
        return isBack;
      },
      end: () => taken.end(),
    };
  }

  async grants(): Promise<readonly GrantName[]> {
    return (await this.#deps.oauth.hasRecords()) ? (await this.#load()).grants() : [];
  }

  follow(owner: string): void {
    const open = this.#deps.oauth.loaded()?.pending() ?? [];
    for (const flow of open) if (flow.owner === owner) this.#follower.follow(flow);
  }

  readonly kept: SignIns['kept'] = async () => (await this.#load()).kept();

  async forgetAll(): Promise<Result<void, RecordError>> {
    const forgotten = await (await this.#load()).forgetAll();
    for (const views of this.#views.values()) views.clear();
    if (forgotten.ok) this.#deps.signedIn.removeWhere(() => true);
    return forgotten;
  }

  onState(owner: string, serverName: string, state: ConnectionState): void {
    this.#views.get(owner)?.forgetOutdated(serverName);
    if (state.kind !== 'needs-sign-in') return;
    const name = { owner, serverName };
    if (state.failure.code === 'SIGN_IN_NOT_RENEWED') this.#quiet.begin(name);
    const open = this.#deps.oauth.loaded()?.open(name);
    if (open === undefined) return;
    const { flowId, expiresAt } = open;
    const started = { kind: 'sign-in-started', flowId, expiresAt } as const;
    this.#deps.signedIn.add(name);
    this.#deps.pools.of(owner).notify(started, serverName);
  }

  async restore(): Promise<void> {
    await this.#deps.untilKnown();
    if (!(await this.#deps.oauth.hasRecords())) return;
    for (const flow of await (await this.#load()).restore()) this.#follower.follow(flow);
  }

  /** A server that waited goes on by itself; one that was in use starts anew as somebody. */
  #onSignedIn({ owner, serverName }: GrantName): void {
    const pool = this.#deps.pools.of(owner);
    if (pool.status(serverName)?.kind === 'signing-in') {
      return pool.notify({ kind: 'sign-in-ended', end: { kind: 'completed' } }, serverName);
    }
    void pool.reinitialize(serverName, this.#ending.signal).catch((error: unknown) => {
      const details = { name: serverName, error: String(error) };
      this.#deps.logger.error('a server could not be started anew', details);
    });
  }

  /** Those that share a sign-in, and wait for it to be made anew, go on as well. */
  async #onServed(name: GrantName): Promise<void> {
    const { owner } = name;
    const pool = this.#deps.pools.of(owner);
    for (const serverName of (await this.#deps.oauth.loaded()?.sharersOf(name)) ?? []) {
      const isWaiting = pool.status(serverName)?.kind === 'needs-sign-in';
      if (isWaiting) this.#onSignedIn({ owner, serverName });
    }
  }

  retryNow(): void {
    this.#deps.oauth.loaded()?.retryNow();
  }

  async dispose(): Promise<void> {
    this.#ending.abort();
    this.#quiet[Symbol.dispose]();
    for (const views of this.#views.values()) views.forgetListeners();
    await this.#deps.oauth.dispose();
  }
}
