import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../ports.ts';
import { plain, refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { parseCallback } from './callback-url.ts';
import type { Callback, CallbackProblem } from './callback-url.ts';
import { isFromIssuer } from './flow.ts';
import type { CallbackWay, FlowRecord, FlowStatus, FlowView } from './flow.ts';
import type { FlowBook, OpenFlow } from './flow-book.ts';
import type { Grant } from './grant.ts';
import type { NamedBy, ProtectedServers } from './oauth-ports.ts';
import { isSameText } from './pkce.ts';
import type { TokenEndpoint, TokenFailure } from './token-endpoint.ts';

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
  readonly book: FlowBook;
  readonly endpoint: TokenEndpoint;
  readonly servers: ProtectedServers;
  readonly clock: Pick<Clock, 'now'>;
  /** Keeps a new grant; durable when it resolves with success. */
  readonly keep: (
    owner: string,
    serverName: string,
    grant: Grant,
  ) => Promise<Result<void, AuthFailure>>;
  /** A registered client turned out to be unknown to its issuer. */
  readonly onClientRejected: (issuer: string, clientId: string) => Promise<void>;
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
    // SECURITY: before this check, not even the error is from the authorization server.
    if (!isFromIssuer(record, callback.iss)) {
      return refused('ISSUER_MISMATCH', record.authorizationServer.issuer);
    }
    const { answer } = callback;
    if (answer.kind === 'error') {
      const isDenied = answer.error === 'access_denied';
      if (/^(unauthorized|invalid)_client$/.test(answer.error)) await this.#forgetClient(record);
      const detail = answer.description === '' ? answer.error : answer.description;
      return refused(isDenied ? 'AUTHORIZATION_DENIED' : 'AUTHORIZATION_FAILED', plain(detail));
    }
    const server = await this.#deps.servers.resolve(record.serverName);
    if (!server.ok) return { kind: 'storage', ...server.error };
    if (server.value?.url !== record.serverUrl) return refused('UNKNOWN_SERVER', record.serverName);
    return this.#exchange(flow, answer.code);
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
    const endpoint = server.tokenEndpoint;
    const request = { endpoint, namedBy, client, code, verifier, redirectUri, resource };
    const issued = await this.#deps.endpoint.exchange(request, this.#deps.signal);
    if (!issued.ok) {
      if (issued.error.kind === 'client-rejected') await this.#forgetClient(record);
      return failureOf(issued.error);
    }
    const now = this.#deps.clock.now();
    const { accessToken, refreshToken, scopes, expiresAt } = issued.value;
    const grant: Grant = {
      serverUrl: record.serverUrl,
      resource,
      issuer: server.issuer,
      tokenEndpoint: server.tokenEndpoint,
      revocationEndpoint: server.revocationEndpoint,
      isPinned: server.isPinned,
      client,
      accessToken,
      refreshToken,
      // RFC 6749 section 5.1: without a word about scopes, all that was asked for is granted.
      scopes: [...(scopes ?? record.scopes)],
      via: record.via,
      signedInAt: now,
      obtainedAt: now,
      expiresAt,
    };
    if (flow.status.kind !== 'pending') {
      // The person has signed out or removed the server while the code was exchanged.
      await this.#deps.endpoint.revoke(grant, this.#deps.signal);
      return { kind: 'aborted' };
    }
    const kept = await this.#deps.keep(record.owner, record.serverName, grant);
    return kept.ok ? undefined : kept.error;
  }
}

function failureOf(failure: TokenFailure): AuthFailure {
  switch (failure.kind) {
    case 'grant-ended':
      return refused('TOKEN_REFUSED', failure.detail);
    case 'client-rejected':
      return refused('CLIENT_REJECTED', failure.detail);
    case 'scope-rejected':
      return refused('SCOPE_REFUSED', failure.detail);
    case 'other':
      return failure.failure;
  }
}
