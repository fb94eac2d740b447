import type { Result } from '../../shared/util/result.ts';
import { accountOfGrant } from './account-lookup.ts';
import type { AuthFailure } from './auth-failure.ts';
import { createAuthorizationSource } from './authorization-source.ts';
import { FlowPreparer } from './begin-sign-in.ts';
import { createClientRegistry } from './client-registry.ts';
import { createDiscoverer } from './discovery.ts';
import { FlowFinisher } from './finish-sign-in.ts';
import type { CompletionProblem } from './finish-sign-in.ts';
import { FlowBeginner } from './flow-beginner.ts';
import { FlowBook, viewOf } from './flow-book.ts';
import type { CallbackWay, FlowView } from './flow.ts';
import { GrantShelf } from './grant-shelf.ts';
import { grantNames, keptSignIns } from './kept-sign-ins.ts';
import type {
  BeginOptions,
  BegunSignIn,
  GrantName,
  KeptSignIn,
  OAuth,
  OAuthDeps,
  OpenSignIn,
  SignedIn,
  TakenSignIns,
} from './oauth.ts';
import type {
  AuthorizationSource,
  CallbackVerdict,
  ProtectedServer,
  RecordError,
} from './oauth-ports.ts';
import { createHabitBook } from './service-habits.ts';
import { createDecisionBook } from './sign-in-question.ts';
import { SigningOut } from './sign-out.ts';
import { GrantSharing } from './sharing/grant-sharing.ts';
import type { ReusableSignIn } from './sharing/reusable-sign-in.ts';
import { ShareBook } from './sharing/share-book.ts';
import { createTokenEndpoint } from './token-endpoint.ts';

/** The service of {@link createOAuth}. */
export class SignInService implements OAuth {
  readonly #deps: OAuthDeps;
  readonly #lifetime = new AbortController();
  readonly #discoverer;
  readonly #book;
  readonly #shelf;
  readonly #beginner;
  readonly #finisher;
  readonly #out;
  readonly #sharing;

