import { assertNever } from '../../shared/util/assert-never.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import { plain, refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { isOtherAccount } from './account-identity.ts';
import type { AccountIdentity } from './account-identity.ts';
import { parseCallback } from './callback-url.ts';
import type { Callback, CallbackProblem } from './callback-url.ts';
import type { ClientIdentity } from './client-identity.ts';
import { isFromIssuer } from './flow.ts';
import type { CallbackWay, FlowRecord, FlowStatus, FlowView } from './flow.ts';
import type { FlowStore, OpenFlow } from './flow-store.ts';
import type { Grant } from './grant.ts';
import type { AuthorizationServer } from './metadata.ts';
import type { NamedBy, ProtectedServers } from './oauth-ports.ts';
import { isSameText } from './pkce.ts';
import { withNextAsk } from './scopes.ts';
import type { HabitBook } from './service-habits.ts';
import { grantOf } from './granted.ts';
import type { TokenEndpoint } from './token-endpoint.ts';
import { namesResource } from './token-failure.ts';
import type { TokenFailure } from './token-failure.ts';

/** Why an answer was not accepted; nothing was sent anywhere because of it. */
export type CompletionProblem =
  | CallbackProblem
  /** No sign-in with this state is known, here or on the disk. */
  | { readonly code: 'UNKNOWN_STATE' }
  /** The sign-in has had its one answer, was cancelled, or took too long. */
  | { readonly code: 'ALREADY_USED' | 'CANCELLED' | 'EXPIRED' }
  /** The sign-in gave out another redirect address than the one the answer came to. */
  | { readonly code: 'WRONG_ADDRESS' };

/** What finishing works with. */
export interface FlowFinisherDeps {
  readonly book: FlowStore;
  readonly endpoint: TokenEndpoint;
  readonly servers: ProtectedServers;
  readonly clock: Pick<Clock, 'now'>;
  readonly habits: HabitBook;
  /** Keeps a new grant; durable when it resolves with success. */
  readonly keep: (
    owner: string,
    serverName: string,
    grant: Grant,
  ) => Promise<Result<void, AuthFailure>>;
  /** The grant that a new one would take the place of. */
  readonly before: (owner: string, serverName: string) => Promise<Grant | undefined>;
  /** Whose account a new grant is, as far as the service tells. */
  readonly accountOf: (
    grant: Grant,
    server: AuthorizationServer,
  ) => Promise<AccountIdentity | undefined>;
  /** A registered client turned out to be unknown to its issuer. */
  readonly onClientRejected: (issuer: string, clientId: string) => Promise<void>;
  /** The service refuses what was asked for; the next sign-in asks for these. */
  readonly onScopesRefused: (flow: FlowRecord, next: readonly string[]) => void;
  /** Ends the exchange when the app does. */
  readonly signal: AbortSignal;
}

/**
 * The one end of all three ways back. An answer counts once: its flow is taken off the disk before
 * the code is exchanged, and the same answer again gets what the first one led to.
 */
export class FlowFinisher {
  readonly #deps: FlowFinisherDeps;

  constructor(deps: FlowFinisherDeps) {
    this.#deps = deps;
  }

