import type { RedirectWay } from '../../shared/domain/sign-in-settings.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { authorizationUrl } from './authorization-url.ts';
import type { FlowPreparerDeps, FlowStart, PageAsk } from './flow-start.ts';
import type { ClientIdentity } from './client-identity.ts';
import type { Discovery } from './discovery.ts';
import type { LoopbackListener, NamedBy } from './oauth-ports.ts';
import { judgeLook } from './page-look.ts';
import type { LookVerdict } from './page-look.ts';
import { secretBytes, toText } from './pkce.ts';
import { deepLinkFor, issuerSuffix } from './redirect-ways.ts';
import { offlineAccess, withNextAsk } from './scopes.ts';
import type { ServiceHabits } from './service-habits.ts';

/** What a redirect address is looked for with. */
export interface RedirectSearch {
  readonly start: FlowStart;
  readonly discovery: Discovery;
  readonly habits: ServiceHabits;
  readonly ask: PageAsk;
  readonly ways: readonly RedirectWay[];
}

/** A redirect address, the client it belongs to, and what that client asks for. */
export interface FoundRedirect {
  readonly way: RedirectWay;
  readonly uri: string;
  readonly door: LoopbackListener | undefined;
  readonly client: ClientIdentity;
  readonly ask: PageAsk;
}

type Attempt =
  | { readonly kind: 'found'; readonly redirect: FoundRedirect }
  /** The page says no; there may be another way. */
  | { readonly kind: 'refused'; readonly redirect: FoundRedirect }
  | { readonly kind: 'failed'; readonly failure: AuthFailure; readonly mayBeRedirect: boolean }
  /** Every way would fail alike until the person has clicked once more. */
  | { readonly kind: 'next-time'; readonly failure: AuthFailure };

/** A page is asked this often about one way, for all it may refuse one after the other. */
const maxLooks = 5;

/**
 * Finds the way back that a service takes. Each way is registered by itself and asked about with one
 * look at the page; where a refusal may be about the address, the next way is tried.
 */
export class RedirectFinder {
  readonly #deps: FlowPreparerDeps;

  constructor(deps: FlowPreparerDeps) {
    this.#deps = deps;
  }

  async find(
    search: RedirectSearch,
    signal: AbortSignal,
  ): Promise<Result<FoundRedirect, AuthFailure>> {
    let failure: AuthFailure | undefined;
    let first: FoundRedirect | undefined;
    for (const way of search.ways) {
      const attempt = await this.#attempt(way, search, signal);
      if (attempt.kind === 'found') {
        await first?.door?.close();
        return ok(attempt.redirect);
      }
      if (attempt.kind === 'refused') {
        if (first === undefined) first = attempt.redirect;
        else await attempt.redirect.door?.close();
        continue;
      }
      if (attempt.kind === 'next-time') {
        await first?.door?.close();
        return err(attempt.failure);
      }
      failure ??= attempt.failure;
      if (!attempt.mayBeRedirect) break;
    }
    // A page that says no to everything may say yes to a browser.
    if (first !== undefined) return ok(first);
    return err(failure ?? refused('AUTHORIZATION_FAILED', 'no way back'));
  }

