import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { ofRecords, refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import type { FlowPreparer } from './begin-sign-in.ts';
import type { ClientRegistry } from './client-registry.ts';
import type { Discoverer } from './discovery.ts';
import type { FlowStore, OpenFlow } from './flow-store.ts';
import { grantKey } from './grant-key.ts';
import type { GrantShelf } from './grant-shelf.ts';
import { isStillGood } from './is-still-good.ts';
import type { BeginOptions, BegunSignIn } from './oauth.ts';
import type { BrowserOpener, GrantName, ProtectedServer, ProtectedServers } from './oauth-ports.ts';

/** What beginning works with. */
export interface FlowBeginnerDeps {
  readonly servers: ProtectedServers;
  readonly browser: BrowserOpener;
  readonly book: FlowStore;
  readonly shelf: GrantShelf;
  readonly preparer: FlowPreparer;
  readonly discoverer: Discoverer;
  readonly clients: ClientRegistry;
}

/** Begins sign-ins: each is written down before the browser opens. */
export class FlowBeginner {
  readonly #deps: FlowBeginnerDeps;
  readonly #beginning = new Map<string, Promise<Result<BegunSignIn, AuthFailure>>>();

  constructor(deps: FlowBeginnerDeps) {
    this.#deps = deps;
  }

  /** Begins a sign-in, or shows the open one again; parallel wishes for a server are one. */
  begin(
    { owner, serverName }: GrantName,
    options: BeginOptions,
    signal: AbortSignal,
  ): Promise<Result<BegunSignIn, AuthFailure>> {
    const id = grantKey({ owner, serverName });
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
    await this.#deps.book.restore();
    const resolved = await this.#deps.servers.resolve({ owner, serverName });
    if (!resolved.ok) return ofRecords(resolved);
    const server = resolved.value;
    if (server === undefined) return err(refused('UNKNOWN_SERVER', serverName));
    const { last: challenge } = this.#deps.shelf.challenges(owner, serverName);
    const open = this.#deps.book.pendingFor(owner, serverName);
    if (open !== undefined) {
      const isGood = !isFresh && isStillGood(open, server, via, challenge?.scopes);
      if (isGood) return ok(await this.#show(open));
      await this.#deps.book.end(open, { kind: 'cancelled' });
    }
    if (isFresh) await this.#startOver(serverName, open);
    const start = { ...(await this.#before(owner, server)), asked: via, agreed };
    const prepared = await this.#deps.preparer.prepare(start, signal);
    if (!prepared.ok) return prepared;
    const { record, door } = prepared.value;
    const resources = door === undefined ? [] : [{ [Symbol.asyncDispose]: () => door.close() }];
    const added = await this.#deps.book.add(record, resources);
    if (added.ok) return ok(await this.#show(added.value));
    await door?.close();
    return added;
  }

  /** What the last sign-in to the server says about the next one. */
  async #before(owner: string, server: ProtectedServer) {
    const challenges = this.#deps.shelf.challenges(owner, server.name);
    const loaded = await this.#deps.shelf.keeper(owner, server.name).load();
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
    this.#deps.discoverer.forget(serverName);
    if (open === undefined) return;
    const { authorizationServer, client } = open.record;
    await this.#deps.clients.forget(authorizationServer.issuer, client.clientId);
  }

  async #show({ record }: OpenFlow): Promise<BegunSignIn> {
    const { flowId, authorizationUrl, expiresAt, via } = record;
    const isOpened = await this.#deps.browser.open(authorizationUrl);
    return { flowId, authorizationUrl, expiresAt, via, isOpened };
  }
}