  async completeFromUrl(
    text: string,
    via: CallbackWay,
  ): Promise<Result<FlowView, CompletionProblem>> {
    // Only what a person pastes may have blanks around it.
    const parsed = parseCallback(via === 'paste' ? text.trim() : text);
    if (!parsed.ok) return parsed;
    await this.#deps.book.restore();
    const flow = this.#deps.book.byState(parsed.value.state);
    if (flow === undefined) return err({ code: 'UNKNOWN_STATE' });
    const problem = this.#objection(flow, parsed.value);
    if (problem !== undefined) return err(problem);
    const { answer } = parsed.value;
    const code = answer.kind === 'code' ? answer.code : '';
    flow.accepted ??= { code, outcome: this.#settle(flow, parsed.value) };
    const status = await flow.accepted.outcome;
    const { flowId, owner, serverName } = flow.record;
    return ok({ flowId, owner, serverName, status });
  }

  #objection(flow: OpenFlow, callback: Callback): CompletionProblem | undefined {
    const { record, accepted, status } = flow;
    if (callback.redirectUri !== record.redirectUri) return { code: 'WRONG_ADDRESS' };
    if (accepted !== undefined) {
      const code = callback.answer.kind === 'code' ? callback.answer.code : '';
      return isSameText(accepted.code, code) ? undefined : { code: 'ALREADY_USED' };
    }
    if (status.kind === 'cancelled') return { code: 'CANCELLED' };
    if (status.kind === 'expired' || this.#deps.clock.now() >= record.expiresAt) {
      return { code: 'EXPIRED' };
    }
    return status.kind === 'pending' ? undefined : { code: 'ALREADY_USED' };
  }