  async #attempt(way: RedirectWay, search: RedirectSearch, signal: AbortSignal): Promise<Attempt> {
    const { server } = search.discovery;
    const isFixed = this.#deps.clients.hasFixedRedirects(search.start.server, server);
    // SECURITY: where answers do not say whom they are from, the address does.
    const suffix = isFixed || server.sendsIss ? '' : issuerSuffix(server.issuer);
    const opened = await this.#open(way, suffix, server.issuer);
    if (!opened.ok) {
      const failure = refused('LOOPBACK_UNAVAILABLE', opened.error.detail);
      return { kind: 'failed', failure, mayBeRedirect: false };
    }
    const { uri, door } = opened.value;
    const attempt = await this.#identified({ way, uri, door }, search, signal);
    if (attempt.kind === 'failed' || attempt.kind === 'next-time') await door?.close();
    return attempt;
  }

  async #open(
    way: RedirectWay,
    suffix: string,
    issuer: string,
  ): Promise<Result<{ uri: string; door: LoopbackListener | undefined }, { detail: string }>> {
    if (way === 'deep-link') return ok({ uri: deepLinkFor(suffix), door: undefined });
    const opened = await this.#deps.doors.open(this.#deps.onAnswer, {
      preferredPort: await this.#deps.clients.knownPort(issuer),
      host: way === 'localhost' ? 'localhost' : '127.0.0.1',
      path: `/callback${suffix}`,
    });
    return opened.ok ? ok({ uri: opened.value.redirectUri, door: opened.value }) : opened;
  }

  async #identified(
    redirect: Pick<FoundRedirect, 'way' | 'uri' | 'door'>,
    search: RedirectSearch,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const { start, discovery, ask, habits } = search;
    const wish = {
      server: start.server,
      authorizationServer: discovery.server,
      redirectUri: redirect.uri,
      scopes: ask.ladder[0] ?? [],
    };
    const identified = await this.#deps.clients.identify(wish, signal);
    if (!identified.ok) return { kind: 'failed', ...identified.error };
    const { client, isNew } = identified.value;
    const isProven = habits.way === redirect.way && habits.clientId === client.clientId && !isNew;
    const found = { ...redirect, client, ask };
    // Every service has to take the loopback address it has just registered (RFC 8252 section 7.3).
    const isUsual = isNew && redirect.way === 'loopback';
    if ((isProven || isUsual) && ask.prompt === undefined) {
      return { kind: 'found', redirect: found };
    }
    const looked = await this.#looked(found, search, signal);
    const mayBeForgotten = looked.kind === 'refused' && client.kind === 'registered' && !isNew;
    if (!mayBeForgotten) return looked;
    // The service may have forgotten us since: then the same address works for a new client.
    await this.#deps.clients.forget(discovery.server.issuer, client.clientId);
    return this.#identified(redirect, search, signal);
  }

  async #looked(
    redirect: FoundRedirect,
    search: RedirectSearch,
    signal: AbortSignal,
  ): Promise<Attempt> {
    let { ask } = redirect;
    for (let looks = 0; looks < maxLooks; looks += 1) {
      const verdict = await this.#look({ ...redirect, ask }, search, signal);
      const less = askFor(ask, verdict);
      if (less === undefined) {
        if (verdict !== 'redirect') await this.#learnGuess(redirect.ask, ask, search);
        const [, next] = ask.ladder;
        if (verdict === 'scope-page' && next !== undefined) return this.#nextTime(next, search);
        const kind = verdict === 'redirect' ? 'refused' : 'found';
        return { kind, redirect: { ...redirect, ask } };
      }
      if (verdict === 'resource') {
        const { issuer } = search.discovery.server;
        await this.#deps.habits.learn(issuer, { refusesResource: true });
      }
      ask = less;
    }
    return { kind: 'found', redirect: { ...redirect, ask } };
  }

  /** No browser is opened for an error page; the next click asks for what is said now. */
  #nextTime(next: readonly string[], { start }: RedirectSearch): Attempt {
    this.#deps.onScopesRefused({ owner: start.owner, serverName: start.server.name }, next);
    return {
      kind: 'next-time',
      failure: refused('SCOPE_INVALID', withNextAsk('invalid_scope', next)),
    };
  }

  /** What was only guessed was in the way, and the page takes the request without it. */
  async #learnGuess(asked: PageAsk, taken: PageAsk, { discovery }: RedirectSearch): Promise<void> {
    if (asked.guess === taken.guess) return;
    await this.#deps.habits.learn(discovery.server.issuer, { refusesOffline: true });
  }

  /** Asks with a state and a verifier of their own, so that no answer to it is worth anything. */
  async #look(
    { uri, client, ask }: FoundRedirect,
    { discovery: { server }, start }: RedirectSearch,
    signal: AbortSignal,
  ): Promise<LookVerdict> {
    const url = authorizationUrl({
      endpoint: server.authorizationEndpoint,
      clientId: client.clientId,
      redirectUri: uri,
      state: toText(this.#deps.randomBytes(secretBytes)),
      verifier: toText(this.#deps.randomBytes(secretBytes)),
      resource: ask.resource,
      scopes: ask.ladder[0] ?? [],
      prompt: ask.prompt,
      parameters: { ...ask.parameters, ...ask.guess },
    });
    const namedBy: NamedBy = server.isPinned
      ? { kind: 'person' }
      : { kind: 'server', serverUrl: start.server.url };
    const look = await this.#deps.http.look(url, namedBy, signal);
    return look.ok ? judgeLook(look.value, uri) : 'fine';
  }
}

/** The request without what the page refuses; undefined where nothing can be left out silently. */
function askFor(ask: PageAsk, verdict: LookVerdict): PageAsk | undefined {
  const [scopes = [], ...rest] = ask.ladder;
  switch (verdict) {
    case 'resource':
      return ask.resource === undefined ? undefined : { ...ask, resource: undefined };
    case 'prompt':
      return ask.prompt === undefined ? undefined : { ...ask, prompt: undefined };
    case 'scope':
    case 'scope-page':
      return scopes.includes(offlineAccess) && rest.length > 0
        ? { ...ask, ladder: rest }
        : undefined;
    case 'redirect':
    case 'parameter':
      return ask.guess === undefined ? undefined : { ...ask, guess: undefined };
    default:
      return undefined;
  }
}
