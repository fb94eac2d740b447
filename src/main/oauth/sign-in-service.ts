import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { accountOfGrant } from './account-lookup.ts';
import { refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { createAuthorizationSource } from './authorization-source.ts';
import { FlowPreparer } from './begin-sign-in.ts';
import { createChallengeMemory } from './challenge-memory.ts';
import type { ChallengeMemory } from './challenge-memory.ts';
import { createClientRegistry } from './client-registry.ts';
import { createDiscoverer } from './discovery.ts';
import { endGrant, takeGrant } from './end-grant.ts';
import { FlowFinisher } from './finish-sign-in.ts';
import type { CompletionProblem } from './finish-sign-in.ts';
import { FlowBook, viewOf } from './flow-book.ts';
import type { OpenFlow } from './flow-book.ts';
import type { CallbackWay, FlowView } from './flow.ts';
import type { Grant } from './grant.ts';
import { GrantKeeper } from './grant-keeper.ts';
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
import { isStillGood } from './is-still-good.ts';
import { createHabitBook } from './service-habits.ts';
import { createDecisionBook } from './sign-in-question.ts';
import { grantNames, keptSignIns } from './kept-sign-ins.ts';
import { takenSignIns } from './taken-sign-ins.ts';
import { createTokenEndpoint } from './token-endpoint.ts';

/** The service of {@link createOAuth}. */
export class SignInService implements OAuth {
  readonly #deps: OAuthDeps;
  readonly #lifetime = new AbortController();
  readonly #keepers = new Map<string, GrantKeeper>();
  readonly #challenges = new Map<string, ChallengeMemory>();
  readonly #beginning = new Map<string, Promise<Result<BegunSignIn, AuthFailure>>>();
  readonly #endpoint;
  readonly #discoverer;
  readonly #clients;
  readonly #book;
  readonly #preparer;
  readonly #finisher;
  readonly #ending;
  readonly #decisions;

  constructor(deps: OAuthDeps) {
    this.#deps = deps;
    const habits = createHabitBook(deps.records);
    this.#decisions = createDecisionBook(deps.records);
    this.#endpoint = createTokenEndpoint({ ...deps, habits });
    this.#ending = { endpoint: this.#endpoint, clock: deps.clock };
    this.#discoverer = createDiscoverer(deps);
    this.#clients = createClientRegistry(deps);
    this.#book = new FlowBook(deps);
    this.#preparer = new FlowPreparer({
      ...deps,
      discoverer: this.#discoverer,
      clients: this.#clients,
      habits,
      decisions: this.#decisions,
      hasDeepLinks: () => deps.hasDeepLinks?.() ?? true,
      onAnswer: (url) => this.#verdict(url),
    });
    this.#finisher = new FlowFinisher({
      book: this.#book,
      endpoint: this.#endpoint,
      servers: deps.servers,
      clock: deps.clock,
      habits,
      keep: (owner, serverName, grant) => this.#keep(owner, serverName, grant),
      onClientRejected: (issuer, clientId) => this.#clients.forget(issuer, clientId),
      accountOf: (grant, server) => accountOfGrant(grant, server, deps.http, this.#lifetime.signal),
      before: async (owner, serverName) => {
        const loaded = await this.#keeper(owner, serverName).load();
        return loaded.ok ? loaded.value : undefined;
      },
      onScopesRefused: ({ owner, serverName }, next) =>
        this.#challengesOf(owner, serverName).askInstead(next),
      signal: this.#lifetime.signal,
    });
  }

  #keeper(owner: string, serverName: string): GrantKeeper {
    const id = JSON.stringify([owner, serverName]);
    const known = this.#keepers.get(id);
    if (known !== undefined) return known;
    const keeper = new GrantKeeper(
      {
        ...this.#deps,
        endpoint: this.#endpoint,
        onClientRejected: (issuer, clientId) => this.#clients.forget(issuer, clientId),
      },
      owner,
      serverName,
    );
    this.#keepers.set(id, keeper);
    return keeper;
  }

  async #keep(owner: string, serverName: string, grant: Grant): Promise<Result<void, AuthFailure>> {
    const kept = await this.#keeper(owner, serverName).replace(grant);
    if (kept.ok) this.#challengesOf(owner, serverName).settle(grant.requested ?? grant.scopes);
    return kept;
  }

  #challengesOf(owner: string, serverName: string): ChallengeMemory {
    const id = JSON.stringify([owner, serverName]);
    const known = this.#challenges.get(id) ?? createChallengeMemory(this.#deps.clock);
    this.#challenges.set(id, known);
    return known;
  }

  begin(
    serverName: string,
    options: BeginOptions,
    signal: AbortSignal = this.#lifetime.signal,
  ): Promise<Result<BegunSignIn, AuthFailure>> {
    const owner = this.#deps.owner();
    const id = JSON.stringify([owner, serverName]);
    const running = this.#beginning.get(id);
    if (running !== undefined) return running;
    const begun = this.#begin(owner, serverName, options, signal).finally(() =>
      this.#beginning.delete(id),
    );
    this.#beginning.set(id, begun);
    return begun;
  }

  async #begin(
    owner: string,
    serverName: string,
    { via, isFresh = false, agreed }: BeginOptions,
    signal: AbortSignal,
  ): Promise<Result<BegunSignIn, AuthFailure>> {
    await this.#book.restore();
    const resolved = await this.#deps.servers.resolve(serverName);
    if (!resolved.ok) return err({ kind: 'storage', ...resolved.error });
    const server = resolved.value;
    if (server === undefined) return err(refused('UNKNOWN_SERVER', serverName));
    const { last: challenge } = this.#challengesOf(owner, serverName);
    const open = this.#book.pendingFor(owner, serverName);
    if (open !== undefined) {
      const isGood = !isFresh && isStillGood(open, server, via, challenge?.scopes);
      if (isGood) return ok(await this.#show(open));
      await this.#book.end(open, { kind: 'cancelled' });
    }
    if (isFresh) await this.#startOver(serverName, open);
    const start = { ...(await this.#before(owner, server)), asked: via, agreed };
    const prepared = await this.#preparer.prepare(start, signal);
    if (!prepared.ok) return prepared;
    const { record, door } = prepared.value;
    const resources = door === undefined ? [] : [{ [Symbol.asyncDispose]: () => door.close() }];
    const added = await this.#book.add(record, resources);
    if (added.ok) return ok(await this.#show(added.value));
    await door?.close();
    return added;
  }

  /** What the last sign-in to the server says about the next one. */
  async #before(owner: string, server: ProtectedServer) {
    const challenges = this.#challengesOf(owner, server.name);
    const loaded = await this.#keeper(owner, server.name).load();
    const grant = loaded.ok && loaded.value?.serverUrl === server.url ? loaded.value : undefined;
    const requested = grant?.requested ?? challenges.requested;
    return {
      owner,
      server,
      challenge: challenges.last,
      before: { issuer: grant?.issuer, requested },
      instead: challenges.instead,
      last: grant?.via,
    };
  }

  /** Forgets what may be out of date on the other side, without a way to find out. */
  async #startOver(serverName: string, open: OpenFlow | undefined): Promise<void> {
    this.#discoverer.forget(serverName);
    if (open === undefined) return;
    const { authorizationServer, client } = open.record;
    await this.#clients.forget(authorizationServer.issuer, client.clientId);
  }

  async #show({ record }: OpenFlow): Promise<BegunSignIn> {
    const { flowId, authorizationUrl, expiresAt, via } = record;
    const isOpened = await this.#deps.browser.open(authorizationUrl);
    return { flowId, authorizationUrl, expiresAt, via, isOpened };
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
      keeper: this.#keeper(owner, server.name),
      challenges: this.#challengesOf(owner, server.name),
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
    const loaded = await this.#keeper(this.#deps.owner(), serverName).load();
    if (!loaded.ok || loaded.value === undefined) return undefined;
    // A sign-in at an address the server was moved from is none at its new one.
    const server = await this.#deps.servers.resolve(serverName);
    if (server.ok && server.value?.url !== loaded.value.serverUrl) return undefined;
    const { issuer, scopes, signedInAt, expiresAt, refreshToken, account, label } = loaded.value;
    const canRenew = refreshToken !== undefined;
    return { issuer, scopes, signedInAt, expiresAt, canRenew, name: account?.name, label };
  }

  label(serverName: string, label: string): Promise<Result<boolean, AuthFailure>> {
    return this.#keeper(this.#deps.owner(), serverName).name(label);
  }

  signOut(serverName: string): Promise<void> {
    return this.#signOut(this.#deps.owner(), serverName);
  }

  async #signOut(owner: string, serverName: string): Promise<void> {
    await this.#forgetFlows({ owner, serverName });
    await endGrant(this.#keeper(owner, serverName), this.#ending);
  }

  async #forgetFlows({ owner, serverName }: GrantName): Promise<void> {
    await this.#book.restore();
    await this.#book.forget(owner, serverName);
    this.#challenges.delete(JSON.stringify([owner, serverName]));
    this.#discoverer.forget(serverName);
  }

  grants(): Promise<readonly GrantName[]> {
    return grantNames(this.#deps.records);
  }

  forget(owner: string, serverName: string): Promise<void> {
    return this.#signOut(owner, serverName);
  }

  async forgetServer(serverName: string): Promise<void> {
    const known = (await this.grants()).filter((grant) => grant.serverName === serverName);
    for (const owner of new Set([this.#deps.owner(), ...known.map((grant) => grant.owner)])) {
      await this.#signOut(owner, serverName);
    }
    await this.#decisions.forget(serverName);
  }

  async takeOut(isMeant: (name: GrantName) => boolean): Promise<TakenSignIns> {
    await this.#book.restore();
    const flows = this.#book.pending().map(({ record }): GrantName => record);
    for (const flow of flows.filter(isMeant)) await this.#forgetFlows(flow);
    const taken: { readonly keeper: GrantKeeper; readonly grant: Grant }[] = [];
    for (const name of (await this.grants()).filter(isMeant)) {
      await this.#forgetFlows(name);
      const keeper = this.#keeper(name.owner, name.serverName);
      const grant = await takeGrant(keeper);
      if (grant !== undefined) taken.push({ keeper, grant });
    }
    return takenSignIns(taken, this.#ending);
  }

  readonly kept = (): Promise<readonly KeptSignIn[]> => keptSignIns(this.#deps.records);

  async forgetAll(): Promise<Result<void, RecordError>> {
    await this.#book.restore();
    for (const { record } of this.#book.pending()) {
      await this.#book.forget(record.owner, record.serverName);
    }
    for (const { owner, serverName } of await this.grants()) this.#keeper(owner, serverName);
    await Promise.all([...this.#keepers.values()].map((one) => endGrant(one, this.#ending)));
    return this.#deps.records.clear();
  }

  async renewQuietly(serverName: string): Promise<boolean> {
    const keeper = this.#keeper(this.#deps.owner(), serverName);
    const loaded = await keeper.load();
    if (!loaded.ok || loaded.value?.refreshToken === undefined) return false;
    keeper.retryNow();
    return (await keeper.renew()).ok;
  }

  retryNow(): void {
    for (const keeper of this.#keepers.values()) keeper.retryNow();
    this.#discoverer.forgetAll();
  }

  async dispose(): Promise<void> {
    const keepers = [...this.#keepers.values()];
    await Promise.all(keepers.map((keeper) => keeper.settle()));
    this.#lifetime.abort();
    for (const keeper of keepers) keeper.dispose();
    await this.#book.dispose();
  }
}