  async #settle(flow: OpenFlow, callback: Callback): Promise<FlowStatus> {
    await this.#deps.book.spend(flow);
    const failure = await this.#finish(flow, callback);
    await this.#deps.book.end(
      flow,
      failure === undefined ? { kind: 'completed' } : { kind: 'failed', failure },
    );
    return flow.status;
  }

  async #finish(flow: OpenFlow, callback: Callback): Promise<AuthFailure | undefined> {
    const { record } = flow;
    if (callback.answer.kind === 'in-fragment') {
      return refused('ANSWER_IN_FRAGMENT', record.authorizationServer.issuer);
    }
    // SECURITY: before this check, not even the error is from the authorization server.
    if (!isFromIssuer(record, callback.iss)) {
      return refused('ISSUER_MISMATCH', record.authorizationServer.issuer);
    }
    const { answer } = callback;
    if (answer.kind === 'error') return this.#refusal(record, answer.error, answer.description);
    const server = await this.#deps.servers.resolve(record);
    if (!server.ok) return { kind: 'storage', ...server.error };
    if (server.value?.url !== record.serverUrl) return refused('UNKNOWN_SERVER', record.serverName);
    return this.#exchange(flow, answer.code);
  }

  /** The page said no; what it said changes what the next sign-in asks for. */
  async #refusal(record: FlowRecord, error: string, description: string): Promise<AuthFailure> {
    const { issuer } = record.authorizationServer;
    const words = description === '' ? error : `${error}: ${description}`;
    if (/^(unauthorized|invalid)_client$/.test(error)) {
      await this.#forgetClient(record);
      return failureOf({ kind: 'client-rejected', detail: plain(words) }, record.client);
    }
    const detail = plain(description === '' ? error : description);
    if (error === 'access_denied') return refused('AUTHORIZATION_DENIED', detail);
    if (record.resource !== undefined && namesResource(words)) {
      await this.#deps.habits.learn(issuer, { refusesResource: true });
      return refused('AUTHORIZATION_FAILED', plain(words));
    }
    if (error === 'invalid_request' && record.hasGuess === true) {
      await this.#deps.habits.learn(issuer, { refusesOffline: true });
      return refused('AUTHORIZATION_FAILED', plain(words));
    }
    if (error !== 'invalid_scope') return refused('AUTHORIZATION_FAILED', detail);
    if (record.nextScopes === undefined) return refused('SCOPE_REFUSED', plain(words));
    this.#deps.onScopesRefused(record, record.nextScopes);
    return refused('SCOPE_INVALID', withNextAsk(detail, record.nextScopes));
  }

  async #forgetClient({ client, authorizationServer }: FlowRecord): Promise<void> {
    if (client.kind !== 'registered') return;
    await this.#deps.onClientRejected(authorizationServer.issuer, client.clientId);
  }

  async #exchange(flow: OpenFlow, code: string): Promise<AuthFailure | undefined> {
    const { record } = flow;
    const { authorizationServer: server, client } = record;
    const namedBy: NamedBy = server.isPinned
      ? { kind: 'person' }
      : { kind: 'server', serverUrl: record.serverUrl };
    const { verifier, redirectUri, resource } = record;
    const { tokenEndpoint: endpoint, issuer } = server;
    const request = { issuer, endpoint, namedBy, client, code, verifier, redirectUri, resource };
    const issued = await this.#deps.endpoint.exchange(request, this.#deps.signal);
    if (!issued.ok) {
      if (issued.error.kind === 'client-rejected') await this.#forgetClient(record);
      return failureOf(issued.error, client);
    }
    const grant = await this.#named(record, grantOf(record, issued.value, this.#deps.clock.now()));
    if (flow.status.kind !== 'pending') {
      // The person has signed out or removed the server while the code was exchanged.
      await this.#deps.endpoint.revoke(grant, this.#deps.signal);
      return { kind: 'aborted' };
    }
    const other = await this.#otherAccount(record, grant);
    if (other !== undefined) {
      await this.#deps.endpoint.revoke(grant, this.#deps.signal);
      return other;
    }
    const kept = await this.#deps.keep(record.owner, record.serverName, grant);
    if (!kept.ok) return kept.error;
    await this.#learn(record, grant);
    return undefined;
  }

  /** The grant with whose account it is, and what the person has called it so far. */
  async #named({ owner, serverName, authorizationServer }: FlowRecord, grant: Grant) {
    const account = await this.#deps.accountOf(grant, authorizationServer);
    const before = await this.#deps.before(owner, serverName);
    const isSame = before?.serverUrl === grant.serverUrl && before.issuer === grant.issuer;
    const label = isSame ? before.label : undefined;
    return { ...grant, account, ...(label === undefined ? {} : { label }) };
  }

  /** Nobody's account takes the place of another without a word; signing out first is that word. */
  async #otherAccount({ owner, serverName }: FlowRecord, grant: Grant) {
    const before = await this.#deps.before(owner, serverName);
    const isUnrelated = before?.serverUrl !== grant.serverUrl || before.issuer !== grant.issuer;
    if (isUnrelated || !isOtherAccount(before.account, grant.account)) return undefined;
    const names = [before.account?.name ?? '?', grant.account?.name ?? '?'];
    return refused('OTHER_ACCOUNT', names.join(' -> '));
  }

  /** What worked is what the next sign-in begins with. */
  async #learn({ way, client, asksForRefresh, authorizationServer }: FlowRecord, grant: Grant) {
    const { habits } = this.#deps;
    const { issuer } = authorizationServer;
    const hasRefresh = grant.refreshToken !== undefined;
    const { withheldRefresh } = await habits.of(issuer);
    await habits.learn(issuer, {
      ...(way === undefined ? {} : { way, clientId: client.clientId }),
      withheldRefresh: asksForRefresh === true && !hasRefresh,
      // It came only when consent was asked for.
      ...(hasRefresh && withheldRefresh === true ? { wantsConsent: true } : {}),
      ...(hasRefresh ? { lostRefresh: false } : {}),
    });
  }
}

/** What a person reads; a client of their own is for them to mend, ours is registered anew. */
function failureOf(failure: TokenFailure, { kind }: ClientIdentity): AuthFailure {
  switch (failure.kind) {
    case 'grant-ended':
      return refused('TOKEN_REFUSED', failure.detail);
    case 'client-rejected':
      return refused(
        kind === 'pre-registered' ? 'CLIENT_REJECTED' : 'CLIENT_FORGOTTEN',
        failure.detail,
      );
    case 'scope-rejected':
      return refused('SCOPE_REFUSED', failure.detail);
    case 'request-refused':
    case 'refused':
      return refused('TOKEN_REFUSED', failure.detail);
    case 'nonsense':
      return refused('INVALID_ANSWER', failure.detail);
    case 'outage':
    case 'other':
      return failure.failure;
    default:
      return assertNever(failure);
  }
}