  constructor(deps: OAuthDeps) {
    this.#deps = deps;
    const habits = createHabitBook(deps.records);
    const decisions = createDecisionBook(deps.records);
    const endpoint = createTokenEndpoint({ ...deps, habits });
    const ending = { endpoint, clock: deps.clock };
    const discoverer = createDiscoverer(deps);
    const clients = createClientRegistry(deps);
    const book = new FlowBook(deps);
    const onClientRejected = (issuer: string, clientId: string) => clients.forget(issuer, clientId);
    const shares = new ShareBook(deps.records);
    const shelf = new GrantShelf({
      ...deps,
      ...{ shares, endpoint, onClientRejected },
      onRefreshLost: (issuer) => habits.learn(issuer, { lostRefresh: true }),
    });
    this.#sharing = new GrantSharing({ ...deps, shelf, shares, discoverer, habits, endpoint });
    this.#book = book;
    this.#shelf = shelf;
    this.#discoverer = discoverer;
    this.#out = new SigningOut({ ...deps, shelf, book, discoverer, decisions, ending });
    const preparer = new FlowPreparer({
      ...deps,
      ...{ discoverer, clients, habits, decisions },
      hasDeepLinks: () => deps.hasDeepLinks?.() ?? true,
      onAnswer: (url) => this.#verdict(url),
    });
    this.#beginner = new FlowBeginner({ ...deps, book, shelf, preparer, discoverer, clients });
    const { signal } = this.#lifetime;
    this.#finisher = new FlowFinisher({
      ...deps,
      ...{ book, endpoint, habits, onClientRejected, signal },
      keep: (owner, serverName, grant) => shelf.keep(owner, serverName, grant),
      accountOf: (grant, server) => accountOfGrant(grant, server, deps.http, signal),
      before: async (owner, serverName) => {
        const loaded = await shelf.keeper(owner, serverName).load();
        return loaded.ok ? loaded.value : undefined;
      },
      onScopesRefused: ({ owner, serverName }, next) =>
        shelf.challenges(owner, serverName).askInstead(next),
    });
  }

  begin(
    serverName: string,
    options: BeginOptions,
    signal: AbortSignal = this.#lifetime.signal,
  ): Promise<Result<BegunSignIn, AuthFailure>> {
    return this.#beginner.begin(serverName, options, signal);
  }

  async #verdict(url: string): Promise<CallbackVerdict> {
    const finished = await this.completeFromUrl(url, 'loopback');
    if (!finished.ok) return 'unknown';
    this.#deps.onReturn?.();
    return finished.value.status.kind === 'completed' ? 'completed' : 'failed';
  }

  async completeFromUrl(
    url: string,
    via: CallbackWay,
  ): Promise<Result<FlowView, CompletionProblem>> {
    const finished = await this.#finisher.completeFromUrl(url, via);
    if (!finished.ok) {
      this.#deps.logger.warn('a sign-in answer was not accepted', {
        reason: finished.error.code,
        via,
      });
    }
    return finished;
  }

  async cancel(flowId: string): Promise<boolean> {
    const flow = this.#book.get(flowId);
    if (flow?.status.kind !== 'pending' || flow.accepted !== undefined) return false;
    await this.#book.end(flow, { kind: 'cancelled' });
    return true;
  }

  flow(flowId: string): FlowView | undefined {
    const flow = this.#book.get(flowId);
    return flow && viewOf(flow);
  }

  open(serverName: string): OpenSignIn | undefined {
    const open = this.#book.pendingFor(this.#deps.owner(), serverName);
    if (open === undefined) return undefined;
    const { flowId, authorizationUrl, expiresAt, via } = open.record;
    return { flowId, authorizationUrl, expiresAt, via };
  }

  async restore(): Promise<readonly FlowView[]> {
    await this.#book.restore();
    return this.pending();
  }

  pending(): readonly FlowView[] {
    return this.#book.pending().map(viewOf);
  }

  onFlow(listener: (flow: FlowView) => void): Disposable {
    return this.#book.onFlow(listener);
  }

  sourceFor(server: Pick<ProtectedServer, 'name' | 'url' | 'clientId'>): AuthorizationSource {
    const owner = this.#deps.owner();
    return createAuthorizationSource(server, {
      keeper: this.#shelf.keeper(owner, server.name),
      challenges: this.#shelf.challenges(owner, server.name),
      clock: this.#deps.clock,
      forgetDiscovery: () => this.#discoverer.forget(server.name),
      wantsKey: (signal) => this.#wantsKey(server.name, signal),
    });
  }

  /** Whether nothing at a server speaks of signing in; contacts only the server itself. */
  async #wantsKey(serverName: string, signal: AbortSignal): Promise<AuthFailure | undefined> {
    const server = await this.#deps.servers.resolve(serverName);
    if (!server.ok || server.value === undefined) return undefined;
    const found = await this.#discoverer.discover(server.value, undefined, signal);
    const isKey = !found.ok && found.error.kind === 'refused' && found.error.code === 'KEY_WANTED';
    return isKey ? found.error : undefined;
  }

  async offersSignIn(serverName: string, signal: AbortSignal): Promise<boolean> {
    const server = await this.#deps.servers.resolve(serverName);
    if (!server.ok || server.value === undefined) return false;
    return this.#discoverer.offersSignIn(server.value, signal);
  }

  async signedIn(serverName: string): Promise<SignedIn | undefined> {
    const loaded = await this.#shelf.keeper(this.#deps.owner(), serverName).load();
    if (!loaded.ok || loaded.value === undefined) return undefined;
    // A sign-in at an address the server was moved from is none at its new one.
    const server = await this.#deps.servers.resolve(serverName);
    if (server.ok && server.value?.url !== loaded.value.serverUrl) return undefined;
    const { issuer, scopes, signedInAt, expiresAt, refreshToken, account, label } = loaded.value;
    const canRenew = refreshToken !== undefined;
    const sharedWith = await this.#sharing.sharersOf(this.#deps.owner(), serverName);
    return {
      issuer,
      scopes,
      signedInAt,
      expiresAt,
      canRenew,
      name: account?.name,
      label,
      sharedWith,
    };
  }

  label(serverName: string, label: string): Promise<Result<boolean, AuthFailure>> {
    return this.#shelf.keeper(this.#deps.owner(), serverName).name(label);
  }

  signOut(serverName: string): Promise<void> {
    return this.#out.signOut({ owner: this.#deps.owner(), serverName });
  }

  reusable(serverName: string, signal: AbortSignal): Promise<readonly ReusableSignIn[]> {
    return this.#sharing.reusable(serverName, signal);
  }

  reuse(
    serverName: string,
    agreed: Pick<ReusableSignIn, 'of' | 'digest'>,
    signal: AbortSignal,
  ): Promise<Result<void, AuthFailure>> {
    return this.#sharing.reuse(serverName, agreed, signal);
  }

  sharersOf(serverName: string): Promise<readonly string[]> {
    return this.#sharing.sharersOf(this.#deps.owner(), serverName);
  }

  grants(): Promise<readonly GrantName[]> {
    return grantNames(this.#deps.records);
  }

  forget(owner: string, serverName: string): Promise<void> {
    return this.#out.signOut({ owner, serverName });
  }

  forgetServer(serverName: string): Promise<void> {
    return this.#out.forgetServer(serverName, this.#deps.owner());
  }

  takeOut(isMeant: (name: GrantName) => boolean): Promise<TakenSignIns> {
    return this.#out.takeOut(isMeant);
  }

  readonly kept = (): Promise<readonly KeptSignIn[]> => keptSignIns(this.#deps.records);

  forgetAll(): Promise<Result<void, RecordError>> {
    return this.#out.forgetAll();
  }

  async renewQuietly(serverName: string): Promise<boolean> {
    const keeper = this.#shelf.keeper(this.#deps.owner(), serverName);
    const loaded = await keeper.load();
    if (!loaded.ok || loaded.value?.refreshToken === undefined) return false;
    keeper.retryNow();
    return (await keeper.renew()).ok;
  }

  retryNow(): void {
    for (const keeper of this.#shelf.keepers()) keeper.retryNow();
    this.#discoverer.forgetAll();
  }

  async dispose(): Promise<void> {
    const keepers = this.#shelf.keepers();
    await Promise.all(keepers.map((keeper) => keeper.settle()));
    this.#lifetime.abort();
    for (const keeper of keepers) keeper.dispose();
    await this.#book.dispose();
  }
}
