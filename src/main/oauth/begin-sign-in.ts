import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { isOpenable } from '../../shared/domain/openable-address.ts';
import type { Discovery } from './discovery.ts';
import { makeFlowRecord } from './flow-record.ts';
import { knownServiceAt } from './known-services.ts';
import type { KnownService } from './known-services.ts';
import { offlineGuess } from './offline-guess.ts';
import { redirectWays } from './redirect-ways.ts';
import { RedirectFinder } from './redirect-finder.ts';
import { chooseScopes, offlineAccess, scopeLadder } from './scopes.ts';
import type { ServiceHabits } from './service-habits.ts';
import { questionFor } from './sign-in-question.ts';
import type { FlowPreparerDeps, FlowStart, PageAsk, PreparedFlow } from './flow-start.ts';

/** Does everything before the browser opens: discovery, client, redirect address, request. */
export class FlowPreparer {
  readonly #deps: FlowPreparerDeps;
  readonly #finder: RedirectFinder;

  constructor(deps: FlowPreparerDeps) {
    this.#deps = deps;
    this.#finder = new RedirectFinder(deps);
  }

  async prepare(start: FlowStart, signal: AbortSignal): Promise<Result<PreparedFlow, AuthFailure>> {
    const { server, challenge } = start;
    const discovered = await this.#deps.discoverer.discover(server, challenge, signal);
    if (!discovered.ok) return discovered;
    const discovery = discovered.value;
    const { authorizationEndpoint, issuer } = discovery.server;
    const known = knownServiceAt(authorizationEndpoint, this.#deps.knownServices);
    const problem = (await this.#check(start, discovery, known)) ?? undefined;
    if (problem !== undefined) return err(problem);
    const habits = await this.#deps.habits.of(issuer);
    const ask = pageAsk(start, discovery, habits, known);
    const hasDeepLinks = this.#deps.hasDeepLinks();
    const { asked, last } = start;
    const registered = server.clientId === undefined ? undefined : server.redirect;
    const ways = redirectWays({ asked, last, registered, habits, known, hasDeepLinks });
    const found = await this.#finder.find({ start, discovery, habits, ask, ways }, signal);
    if (!found.ok) return found;
    const record = makeFlowRecord(start, discovery, found.value, this.#deps);
    const { door } = found.value;
    if (isOpenable(record.authorizationUrl)) return ok({ record, door });
    await door?.close();
    return err(refused('ADDRESS_REFUSED', authorizationEndpoint));
  }

  async #check(
    { server, agreed }: FlowStart,
    { server: found }: Discovery,
    known: KnownService | undefined,
  ): Promise<AuthFailure | undefined> {
    const isPkceRefused = !found.supportsPkce && found.isPkceUnlisted !== true;
    if (isPkceRefused) return refused('PKCE_UNSUPPORTED', found.issuer);
    const namedBy = found.isPinned
      ? ({ kind: 'person' } as const)
      : ({ kind: 'server', serverUrl: server.url } as const);
    const { authorizationEndpoint } = found;
    if (!this.#deps.http.isAllowed(authorizationEndpoint, namedBy)) {
      return refused('ADDRESS_REFUSED', authorizationEndpoint);
    }
    const question = questionFor(server.url, found, known);
    if (question === undefined) return undefined;
    const { decisions } = this.#deps;
    // SECURITY: a yes counts for the very facts it was given to, and for this server alone.
    if (agreed === question.digest) await decisions.agree(server.name, question);
    else if (!(await decisions.isAgreed(server.name, question))) {
      return { kind: 'undecided', question };
    }
    return undefined;
  }
}

/** What a sign-in of the server asks the page for. */
export function pageAsk(
  { server, challenge, before, instead }: FlowStart,
  discovery: Discovery,
  habits: ServiceHabits,
  known: KnownService | undefined,
): PageAsk {
  const { issuer, scopes: authorizationServer } = discovery.server;
  const isSame = (before.issuer ?? issuer) === issuer;
  const chosen = chooseScopes({
    challenged: challenge?.scopes,
    isStepUp: challenge?.error === 'insufficient_scope',
    configured: server.scopes,
    resource: discovery.scopes,
    authorizationServer,
    requested: isSame ? before.requested : [],
  });
  const ladder = scopeLadder(chosen, { resource: discovery.scopes, authorizationServer });
  const at = instead === undefined ? -1 : ladder.findIndex((step) => isSameSet(step, instead));
  const left = at < 0 ? ladder : ladder.slice(at);
  const parameters = { ...known?.parameters, ...server.parameters };
  const isByParameter = known?.asksForRefresh === true || parameters['access_type'] === 'offline';
  const [scopes = []] = left;
  const guess = offlineGuess({
    ...{ server, habits, known, scopes },
    authorizationServer: discovery.server,
  });
  const isAsked = scopes.includes(offlineAccess) || isByParameter;
  const asksForRefresh = isAsked || guess !== undefined;
  // Whoever agreed once gets no second refresh token there, so the dead one would not be replaced.
  const isLost = habits.lostRefresh === true && (isByParameter || habits.wantsConsent === true);
  const needsConsent = habits.withheldRefresh === true || isLost;
  const isResourceTaken = known?.takesScopesInstead !== true && habits.refusesResource !== true;
  return {
    ladder: left,
    resource: isResourceTaken ? discovery.resource : undefined,
    prompt: asksForRefresh && needsConsent ? 'consent' : undefined,
    parameters,
    guess,
    asksForRefresh,
  };
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join(' ') === [...other].sort().join(' ');
}
