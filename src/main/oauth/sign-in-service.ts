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
import { FlowStore, viewOf } from './flow-store.ts';
import type { CallbackWay, FlowView } from './flow.ts';
import { GrantShelf } from './grant-shelf.ts';
import { grantNames, keptNames, keptSignIns } from './kept-sign-ins.ts';
import type {
  BeginOptions,
  BegunSignIn,
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
  GrantName,
  ProtectedServer,
} from './oauth-ports.ts';
import type { RecordError } from './oauth-faults.ts';
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
    const book = new FlowStore(deps);
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
    const onScopesRefused = ({ owner, serverName }: GrantName, next: readonly string[]) =>
      shelf.challenges(owner, serverName).askInstead(next);
    const preparer = new FlowPreparer({
      ...deps,
      ...{ discoverer, clients, habits, decisions, onScopesRefused },
      hasDeepLinks: () => deps.hasDeepLinks?.() ?? true,
      onAnswer: (url) => this.#verdict(url),
    });
    this.#beginner = new FlowBeginner({ ...deps, book, shelf, preparer, discoverer, clients });
    const { signal } = this.#lifetime;
    this.#finisher = new FlowFinisher({
      ...deps,
      ...{ book, endpoint, habits, onClientRejected, onScopesRefused, signal },
      keep: (owner, serverName, grant) => shelf.keep(owner, serverName, grant),
      accountOf: (grant, server) => accountOfGrant(grant, server, deps.http, signal),
      before: async (owner, serverName) => {
        const loaded = await shelf.keeper(owner, serverName).load();
        return loaded.ok ? loaded.value : undefined;
      },
    });
  }

  begin(
    name: GrantName,
    options: BeginOptions,
    signal: AbortSignal = this.#lifetime.signal,
  ): Promise<Result<BegunSignIn, AuthFailure>> {
    return this.#beginner.begin(name, options, signal);
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

  open({ owner, serverName }: GrantName): OpenSignIn | undefined {
    const open = this.#book.pendingFor(owner, serverName);
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

  sourceFor(
    owner: string,
    server: Pick<ProtectedServer, 'name' | 'url' | 'clientId'>,
  ): AuthorizationSource {
    const name = { owner, serverName: server.name };
    return createAuthorizationSource(server, {
      keeper: this.#shelf.keeper(owner, server.name),
      challenges: this.#shelf.challenges(owner, server.name),
      clock: this.#deps.clock,
      forgetDiscovery: () => this.#discoverer.forget(server.name),
      wantsKey: (signal) => this.#wantsKey(name, signal),
    });
  }

  /** Whether nothing at a server speaks of signing in; contacts only the server itself. */
  async #wantsKey(name: GrantName, signal: AbortSignal): Promise<AuthFailure | undefined> {
    const server = await this.#deps.servers.resolve(name);
    if (!server.ok || server.value === undefined) return undefined;
    const found = await this.#discoverer.discover(server.value, undefined, signal);
    const isKey = !found.ok && found.error.kind === 'refused' && found.error.code === 'KEY_WANTED';
    return isKey ? found.error : undefined;
  }

  async offersSignIn(name: GrantName, signal: AbortSignal): Promise<boolean> {
    const server = await this.#deps.servers.resolve(name);
    if (!server.ok || server.value === undefined) return false;
    return this.#discoverer.offersSignIn(server.value, signal);
  }

  async serviceHost(name: GrantName, signal: AbortSignal): Promise<string | undefined> {
    const resolved = await this.#deps.servers.resolve(name);
    if (!resolved.ok || resolved.value === undefined) return undefined;
    const server = resolved.value;
    const { last } = this.#shelf.challenges(name.owner, name.serverName);
    const [issuer] = await this.#discoverer.issuersOf(server, last, signal);
    return issuer === undefined ? undefined : new URL(server.authorizationUrl ?? issuer).host;
  }

  async signedIn(name: GrantName): Promise<SignedIn | undefined> {
    const loaded = await this.#shelf.keeper(name.owner, name.serverName).load();
    if (!loaded.ok || loaded.value === undefined) return undefined;
    // A sign-in at an address the server was moved from is none at its new one.
    const server = await this.#deps.servers.resolve(name);
    if (server.ok && server.value?.url !== loaded.value.serverUrl) return undefined;
    const { issuer, scopes, signedInAt, expiresAt, refreshToken, account, label } = loaded.value;
    const canRenew = refreshToken !== undefined;
    const sharedWith = await this.sharersOf(name);
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

  label({ owner, serverName }: GrantName, label: string): Promise<Result<boolean, AuthFailure>> {
    return this.#shelf.keeper(owner, serverName).name(label);
  }

  signOut(name: GrantName): Promise<void> {
    return this.#out.signOut(name);
  }

  reusable(name: GrantName, signal: AbortSignal): Promise<readonly ReusableSignIn[]> {
    return this.#sharing.reusable(name, signal);
  }

  reuse(
    name: GrantName,
    agreed: Pick<ReusableSignIn, 'of' | 'digest'>,
    signal: AbortSignal,
  ): Promise<Result<void, AuthFailure>> {
    return this.#sharing.reuse(name, agreed, signal);
  }

  sharersOf({ owner, serverName }: GrantName): Promise<readonly string[]> {
    return this.#sharing.sharersOf(owner, serverName);
  }

  grants(): Promise<readonly GrantName[]> {
    return grantNames(this.#deps.records);
  }

  forgetServer(serverName: string): Promise<void> {
    return this.#out.forgetServer(serverName);
  }

  takeOut(isMeant: (name: GrantName) => boolean): Promise<TakenSignIns> {
    return this.#out.takeOut(isMeant);
  }

  readonly names = (): Promise<readonly GrantName[]> => keptNames(this.#deps.records);

  readonly kept = (): Promise<readonly KeptSignIn[]> => keptSignIns(this.#deps.records);

  forgetAll(): Promise<Result<void, RecordError>> {
    return this.#out.forgetAll();
  }

  async renewQuietly({ owner, serverName }: GrantName): Promise<boolean> {
    const keeper = this.#shelf.keeper(owner, serverName);
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
